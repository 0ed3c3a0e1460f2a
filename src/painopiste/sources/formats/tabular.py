"""CSV and XLSX that people and offices send, read as a mapping file says how they are laid out."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv
from pydantic import BaseModel, ConfigDict, Field
from python_calamine import CalamineError, CalamineWorkbook

from painopiste.sources.errors import UnreadableError
from painopiste.sources.formats.figures import Figures, numbers
from painopiste.sources.shapes import Shape

UNPACKED_AT_MOST = 500_000_000  # bytes of one workbook


class Wide(BaseModel):
    """Columns that are one dimension laid out sideways: their names go to `to`."""

    model_config = ConfigDict(extra="forbid")
    columns: str = Field(description="a regular expression that the names of the columns match as a whole")
    to: str


class Layout(BaseModel):
    """How a table is laid out. Rows are counted from one, as a spreadsheet shows them."""

    model_config = ConfigDict(extra="forbid")
    encoding: str = "utf-8"
    delimiter: str = Field(default=",", min_length=1, max_length=1)
    decimal: str = Field(default=".", pattern=r"^[.,]$")
    thousands: str = ""
    sheet: str = ""
    header: int = Field(default=1, ge=1, description="the first row of the header")
    header_rows: int = Field(default=1, ge=1, le=5, description="rows of a header on several lines")
    value: str = ""
    status: str = ""
    wide: Wide | None = None
    leave_out: dict[str, str] = Field(default_factory=dict, description="rows where the column matches: totals, notes")

    @property
    def first(self) -> int:
        """The first row of figures."""
        return self.header + self.header_rows


def read_csv(content: bytes, layout: Layout, codes: Sequence[str]) -> Figures:
    """The figures of a CSV file. `codes` are the columns that say what a figure is of.

    :raises UnreadableError: with the row or the column that is wrong
    """
    text = _decoded(content, layout.encoding)
    names = _header(csv.reader(io.StringIO(text), delimiter=layout.delimiter), layout)
    skipped = io.StringIO(text)
    for _ in range(layout.first - 1):
        skipped.readline()
    rest = skipped.read().encode()
    if not rest.strip():
        raise UnreadableError("The file has no rows below its header.")
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(rest),
            read_options=arrow_csv.ReadOptions(column_names=names),
            parse_options=arrow_csv.ParseOptions(delimiter=layout.delimiter, newlines_in_values='"' in text),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as error:
        raise UnreadableError("The CSV can't be read: %(why)s", why=_placed(str(error), layout)) from error
    return figures(table, layout, codes)


def _placed(said: str, layout: Layout) -> str:
    """What Arrow says, with the number of the row in the file."""
    return re.sub(r"Row #(\d+)", lambda found: f"row {int(found[1]) + layout.first - 1}", said.split("\n", 1)[0][:200])


def _decoded(content: bytes, encoding: str) -> str:
    try:
        text = content.decode("utf-8-sig" if encoding.lower() in ("utf-8", "utf8") else encoding)
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            "Row %(row)s is not in the character set %(encoding)s: name the right one in the mapping.",
            row=row,
            encoding=encoding,
        ) from error
    except LookupError as error:
        raise UnreadableError("There is no character set %(encoding)s.", encoding=encoding) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _header(rows: Iterator[list[str]], layout: Layout) -> list[str]:
    """Names of the columns: rows of the header joined by a space; an empty cell goes on with the one on its left."""
    try:
        read = [row for row, _ in zip(rows, range(layout.first - 1), strict=False)][layout.header - 1 :]
    except csv.Error as error:
        raise UnreadableError("The header can't be read: %(why)s.", why=error) from error
    if len(read) < layout.header_rows:
        raise UnreadableError("The file ends before the header, which should be on row %(row)s.", row=layout.header)
    width = max(map(len, read))
    parts: list[list[str]] = []
    for level, row in enumerate(read):
        filled, last = [], ""
        for cell in [*row, *[""] * (width - len(row))]:
            last = cell.strip() or (last if level < len(read) - 1 else "")
            filled.append(last)
        parts.append(filled)
    names = [" ".join(filter(None, some)) for some in zip(*parts, strict=True)]
    names = [name or f"#{at}" for at, name in enumerate(names, 1)]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise UnreadableError("Two columns of the header are called %(column)s.", column=twice)
    return names


def read_xlsx(content: bytes, layout: Layout, codes: Sequence[str]) -> Figures:
    """The figures of one sheet of a workbook: the one that `layout` names, or the first.

    :raises UnreadableError: with the row or the column that is wrong
    """
    rows = [[_cell(cell) for cell in row] for row in _sheet(content, layout.sheet)]
    names = _header(iter(rows), layout)
    below = [row for row in rows[layout.first - 1 :] if any(row)]
    if not below:
        raise UnreadableError("The file has no rows below its header.")
    columns = zip(*[[*row, *[""] * (len(names) - len(row))][: len(names)] for row in below], strict=True)
    return figures(pa.table(dict(zip(names, map(pa.array, columns), strict=True))), layout, codes)


def _sheet(content: bytes, name: str) -> list[list[Any]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > UNPACKED_AT_MOST:
                raise UnreadableError("The workbook is too large when it is unpacked.")
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        if name and name not in book.sheet_names:
            raise UnreadableError(
                "The workbook has no sheet %(sheet)s; it has %(others)s.", sheet=name,
                others=", ".join(book.sheet_names)[:200],
            )  # fmt: skip
        sheet = book.get_sheet_by_name(name) if name else book.get_sheet_by_index(0)
        return sheet.to_python(skip_empty_area=False)
    except (CalamineError, zipfile.BadZipFile, IndexError) as error:
        raise UnreadableError("The file is not a workbook that can be read, or is cut short.") from error


def _cell(cell: Any) -> str:
    """What a cell shows: whole numbers without decimals, days as ISO 8601."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return str(int(cell))
    return cell if isinstance(cell, str) else (cell.isoformat() if hasattr(cell, "isoformat") else str(cell))


