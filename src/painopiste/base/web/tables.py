"""Exports of a list: CSV, Excel, OpenDocument and JSON from one table.

No value ever becomes a formula: the sheets hold typed cells, and in CSV a text that a spreadsheet would
calculate gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

Kind = Literal["text", "number", "date", "link"]
Value = str | int | float | Decimal | bool | date | datetime | None


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
