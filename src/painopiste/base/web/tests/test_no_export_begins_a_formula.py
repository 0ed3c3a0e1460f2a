"""Whatever format a list is given out in, no text in it is calculated by a spreadsheet, and numbers stay numbers."""

import ast
import csv
import io
import json
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from odf import opendocument, table, teletype
from odf.namespaces import OFFICENS, TABLENS

import painopiste
from painopiste.base.web.downloads import FORMATS
from painopiste.base.web.tables import Column, Table

# Also in full width, as they are typed in Asia and as some programs take them; also behind what is not seen.
SIGNS = [
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
    "\ufe62",
    "\ufe63",
    "\ufe66",
    "\ufe6b",
]
BEFORE = ["", " ", "\u00a0", "\u200b", "\ufeff", "\u2060", "\x00", "'", '"']
PAYLOADS = st.builds(
    lambda before, sign, rest: before + sign + rest,
    st.sampled_from(BEFORE),
    st.sampled_from(SIGNS),
    st.sampled_from(["cmd|' /C calc'!A0", 'HYPERLINK("https://elsewhere.example","x")', "SUM(1;2)", ""])
    | st.text(max_size=15),
)
NUMBERS = st.integers(-(10**12), 10**12) | st.decimals(-(10**9), 10**9, places=2)
Cell = tuple[Any, bool]  # what is shown, and whether a spreadsheet would calculate it


def of_csv(data: bytes) -> Iterator[list[Cell]]:
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"):
        yield [(cell, bool(cell) and cell.lstrip(" \u00a0\u200b\ufeff\u2060\ufffd")[:1] in SIGNS) for cell in row]


def of_xlsx(data: bytes) -> Iterator[list[Cell]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl speaks of what it does not read
        book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book:
        for row in sheet.iter_rows():
            yield [(cell.value, cell.data_type == "f") for cell in row]


def of_ods(data: bytes) -> Iterator[list[Cell]]:
    for row in opendocument.load(io.BytesIO(data)).spreadsheet.getElementsByType(table.TableRow):
        cells = row.getElementsByType(table.TableCell)
        yield [(_ods_value(cell), bool(cell.attributes.get((TABLENS, "formula")))) for cell in cells]


def _ods_value(cell: Any) -> Any:
    if cell.attributes.get((OFFICENS, "value-type")) == "float":
        return float(cell.attributes[OFFICENS, "value"])
    return teletype.extractText(cell)


def of_json(data: bytes) -> Iterator[list[Cell]]:
    for row in json.loads(data)["rows"]:
        yield [(value, False) for value in row.values()]  # no spreadsheet calculates JSON


READERS: dict[str, Callable[[bytes], Iterator[list[Cell]]]] = {
    "csv": of_csv, "xlsx": of_xlsx, "ods": of_ods, "json": of_json,
}  # fmt: skip


def test_every_format_that_lists_are_given_out_in_is_tried_here():
    assert set(FORMATS) == set(READERS)


@pytest.mark.parametrize("form", sorted(FORMATS))
@settings(max_examples=60)
@given(text=PAYLOADS)
@example(text="=1+1")
def test_no_text_is_calculated_wherever_it_stands(form: str, text: str):
    listed = Table(text or "x", [Column("a", text), Column("b", "b")], [[text, "b"], ["a", text]], [(text, text)])
    assert [cell for row in READERS[form](FORMATS[form][1](listed)) for cell in row if cell[1]] == []


@pytest.mark.parametrize("form", sorted(FORMATS))
@settings(max_examples=60)
@given(number=NUMBERS)
def test_numbers_stay_numbers_negative_ones_too(form: str, number: Any):
    listed = Table("Luvut", [Column("n", "Luku", "number"), Column("t", "Teksti")], [[number, "a"]])
    rows = [row for row in READERS[form](FORMATS[form][1](listed)) if len(row) == 2 and row[1][0] == "a"]
    value = rows[0][0][0]
    if form == "csv":  # text by nature: what is meant is that no apostrophe is put before it
        value = float(value.replace(",", "."))
    assert isinstance(value, int | float)
    assert abs(float(value) - float(number)) <= 1e-6 * max(1, abs(float(number)))


def test_only_one_place_writes_such_files():
    root = Path(painopiste.__file__).parent
    writers = {"csv", "xlsxwriter", "openpyxl", "odf"}
    found = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if "tests" not in path.parts
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        and {(node.module if isinstance(node, ast.ImportFrom) else name.name) for name in node.names} & writers
    }
    found.discard("base/areas/services.py")  # reads the areas of Finland and writes nothing
    found.discard("base/web/tables/reading.py")  # reads lists that people send and writes nothing
    found.discard("sources/formats/sotkanet.py")  # reads the answers of a statistics service and writes nothing
    assert found == {"base/web/tables/plain.py", "base/web/tables/xlsx.py"}