def figures(table: pa.Table, layout: Layout, codes: Sequence[str]) -> Figures:
    """A table of texts as figures: sideways columns laid under each other, rows left out, numbers read."""
    needed = [name for name in codes if not (layout.wide and name == layout.wide.to)]
    _require(table, [*needed, *layout.leave_out, *filter(None, [layout.value, layout.status])])
    for column, pattern in layout.leave_out.items():
        hit = pc.match_substring_regex(table[column], f"^(?:{pattern})$")
        table = table.filter(pc.invert(hit))
    if layout.wide:
        columns, texts = _long(table, layout.wide, needed)
    elif layout.value:
        columns = {name: _encoded(table[name]) for name in needed}
        texts = _one(table[layout.value])
    else:
        raise UnreadableError("The mapping names no column of values.")
    values, marks = numbers(texts, decimal=layout.decimal, thousands=layout.thousands)
    if layout.status:
        marks = _beside(values, marks, _one(table[layout.status]))
    period = {layout.wide.to} if layout.wide else set()
    shape = {name: () if name in period else tuple(pc.unique(found).to_pylist()) for name, found in columns.items()}
    return Figures(columns, values, marks, Shape(shape))


def _require(table: pa.Table, names: Sequence[str]) -> None:
    if missing := next((name for name in names if name not in table.column_names), None):
        raise UnreadableError(
            "The file has no column %(column)s; it has %(others)s.", column=missing,
            others=", ".join(table.column_names)[:200],
        )  # fmt: skip


def _long(table: pa.Table, wide: Wide, needed: Sequence[str]) -> tuple[dict[str, pa.Array], pa.Array]:
    sideways = [name for name in table.column_names if re.fullmatch(wide.columns, name) and name not in needed]
    if not sideways:
        raise UnreadableError("No column of the file is called like %(pattern)s.", pattern=wide.columns)
    columns = {name: pa.concat_arrays([_encoded(table[name])] * len(sideways)) for name in needed}
    columns[wide.to] = pc.dictionary_encode(
        pa.concat_arrays([pa.repeat(pa.scalar(name), table.num_rows) for name in sideways])
    )
    return columns, pa.concat_arrays([_one(table[name]) for name in sideways])


def _beside(values: pa.Array, marks: pa.Array, statuses: pa.Array) -> pa.Array:
    """The mark that stands in place of a value, or else the status in its own column."""
    statuses = pc.utf8_trim_whitespace(statuses)
    return pc.if_else(pc.and_(values.is_null(), pc.not_equal(marks, "")), marks, statuses)


def _one(column: pa.ChunkedArray) -> pa.Array:
    found = column.combine_chunks()
    return found if isinstance(found, pa.Array) else pa.concat_arrays(found.chunks)


def _encoded(column: pa.ChunkedArray) -> pa.Array:
    return pc.dictionary_encode(pc.utf8_trim_whitespace(_one(column)))
