"""Measures and plans as the API tells and takes them."""

from decimal import Decimal
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field, RootModel, StringConstraints

from painopiste.base.web.api.schemas import (
    NOT_BLANK_LINE,
    Edtf,
    Key,
    LinesIn,
    Link,
    MarkingCode,
    NeededTexts,
    Strict,
    Texts,
    TextsIn,
    Version,
    When,
    coded,
    codes,
)
from painopiste.loop.plans.rules import NEEDS_REASON, BlockedBy, ChainLevel, IndicatorKind, Kind, State, Weakness

MeasureKind = coded(Kind, "MeasureKind")
MeasureState = coded(State, "MeasureState")
Title = Annotated[str, StringConstraints(max_length=300, pattern=NOT_BLANK_LINE)]


class Party(Schema):
    """Who takes part: an organisation, a body, or a name as the source gives it (both keys empty)."""

    organisation: str | None
    body: str | None
    abbreviation: str
    name: Texts


class Measure(Schema):
    """A piece of work that the organisations do together."""

    key: str
    number: str
    focus_area: str | None
    title: Texts
    kind: MeasureKind
    state: MeasureState
    leads: list[Party]
    participants: list[Party]
    starts_on: When
    due_on: When
    timing: Texts
    marking: MarkingCode


class DatedParty(Party):
    """A party with its role and time."""

    role: Literal["lead", "participant", "funder", "audience"]
    since: When
    until: When
    source: str


class MeasureStep(Schema):
    """A step in the life of a measure. `source_status` is the status in the words of the source's reader."""

    state: MeasureState
    source_status: str
    happened_on: When
    blocked_by: BlockedBy | Literal[""]
    reason: Texts
    source: str


class Milestone(Schema):
    """A point on the way."""

    key: str
    title: Texts
    due_on: When
    reached_on: When


class Deliverable(Schema):
    """Something that has been produced."""

    key: str
    title: Texts
    link: str
    published_on: When


class Funding(Schema):
    """Money: how much in euros (null: not stated), from where, and how far it has come."""

    key: str
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


class Pilot(Schema):
    """What has been decided of a pilot: `pending`, `extended` or `not_extended`, and when."""

    decision: str
    decided_on: When


class Needed(Schema):
    """What the measure is said to need; null where nobody has told."""

    person_months: Decimal | None
    euros: Decimal | None


class Aim(Schema):
    """Something in the plan of the focus area that the measure should bring about."""

    key: str
    level: ChainLevel
    text: Texts


class MeasureDetail(Schema):
    """Everything about one measure."""

    key: str
    number: str
    focus_area: Link | None
    title: Texts
    description: Texts
    kind: MeasureKind
    state: MeasureState
    parties: list[DatedParty]
    starts_on: When
    due_on: When
    timing: Texts
    steps: list[MeasureStep]
    milestones: list[Milestone]
    deliverables: list[Deliverable]
    funding: list[Funding]
    dependencies: list[Dependency]
    dependants: list[Dependency]
    pilot: Pilot | None
    needed: Needed
    brings_about: list[Aim]
    source: str
    marking: MarkingCode
    version: int


class TitleIn(LinesIn):
    """A title to save, by language. What is left out stays as it is; the Finnish one can't be emptied."""

    fi: Title | None = None


class MeasureTexts(Strict):
    """What can be said of a measure."""

    title: TitleIn | None = None
    description: TextsIn | None = None
    timing: LinesIn | None = None
    kind: MeasureKind | None = None
    starts_on: Edtf | None = None
    due_on: Edtf | None = None
    marking: MarkingCode | None = None


class NewTitle(TitleIn):
    """A title; the Finnish one is needed."""

    fi: Title


class NewMeasure(MeasureTexts):
    """A new measure; without a focus area it is the model's own."""

    title: NewTitle
    focus_area: Key = ""


class MeasureChange(MeasureTexts):
    """A change. `version` is the one that the reader saw: if somebody has saved since, nothing is changed."""

    version: Version


class _NewStep(Strict):
    version: Version
    happened_on: Edtf = ""


class GoesOn(_NewStep):
    """A new state of a measure that needs no reason."""

    state: codes(set(State) - NEEDS_REASON)
    reason: TextsIn = TextsIn()


class Blocked(_NewStep):
    """Something stands in the way of the measure."""

    state: codes({State.BLOCKED})
    blocked_by: BlockedBy
    reason: TextsIn = TextsIn()


class Ended(_NewStep):
    """The measure ends here unfinished: this needs a reason."""

    state: codes(NEEDS_REASON - {State.BLOCKED})
    reason: NeededTexts


class NewMeasureStep(RootModel[GoesOn | Blocked | Ended]):
    """A new state of a measure. What it needs depends on the state."""

    root: GoesOn | Blocked | Ended = Field(discriminator="state")


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
    source: str


class Doubt(Schema):
    """What is weak in the chain, and where (null: the whole chain)."""

    weakness: Weakness
    item: str | None


class PlanVersion(Schema):
    """One version of a focus area's plan."""

    key: str
    focus_area: str
    number: int
    state: str
    approved_on: When
    decision: str | None
    note: Texts
    source: str
    marking: MarkingCode


class Plan(PlanVersion):
    """One version of a focus area's plan with its effect chain."""

    chain: list[ChainItem]
    doubts: list[Doubt]
