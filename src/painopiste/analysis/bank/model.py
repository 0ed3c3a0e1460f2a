"""What the bank is told of indicators and areas, and how a broken file is refused."""

from dataclasses import dataclass, field
from typing import Any

DIMENSIONS = ("age", "sex", "group", "event")  # beside indicator, area and period; `_T` is all together
NO_DIMENSIONS = ("_T",) * len(DIMENSIONS)
KEY = ("area", "period", *(f'"{name}"' for name in DIMENSIONS))  # `group` is a word of SQL
STATUSES = ("A", "P", "E", "S", "M")
WITHOUT_VALUE = ("S", "M")


class UnusableError(Exception):
    """A table that can't be taken in. `line` is its line in the file, the heading being 1; 0: not of one line.

    `reason` has `%(name)s` places for `values`: it is told in the reader's language.
    """

    def __init__(self, reason: str, *, line: int = 0, column: str = "", **values: Any) -> None:
        self.reason, self.line, self.column, self.values = reason, line, column, values
        place = f"line {line}, column {column}: " if line else f"column {column}: " if column else ""
        super().__init__(place + (reason % values if values else reason))


@dataclass(frozen=True, slots=True)
class Rule:
    """How an indicator's values are taken in. `summed`: may be added up over areas. `small`: 1–4 are held back."""

    code: str
    summed: bool = False
    small: bool = False
    dimensions: tuple[str, ...] = ()
    highest: float | None = None  # 100 for a percentage


@dataclass(frozen=True, slots=True)
class Place:
    """An area as files may call it, the area that carries it today, and the sums that it goes into."""

    key: str
    names: tuple[str, ...]
    carried_by: str
    sums: tuple[str, ...] = ()  # of a municipality of today: region, county, class, country
    smallest: bool = False  # a municipality


@dataclass(frozen=True, slots=True)
class Checked:
    """Values of one indicator, ready to be kept: a table of Arrow, and published totals beside ours."""

    code: str
    table: Any
    totals: tuple[dict[str, Any], ...] = field(default=())
