"""Measures and plans as the API tells and takes them."""

from decimal import Decimal
from typing import Literal

from ninja import Schema
from pydantic import Field

from painopiste.base.markings import Audience
from painopiste.base.web.api.schemas import Edtf, Key, LinesIn, Link, Strict, Texts, TextsIn, When
from painopiste.loop.plans.rules import BlockedBy, ChainLevel, IndicatorKind, Kind, State, Weakness


class Party(Schema):
    """Who takes part: an organisation, a body, or a name as the source gives it (both keys empty)."""

    organisation: str | None
    body: str | None
    name: Texts


class Measure(Schema):
    """A piece of work that the organisations do together."""

    key: str
    number: str
    focus_area: str | None
    title: Texts
    kind: Kind
    state: State
    leads: list[Party]
    participants: list[Party]
    starts_on: When
    due_on: When
    timing: Texts
    audience: Audience


class DatedParty(Party):
    """A party with its role and time."""

    role: Literal["lead", "participant", "funder", "audience"]
    since: When
    until: When


class Step(Schema):
    """A step in the life of a measure. `source_status` is the status in the words of the source's reader."""

    state: State
    source_status: str
    happened_on: When
    blocked_by: BlockedBy | Literal[""]
    reason: Texts
    source: str


class Milestone(Schema):
    """A point on the way."""

    title: Texts
    due_on: When
    reached_on: When


class Deliverable(Schema):
    """Something that has been produced."""

    title: Texts
    link: str
    published_on: When


class Funding(Schema):
    """Money: how much in euros (null: not stated), from where, and how far it has come."""

    amount: Decimal | None
    funder: str | None
    origin: Texts
    state: str
    dated_on: When


class Dependency(Schema):
    """Another measure that this one depends on, supports or continues."""

    measure: str
    kind: str
    note: Texts


class MeasureDetail(Schema):
    """Everything about one measure."""

    key: str
    number: str
    focus_area: Link | None
    title: Texts
    description: Texts
    kind: Kind
    state: State
    parties: list[DatedParty]
    starts_on: When
    due_on: When
    timing: Texts
    steps: list[Step]
    milestones: list[Milestone]
    deliverables: list[Deliverable]
    funding: list[Funding]
    dependencies: list[Dependency]
    source: str
    audience: Audience
    version: int


class MeasureTexts(Strict):
    """What can be said of a measure."""

    title: LinesIn | None = None
    description: TextsIn | None = None
    timing: LinesIn | None = None
    kind: Kind | None = None
    starts_on: Edtf | None = None
    due_on: Edtf | None = None
    audience: Audience | None = None


class NewMeasure(MeasureTexts):
    """A new measure; without a focus area it is the model's own."""

    focus_area: Key = ""


class MeasureChange(MeasureTexts):
    """A change. `version` is the one that the reader saw: if somebody has saved since, nothing is changed."""

    version: int = Field(ge=1, le=2**31 - 1)


class NewStep(Strict):
    """A new state of a measure."""

    version: int = Field(ge=1, le=2**31 - 1)
    state: State
    happened_on: Edtf = ""
    blocked_by: BlockedBy | Literal[""] = ""
    reason: TextsIn = TextsIn()


class Indicator(Schema):
    """The name of an indicator."""

    kind: IndicatorKind
    name: Texts


class ChainItem(Schema):
    """An aim, outcome or output, and the key of what it should lead to."""

    key: str
    level: ChainLevel
    leads_to: str | None
    text: Texts
    indicators: list[Indicator]
    measures: list[str]


class Doubt(Schema):
    """What is weak in the chain, and where (null: the whole chain)."""

    weakness: Weakness
    item: str | None


class Plan(Schema):
    """One version of a focus area's plan with its effect chain."""

    key: str
    focus_area: str
    number: int
    state: str
    approved_on: When
    decision: str | None
    note: Texts
    chain: list[ChainItem]
    doubts: list[Doubt]
