"""What a chart is told: rows, events, cells and series. Words and numbers come ready in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Category:
    """A part of a stacked bar, or a kind of thing in a legend; `tone` names an entry of `tones.TONES`."""

    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; `text` is written after it in place of the bare number."""

    label: str
    value: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class StackedBar:
    """One bar of parts, one number for each category."""

    label: str
    values: Sequence[float]


@dataclass(frozen=True, slots=True)
class Event:
    """Something in time. Without `start` it is known only to have happened by `end`; without `end` it goes on.

    `start` and `end` are the earliest and the latest day; `date_text` is how the source gives the time.
    A `span` lasted from one to the other, any other event happened once in between.
    """

    label: str
    start: date | None
    end: date | None
    date_text: str = ""
    span: bool = False
    tone: str = "series1"


@dataclass(frozen=True, slots=True)
class Series:
    """A line or a row of dots: one number for each place on the axis, None where nothing is known."""

    label: str
    values: Sequence[float | None]
    tone: str = "series1"
    low: Sequence[float | None] = ()
    high: Sequence[float | None] = ()


@dataclass(frozen=True, slots=True)
class Dot:
    """One estimate with the interval that it is known in."""

    label: str
    value: float
    low: float
    high: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class Strand:
    """One line of stations; `marks` holds the mark of each, `text` says under the label how the line stands."""

    label: str
    marks: Sequence[str]
    text: str = ""
