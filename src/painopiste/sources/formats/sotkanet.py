"""Answers of Sotkanet's REST interface (THL): indicators, regions and their figures."""

import csv
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from painopiste.sources.errors import UnreadableError

COLUMNS = ["indicator", "region", "year", "gender", "primary value", "absolute value"]
FEW = re.compile(
    r"\b(alle|vähemmän kuin|fewer than|less than|färre än|under)\s+(viiden|viisi|five|fem|5)\b", re.IGNORECASE
)


class Region(NamedTuple):
    """`id` is Sotkanet's own; an area is known by its category ("KUNTA", "MAAKUNTA" …) and code together."""

    id: int
    category: str
    code: str
    titles: dict[str, str]


class Row(NamedTuple):
    """A figure. A suppressed one is simply absent from the answer; `absolute` is None where none is given."""

    indicator: int
    region: int
    year: int
    gender: str
    value: float | None
    absolute: float | None


class Indicator(NamedTuple):
    id: int
    titles: dict[str, str]
    years: tuple[int, int]
    unit: str
    decimals: int
    organisation: str
    updated: str
    organisation_titles: dict[str, str]
    suppresses_few: bool  # the limits say in words that fewer than five cases are not published


def _loaded(content: bytes | str, kind: type) -> Any:
    try:
        data = json.loads(content)
    except ValueError as error:
        raise UnreadableError("Sotkanet's answer is not JSON.") from error
    if not isinstance(data, kind):
        raise UnreadableError("Sotkanet's answer is JSON of another shape than before.")
    return data


def indicators(content: bytes | str) -> dict[int, dict[str, str]]:
    """Titles by language of every indicator in the list, by its number."""
    try:
        return {int(one["id"]): dict(one["title"]) for one in _loaded(content, list)}
    except (KeyError, TypeError) as error:
        raise UnreadableError(
            "Sotkanet's list of indicators has an unexpected shape at %(place)s.", place=error
        ) from error


def regions(content: bytes | str) -> dict[int, Region]:
    """Regions by Sotkanet's own id."""
    try:
        return {
            int(one["id"]): Region(int(one["id"]), one["category"], one["code"], dict(one["title"]))
            for one in _loaded(content, list)
        }
    except (KeyError, TypeError) as error:
        raise UnreadableError(
            "Sotkanet's list of regions has an unexpected shape at %(place)s.", place=error
        ) from error


def indicator(content: bytes | str) -> Indicator:
    """One indicator's own description."""
    data = _loaded(content, dict)
    try:
        return Indicator(
            id=int(data["id"]),
            titles=dict(data["title"]),
            years=(int(data["range"]["start"]), int(data["range"]["end"])),
            unit=data["primaryValueType"]["code"],
            decimals=int(data["decimals"]),
            organisation=str(data["organization"]["id"]),
            updated=str(data.get("data-updated", "")),
            organisation_titles=dict(data["organization"].get("title") or {}),
            suppresses_few=any(FEW.search(text or "") for text in (data.get("limits") or {}).values()),
        )
    except (KeyError, TypeError) as error:
        raise UnreadableError(
            "Sotkanet's description of an indicator has an unexpected shape at %(place)s.", place=error
        ) from error


def rows(content: bytes | str) -> Iterator[Row]:
    """Figures of the CSV answer: semicolons, a decimal point, CRLF or LF. UnreadableError with the line's number."""
    try:
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
    except UnicodeDecodeError as error:
        raise UnreadableError("Sotkanet's CSV is not UTF-8.") from error
    lines = csv.reader(text.splitlines(), delimiter=";")
    header = next(lines, [])
    if [name.strip() for name in header] != COLUMNS:
        raise UnreadableError(
            "Sotkanet's CSV has other columns than before: %(columns)s.", columns="; ".join(header)[:200]
        )
    for line in lines:
        if line:
            yield _row(line, lines.line_num)


def _row(line: list[str], number: int) -> Row:
    try:
        which, region, year, gender, value, absolute = line
        return Row(int(which), int(region), int(year), gender, _figure(value), _figure(absolute))
    except ValueError as error:
        raise UnreadableError(
            "Line %(line)s of Sotkanet's CSV can't be read: %(text)s.", line=number, text=";".join(line)[:200]
        ) from error


def _figure(text: str) -> float | None:
    return float(text) if text.strip() else None
