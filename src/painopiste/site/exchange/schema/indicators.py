"""The format of the indicator bank: what each indicator means, and what is missing."""

from typing import Annotated, Literal, Self

from pydantic import Field, StrictInt, model_validator

from painopiste.knowledge.indicators.rules import (
    Collection,
    Confidentiality,
    Direction,
    Kind,
    Scale,
    State,
    WrongPeriod,
    first_day,
)
from painopiste.site.exchange.fields import Entry, Key, Label, Link, Phrase, Source, Text, Title, When, Wrong, line
from painopiste.site.exchange.schema.lasting import IndicatorRef


def _period(value: str) -> str:
    try:
        first_day(value)
    except WrongPeriod as error:
        raise Wrong(f"\"{value}\" is not a period: '2022', '2022-Q3' or '2022-07', in quotes") from error
    return value


class IndicatorBreak(Entry):
    """`period` is the first one after the break."""

    period: line(10, _period)
    happened_on: When | None = None
    reason: Text
    source: Source | None = None


class IndicatorDefinition(Entry):
    """`numerator` says in words what is counted; `denominator` names the indicator that it is told per `per` of."""

    key: Key
    name: Title
    description: Text | None = None
    phenomenon: Label | None = None
    state: State = State.IN_USE
    kind: Kind
    collection: Collection
    scale: Scale
    direction: Direction
    unit: Label | None = None
    decimals: Annotated[StrictInt, Field(ge=0, le=6)] = 0
    numerator: Phrase | None = None
    denominator: IndicatorRef | None = None
    per: Annotated[StrictInt, Field(ge=1, le=1_000_000)] | None = None
    dimensions: list[Literal["age", "sex", "group", "event"]] = []
    sdmx: line(100) | None = None
    updates: Phrase | None = None
    owner: Label | None = None
    table: line(100) | None = None
    link: Link | None = None
    licence: line(100) | None = None
    attribution: Phrase | None = None
    limits: Text | None = None
    confidentiality: Confidentiality = Confidentiality.SMALL_COUNTS
    developer: Label | None = None
    due_on: When | None = None
    obstacle: Text | None = None
    breaks: list[IndicatorBreak] = []
    source: Source | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if (self.denominator is None) != (self.per is None):
            raise Wrong("needs both denominator and per, or neither")
        if self.denominator and self.scale != Scale.COUNT:
            raise Wrong("only a count is told per so many of a denominator", "scale")
        if self.state == State.IN_USE and not (self.owner and self.licence and self.attribution):
            raise Wrong("an indicator in use needs owner, licence and attribution")
        if self.state != State.IN_USE and not self.obstacle:
            raise Wrong("one that is planned or missing tells what stands in the way", "obstacle")
        return self
