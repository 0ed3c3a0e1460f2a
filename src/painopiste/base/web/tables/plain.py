"""Writes a list as plain text that programs read: CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

from painopiste.base.web.tables.model import DECIMAL_COMMA, Table, Value, in_words, is_exact, printable

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# A spreadsheet calculates a text that starts with one of these.
CALCULATED = frozenset("=+-@\t\r\n")


def write_csv(table: Table) -> bytes:
    """Write CSV as Excel opens it in Finland: UTF-8 with its mark, semicolons and decimal commas (not in English)."""
    out = io.StringIO(newline="")
    # Every value is quoted: a program that splits at another sign must not find a formula inside a text.
    delimiter = ";" if table.language in DECIMAL_COMMA else ","
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow([harmless(column.title) for column in table.columns])
    for row in table.rows:
        writer.writerow([_cell(value, table.language) for value in row])
    return BYTE_ORDER_MARK + out.getvalue().encode()


def write_json(table: Table) -> bytes:
    """Write JSON: the rows under the names of the columns, with the notes beside them."""
    keys = [column.key for column in table.columns]
    content = {
        "title": table.title,
        "notes": [{"name": name, "text": text} for name, text in table.notes],
        "columns": [{"key": column.key, "title": column.title, "kind": column.kind} for column in table.columns],
        "rows": [dict(zip(keys, map(_plain, row), strict=True)) for row in table.rows],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def harmless(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would calculate, also behind spaces and invisible signs."""
    for sign in text:
        if sign in CALCULATED or set(unicodedata.normalize("NFKC", sign)) & CALCULATED:
            return "'" + printable(text)
        if not sign.isspace() and unicodedata.category(sign) not in {"Cf", "Cc", "Mn"}:
            break
    return printable(text)


def _cell(value: Value, language: str) -> str:
    return harmless(value) if isinstance(value, str) else in_words(value, language)


def _plain(value: Value) -> Any:
    match value:
        case bool() | None | str() | int():
            return value
        case date():  # a datetime is one too
            return value.isoformat()
        case float():
            return value if is_exact(value) or abs(value) < float("inf") else None
        case Decimal():
            return float(value) if value.is_finite() else None
