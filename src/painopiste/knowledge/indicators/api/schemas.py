"""Indicators and their figures as the API tells them."""

from datetime import datetime

from ninja import Schema
from pydantic import Field

from painopiste.base.web.api.schemas import Texts, When, coded
from painopiste.knowledge.indicators.rules import Collection, Direction, Kind, Scale, State

IndicatorState = coded(State, "IndicatorState")
IndicatorKind = coded(Kind, "IndicatorKind")
IndicatorSet = coded(Collection, "IndicatorSet")


class IndicatorBrief(Schema):
    """What is measured, or should be."""

    key: str
    name: Texts
    state: IndicatorState
    kind: IndicatorKind
    collection: IndicatorSet
    periods: list[str] = Field(description="Those that there are figures of.")


class SeriesBreak(Schema):
    """From this period on the figures can't be compared with earlier ones."""

    period: str
    happened_on: When
    reason: Texts


class IndicatorRelease(Schema):
    """The values as they were taken in at one time; `as_of` this moment gives them back."""

    made_at: datetime
    file: str
    sha256: str
    rows: int
    added: int
    changed: int
    vanished: int


class IndicatorDetail(IndicatorBrief):
    """The whole definition of an indicator, and its releases."""

    description: Texts
    phenomenon: Texts
    scale: coded(Scale, "IndicatorScale")
    direction: coded(Direction, "IndicatorDirection")
    unit: Texts
    numerator: Texts
    denominator: str | None
    per: int | None
    dimensions: list[str]
    sdmx: str
    updates: Texts
    owner: Texts
    table: str
    link: str
    licence: str
    attribution: Texts
    limits: Texts
    confidentiality: str
    developer: Texts
    due_on: When
    obstacle: Texts
    breaks: list[SeriesBreak]
    releases: list[IndicatorRelease]


class IndicatorFigure(Schema):
    """One figure with its limits at 95 %, and what it is made of. Null: there is none, or it is held back."""

    area: str
    period: str
    value: float | None
    low: float | None
    high: float | None
    count: float | None
    population: float | None
    status: str = Field(description="A final, P preliminary, E estimated, S held back by the source, M missing.")
    held_back: bool = Field(description="Whether it is held back from you, because it or another is of very few.")
