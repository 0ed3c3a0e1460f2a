"""Reads a list that somebody sends as XLSX, ODS or CSV: rows of texts under the headings of its first sheet.

What people send is read by `read_sent`, in a process of its own; `read_table` takes bytes and a name, and trusts them.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, WorksheetNotFound, XmlError

from painopiste.base.errors import Invalid
from painopiste.base.uploads.apart import read_apart
from painopiste.base.words import marked

MOST_BYTES, MOST_UNPACKED = 5_000_000, 100_000_000
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 2_000, 60, 20_000
Cell = str | int | float | bool | date | datetime | time | timedelta | None


class WrongFile(Invalid):
    """The file can't be read as a list."""

    code = "wrong_file"
    message = marked("The file could not be read. Send a list as XLSX, ODS or CSV.")


@dataclass(frozen=True, slots=True)
class ReadTable:
    """The headings, and the rows under them: (number of the row in the file, one text for each heading)."""

    headings: Sequence[str]
    rows: Sequence[tuple[int, Sequence[str]]]


def read_table(content: bytes, name: str) -> ReadTable:
    """Read a file by its name's ending: dates as 2022-05-24, numbers with a decimal point, empty rows left out.

    :raises WrongFile: if it is no list that we read, is too large, or has no headings
    """
    if len(content) > MOST_BYTES:
        raise WrongFile(marked("The file is too large: at most 5 MB."))
    kind = name.rpartition(".")[2].lower()
    if kind not in ("xlsx", "ods", "csv"):
        raise WrongFile
    cells = _csv(content) if kind == "csv" else _workbook(content)
    rows = [(number, row) for number, row in enumerate(cells, start=1) if any(row)]
    if not rows:
        raise WrongFile(marked("The file has no rows."))
    if len(rows) > MOST_ROWS or max(len(row) for _number, row in rows) > MOST_COLUMNS:
        raise WrongFile(marked("The list is too long: at most 2,000 rows and 60 columns."))
    headings = [heading.strip() for heading in rows[0][1]]
    return ReadTable(headings, [(number, _as_wide(row, len(headings))) for number, row in rows[1:]])


def _as_wide(row: Sequence[str], width: int) -> list[str]:
    return [*row, *[""] * width][:width]


def _workbook(content: bytes) -> Iterator[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
                raise WrongFile(marked("The file is too large: at most 5 MB."))
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        cells: Sequence[Sequence[Cell]] = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS * 2)
    except (CalamineError, PasswordError, WorksheetNotFound, XmlError, zipfile.BadZipFile) as error:
        raise WrongFile from error
    yield from ([_text(value) for value in row] for row in cells)


def _text(value: Cell) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case float():
            return format(Decimal(repr(value)).normalize(), "f")
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case _:
            return _clean(str(value))


def _csv(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")  # as older Excels save it here
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    try:
        yield from ([_own(cell) for cell in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise WrongFile from error


def _own(cell: str) -> str:
    """A cell of our own CSV without the apostrophe that keeps a spreadsheet from calculating it."""
    return _clean(cell[1:] if cell[:1] == "'" and cell[1:].lstrip()[:1] in "=+-@" else cell)


def _clean(text: str) -> str:
    return text.replace("\x00", "").strip()[:LONGEST_CELL]


def read_sent(name: str, content: bytes) -> ReadTable:
    """The same in a process of its own, with little memory and time (ADR 13).

    :raises WrongFile: as `read_table`
    :raises RefusedFile: if it used too much of them
    """
    told = read_apart(f"{__name__}:read_parts", {"name": name.encode(), "content": content}, name=name)
    if "refused" in told:
        raise WrongFile(told["refused"])
    return ReadTable(told["headings"], [(number, texts) for number, texts in told["rows"]])


def read_parts(parts: Mapping[str, bytes]) -> dict[str, Any]:
    """What that process does: the table as JSON holds it, or why it is none."""
    try:
        table = read_table(parts["content"], parts["name"].decode())
    except WrongFile as error:
        return {"refused": error.message}
    return {"headings": table.headings, "rows": table.rows}
