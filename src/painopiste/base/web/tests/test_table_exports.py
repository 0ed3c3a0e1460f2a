"""Exports hold what the list holds, as numbers, dates and texts, and never a formula."""

import csv
import io
import json
import time
import warnings
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odf import opendocument, table, teletype
from odf.namespaces import OFFICENS, TABLENS

from painopiste.base.web.tables import Column, Table, write_csv, write_json, write_ods, write_xlsx
from painopiste.base.web.tables.model import sheet_name
from painopiste.base.web.tables.plain import harmless

COLUMNS = [
    Column("number", "Nro"),
    Column("name", "Nimi"),
    Column("amount", "Summa", "number"),
    Column("on", "Pvm", "date"),
]
ROWS = [
    ["2.1", "Selvitys å", 1.5, date(2022, 5, 24)],
    ["2.2", None, Decimal("200000"), "syksy 2022"],
    ["2.3", "", -3, None],
]
NOTES = [("Lähde", "Painopiste"), ("Rajaus", "kaikki"), ("Esittelyaineisto", "kyllä")]
LIST = Table("Toimenpiteet", COLUMNS, ROWS, NOTES, made_at=datetime(2022, 5, 24, 9, 0, tzinfo=UTC))
FULL_WIDTH = ["\uff1d", "\uff0b", "\uff0d", "\uff20", "\ufe66"]
STARTS = ["=", "+", "-", "@", "\t", "\r", "\n", *FULL_WIDTH, " =", "\ufeff=", "\u200b@", "\x00="]
DANGEROUS = st.builds(lambda start, rest: start + rest, st.sampled_from(STARTS), st.text(max_size=20))


def of(*texts):
    return Table(texts[0], [Column("a", text) for text in texts], [list(texts)], [(text, text) for text in texts])


def csv_rows(data, delimiter=";"):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def book(data):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl speaks of what it does not read
        return openpyxl.load_workbook(io.BytesIO(data))


def ods_cells(data):
    sheets = opendocument.load(io.BytesIO(data)).spreadsheet.getElementsByType(table.Table)
    return [
        [row.getElementsByType(table.TableCell) for row in sheet.getElementsByType(table.TableRow)] for sheet in sheets
    ]


@given(DANGEROUS)
def test_csv_puts_an_apostrophe_before_what_would_be_calculated(text):
    assert harmless(text).startswith("'")
    for row in csv_rows(write_csv(of(text))):
        assert all(cell.startswith("'") for cell in row)


@pytest.mark.parametrize("text", ["SM", "2.1", "å", "a=1", "1-2", "", "'x", "(-1)", "väkivalta-"])
def test_csv_leaves_ordinary_words_alone(text):
    assert harmless(text) == text


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_value_never_falls_out_of_its_cell_whatever_sign_separates(one, other):
    for line in csv.reader(io.StringIO(write_csv(of(one, other)).decode("utf-8-sig"), newline=""), delimiter=";"):
        assert len(line) == 2


@settings(max_examples=40, deadline=None)
@given(st.one_of(DANGEROUS, st.text(max_size=40)))
def test_spreadsheets_hold_texts_as_texts(text):
    listed = of(text)
    for sheet in book(write_xlsx(listed)):
        for row in sheet.iter_rows():
            assert {cell.data_type for cell in row if cell.value is not None} <= {"s", "inlineStr"}
    for sheet in ods_cells(write_ods(listed)):
        for row in sheet:
            for cell in row:
                assert not cell.attributes.get((TABLENS, "formula"))
                assert cell.attributes.get((OFFICENS, "value-type")) in {"string", None}


def test_csv_opens_in_finland_with_semicolons_and_decimal_commas():
    data = write_csv(LIST)
    assert data.startswith(b"\xef\xbb\xbf")
    assert csv_rows(data) == [
        ["Nro", "Nimi", "Summa", "Pvm"],
        ["2.1", "Selvitys å", "1,5", "24.5.2022"],
        ["2.2", "", "200000", "syksy 2022"],
        ["2.3", "", "-3", ""],
    ]


def test_csv_in_english_has_commas_and_decimal_points():
    english = Table("Measures", COLUMNS, ROWS, NOTES, "en")
    assert csv_rows(write_csv(english), ",")[1][2] == "1.5"


def test_excel_has_numbers_and_dates_where_they_are_exact_and_fixed_headings():
    made = book(write_xlsx(LIST))
    sheet = made["Toimenpiteet"]
    assert [cell.value for cell in sheet[2]] == ["2.1", "Selvitys å", 1.5, datetime(2022, 5, 24)]  # noqa: DTZ001
    assert [cell.value for cell in sheet[3]] == ["2.2", None, 200000, "syksy 2022"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:D4"
    assert made.properties.title == "Toimenpiteet"


def test_the_second_sheet_tells_where_the_list_comes_from():
    made = book(write_xlsx(LIST))
    assert made.sheetnames == ["Toimenpiteet", "Tietoja"]
    assert [[cell.value for cell in row] for row in made["Tietoja"].iter_rows(min_row=3)] == [
        list(pair) for pair in NOTES
    ]
    cells = ods_cells(write_ods(LIST))[1]
    assert [teletype.extractText(cell) for cell in cells[-1]] == ["Esittelyaineisto", "kyllä"]


def test_opendocument_has_numbers_and_dates_where_they_are_exact():
    first, second = ods_cells(write_ods(LIST))[0][1:3]
    assert [teletype.extractText(cell) for cell in first] == ["2.1", "Selvitys å", "1,5", "24.5.2022"]
    assert first[2].attributes[(OFFICENS, "value")] == "1.5"
    assert first[3].attributes[(OFFICENS, "date-value")] == "2022-05-24"
    assert second[3].attributes[(OFFICENS, "value-type")] == "string"


def test_json_has_the_keys_of_the_columns():
    content = json.loads(write_json(LIST))
    assert content["rows"][0] == {"number": "2.1", "name": "Selvitys å", "amount": 1.5, "on": "2022-05-24"}
    assert content["notes"][0] == {"name": "Lähde", "text": "Painopiste"}


@pytest.mark.parametrize("write", [write_csv, write_json, write_ods, write_xlsx])
def test_odd_values_and_empty_lists_are_written(write):
    numbers = [float("nan"), float("inf"), 10**20, True]
    odd = [*numbers, date(1850, 1, 1), datetime(2022, 5, 24, 9, 5, tzinfo=UTC), "\ud800", "x" * 40_000]
    columns = [Column(f"k{at}", "x") for at in range(len(odd))]
    assert write(Table("[x]:*?/\\", columns, [odd]))
    assert write(Table("", [], []))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("a/b [c]", "a b c"),
        ("x" * 40, "x" * 31),
        ("'x'", "x"),
        ("", "Taulukko"),
        ("Tietoja", "Taulukko"),
        ("HISTORY", "Taulukko"),
    ],
)
def test_a_sheet_has_a_name_that_spreadsheets_allow(title, name):
    assert sheet_name(Table(title, [], [])) == name


def test_five_hundred_rows_of_twenty_columns_are_written_fast():
    columns = [Column(f"c{at}", f"Sarake {at}") for at in range(20)]
    rows = [["Selvitys väkivaltatyöstä", at, date(2022, 5, 24), 1.5] * 5 for at in range(500)]
    for write in (write_xlsx, write_ods, write_csv, write_json):
        started = time.process_time()
        write(Table("Toimenpiteet", columns, rows))
        assert time.process_time() - started < 0.5
