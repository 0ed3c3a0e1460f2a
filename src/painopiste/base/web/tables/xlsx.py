"""Writes a list as an Excel book."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import xlsxwriter

from painopiste.base.web.tables.model import (
    Table,
    Value,
    about_name,
    in_words,
    is_exact,
    local,
    made,
    notes_line,
    printable,
    sheet_name,
    shortened,
)

LONGEST_CELL = 32_767  # Excel's limit
FIRST_YEAR = 1901  # Excel's calendar starts in 1900 and has a day too many in that year


def write_xlsx(table: Table) -> bytes:
    """Write an Excel book: the list with fixed headings and filters, and a second sheet that tells about it."""
    out = io.BytesIO()
    # Nothing is guessed from a text: not formulas, not numbers, not links.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, {"constant_memory": True, **options})
    title, notes = (shortened(printable(text), 255) for text in (table.title, notes_line(table)))
    book.set_properties({"title": title, "comments": notes, "created": made(table)})
    _list_sheet(book, table)
    _about_sheet(book, table)
    book.close()
    return out.getvalue()


def _list_sheet(book: Any, table: Table) -> None:
    sheet = book.add_worksheet(sheet_name(table))
    heading = book.add_format(
        {"bold": True, "bg_color": "#EAF1F9", "font_color": "#00347A", "bottom": 1, "valign": "top"}
    )
    looks = {
        "plain": book.add_format({"valign": "top"}),
        "day": book.add_format({"num_format": "d.m.yyyy", "align": "left", "valign": "top"}),
        "moment": book.add_format({"num_format": "d.m.yyyy hh:mm", "align": "left", "valign": "top"}),
    }
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, _WIDTHS[column.kind] + min(len(column.title), 12))
        sheet.write_string(0, number, _cut(column.title), heading)
    last = 0
    for last, row in enumerate(table.rows, start=1):
        for number, value in enumerate(row):
            _cell(sheet, (last, number), value, looks, table.language)
    sheet.freeze_panes(1, 1)
    if table.columns:
        sheet.autofilter(0, 0, last, len(table.columns) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_paper(9)


_WIDTHS: dict[str, float] = {"text": 18, "number": 6, "date": 8, "link": 22}


def _cell(sheet: Any, place: tuple[int, int], value: Value, looks: dict[str, Any], language: str) -> None:
    match value:
        case None | "":
            pass
        case bool():
            sheet.write_boolean(*place, value, looks["plain"])
        case int() | float() | Decimal() if is_exact(value):
            sheet.write_number(*place, value, looks["plain"])
        case datetime():
            sheet.write_datetime(*place, local(value), looks["moment"])
        case date() if value.year >= FIRST_YEAR:
            sheet.write_datetime(*place, datetime.combine(value, time()), looks["day"])
        case _:
            sheet.write_string(*place, _cut(in_words(value, language)), looks["plain"])


def _cut(text: str) -> str:
    return shortened(printable(text), LONGEST_CELL)


def _about_sheet(book: Any, table: Table) -> None:
    sheet = book.add_worksheet(about_name(table.language))
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, _cut(table.title), bold)
    for number, (name, text) in enumerate(table.notes, start=2):
        sheet.write_string(number, 0, _cut(name), bold)
        sheet.write_string(number, 1, _cut(text), wrapped)
