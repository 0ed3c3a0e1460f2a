"""Reads the table that somebody brings: CSV (UTF-8, comma or semicolon) or Parquet."""

from pathlib import Path
from typing import Any

from painopiste.analysis.bank.model import DIMENSIONS, UnusableError

NEEDED = ("indicator", "area", "period", "value")
KNOWN = {*NEEDED, "status", *DIMENSIONS}


def read_file(path: Path) -> Any:
    """A table of Arrow with the columns `indicator, area, period, value` and perhaps `status` and dimensions.

    Values of a CSV file are texts still. Raises UnusableError where the file is no such table.
    """
    import pyarrow as pa
    from pyarrow import csv, parquet

    try:
        if path.suffix.lower() == ".parquet":
            found = parquet.read_table(path)
        else:
            with path.open(encoding="utf-8-sig") as file:
                names = file.readline().rstrip("\r\n")
            sign = ";" if names.count(";") > names.count(",") else ","
            columns = [name.strip().strip('"') for name in names.split(sign)]
            texts = csv.ConvertOptions(column_types=dict.fromkeys(columns, pa.string()), strings_can_be_null=True)
            read = csv.ReadOptions(column_names=columns, skip_rows=1)
            found = csv.read_csv(path, read, csv.ParseOptions(delimiter=sign), texts)
    except (pa.ArrowInvalid, UnicodeDecodeError) as error:
        raise UnusableError("The file can't be read as a table: %(problem)s", problem=str(error)[:300]) from error
    return checked_columns(found)


def checked_columns(found: Any) -> Any:
    """The same table, if it has the columns that are needed and no others. Raises UnusableError otherwise."""
    names = found.column_names
    for name in NEEDED:
        if name not in names:
            raise UnusableError("The table has no column “%(name)s”.", column=name, name=name)
    for name in names:
        if name not in KNOWN or names.count(name) > 1:
            raise UnusableError("The column “%(name)s” is not known, or stands twice.", column=name, name=name)
    return found
