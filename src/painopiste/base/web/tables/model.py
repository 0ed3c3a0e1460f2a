"""A list as it is exported, and the rules for its texts and numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from math import isfinite
from typing import Literal

from django.utils import timezone

Kind = Literal["text", "number", "date", "link"]
Value = str | int | float | Decimal | bool | date | datetime | None

ABOUT = {"fi": "Tietoja", "sv": "Om", "en": "About"}
YES_NO = {"fi": ("kyllä", "ei"), "sv": ("ja", "nej"), "en": ("yes", "no")}
DECIMAL_COMMA = frozenset({"fi", "sv"})
LONGEST_SHEET_NAME = 31
# Characters that XML, and so a spreadsheet, can't hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in data (`key`), its heading for people (`title`) and what it holds.

    A `date` column takes dates where they are exact and texts such as "syksy 2022" where they are not.
    """

    key: str
    title: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """A list as it is exported. `notes` are (name, text) pairs: source, filter, time, demonstration label."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    notes: Sequence[tuple[str, str]] = ()
    language: str = "fi"
    made_at: datetime | None = None


def printable(text: str) -> str:
    """Take out what no spreadsheet may hold."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))


def in_words(value: Value, language: str) -> str:
    """Write a value as a person reads it: 24.5.2022, 1,5 in Finnish and Swedish, yes and no in words."""
    match value:
        case None:
            return ""
        case bool():
            return YES_NO.get(language, YES_NO["en"])[0 if value else 1]
        case datetime():
            moment = local(value)
            return f"{moment.day}.{moment.month}.{moment.year} {moment:%H:%M}"
        case date():
            return f"{value.day}.{value.month}.{value.year}"
        case int() | float() | Decimal():
            return _number(value, language)
        case _:
            return printable(value)


def _number(value: float | Decimal, language: str) -> str:
    written = format(value, "f") if isinstance(value, Decimal) else str(value)
    return written.replace(".", ",") if language in DECIMAL_COMMA else written


def is_exact(value: float | Decimal) -> bool:
    """Say whether a spreadsheet can hold the number as it is: they know 15 digits."""
    return isfinite(value) and -(10**15) < value < 10**15


def local(value: datetime) -> datetime:
    """Give the time on the wall, as spreadsheets know no time zones."""
    return timezone.make_naive(value) if timezone.is_aware(value) else value


def made(table: Table) -> datetime:
    """Say when the export was made."""
    return local(table.made_at or datetime.now(UTC))


def about_name(language: str) -> str:
    """Name the sheet that tells about the list."""
    return ABOUT.get(language, ABOUT["en"])


def sheet_name(table: Table) -> str:
    """Name the sheet of the list as spreadsheets allow: at most 31 characters, some signs not at all."""
    name = " ".join(re.sub(r"[\[\]:*?/\\\s]+", " ", printable(table.title)).split())
    name = shortened(name, LONGEST_SHEET_NAME).strip("' ")
    taken = {about_name(table.language).casefold(), "history", ""}
    return "Taulukko" if unicodedata.normalize("NFKC", name).casefold() in taken else name


def shortened(text: str, most: int) -> str:
    """Cut a text to a length as spreadsheets count it: in UTF-16."""
    return text if len(text) * 2 <= most else text.encode("utf-16-le")[: most * 2].decode("utf-16-le", "ignore")


def notes_line(table: Table) -> str:
    """Put the notes on one line, for a file's particulars."""
    return "; ".join(f"{name}: {text}" for name, text in table.notes)
