"""Exports of a list: CSV, Excel, OpenDocument and JSON from one table; and reading a list that somebody sends.

No value ever becomes a formula: the sheets hold typed cells, and in CSV a text that a spreadsheet would
calculate gets an apostrophe before it.
"""

from painopiste.base.web.tables.model import Column, Kind, Table, Value
from painopiste.base.web.tables.ods import write_ods
from painopiste.base.web.tables.plain import write_csv, write_json
from painopiste.base.web.tables.reading import ReadTable, WrongFile, read_sent, read_table
from painopiste.base.web.tables.xlsx import write_xlsx

__all__ = [
    "Column",
    "Kind",
    "ReadTable",
    "Table",
    "Value",
    "WrongFile",
    "read_sent",
    "read_table",
    "write_csv",
    "write_json",
    "write_ods",
    "write_xlsx",
]
