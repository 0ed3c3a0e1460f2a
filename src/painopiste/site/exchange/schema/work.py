"""The format of the work: focus areas, their plans and measures, and the rounds that ask how they go."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from painopiste.loop.focus_areas.rules import State as FocusAreaState
from painopiste.loop.plans.rules import BlockedBy, ChainLevel, IndicatorKind, InterfaceKind, Kind, State
from painopiste.loop.progress.rules import Activity, Forecast
from painopiste.site.exchange.fields import (
    Audience,
    Day,
    Entry,
    FinnishText,
    Flag,
    Key,
    Label,
    Link,
    Moment,
    Number,
    Phrase,
    Prose,
    Rank,
    Source,
    Text,
    Title,
    When,
    Wrong,
    line,
)
from painopiste.site.exchange.schema.commitments import amounts
from painopiste.site.exchange.schema.lasting import (
    BodyRef,
    ChainRef,
    DecisionRef,
    FocusAreaRef,
    IndicatorRef,
    Lasting,
    MeasureRef,
    OrganisationRef,
)
from painopiste.site.exchange.schema.markings import Marked, Marking
from painopiste.site.exchange.steps import focus_area_steps, measure_steps


class FormerName(Entry):
    name: Title
    used_until: When | None = None
    source: Source | None = None


class Lead(Lasting):
    organisation: OrganisationRef
    part: Label | None = None
    since: When | None = None
    until: When | None = None
    source: Source | None = None


class Participant(Lead):
    """`part` is left out as a rule: it tells what a lead concerns when it is divided."""


class FocusAreaStep(Entry):
    state: FocusAreaState
    happened_on: When | None = None
    decision: DecisionRef | None = None
    body: BodyRef | None = None
    reference: line(100) | None = None
    reason: Text | None = None
    destination: Phrase | None = None
    source: Source | None = None


class Indicator(Entry):
    kind: IndicatorKind
    name: Title
    source: Source | None = None


class ChainItem(Entry):
    key: Key
    level: ChainLevel
    parent: ChainRef | None = None
    text: FinnishText
    source: Source | None = None
    indicators: list[Indicator] = []


class Plan(Marked):
    key: Key
    number: Rank = 1
    state: Literal["draft", "approved", "replaced"]
    approved_on: When | None = None
    decision: DecisionRef | None = None
    note: Text | None = None
    audience: Audience | None = None
    marking: Marking | None = None
    source: Source | None = None
    chain: list[ChainItem] = []


class Party(Lasting):
    role: Literal["lead", "participant", "funder", "audience"]
    organisation: OrganisationRef | None = None
    body: BodyRef | None = None
    named: Label | None = None
    since: When | None = None
    until: When | None = None
    source: Source | None = None

    @model_validator(mode="after")
    def _is_one_party(self) -> Self:
        given = [name for name in ("organisation", "body", "named") if getattr(self, name) is not None]
        if len(given) != 1:
            raise Wrong(
                f"needs exactly one of organisation, body and named, not {' and '.join(given) or 'none of them'}"
            )
        return self


class MeasureStep(Entry):
    state: State
    source_status: line(60) | None = None
    happened_on: When | None = None
    blocked_by: BlockedBy | None = None
    reason: Text | None = None
    source: Source | None = None


class Milestone(Entry):
    key: Key
    title: Title
    due_on: When | None = None
    reached_on: When | None = None
    source: Source | None = None


class Deliverable(Entry):
    key: Key
    title: Title
    link: Link | None = None
    published_on: When | None = None
    source: Source | None = None


class Funding(Entry):
    key: Key
    amount: Number | None = None
    funder: OrganisationRef | None = None
    from_: Phrase | None = Field(None, alias="from")
    state: Literal["planned", "applied", "granted", "refused", "awaited"]
    dated_on: When | None = None
    source: Source | None = None


class Dependency(Entry):
    measure: MeasureRef
    kind: Literal["depends_on", "supports", "continues"]
    note: Phrase | None = None
    source: Source | None = None


class Interface(Entry):
    """What two measures or focus areas have to do with each other, from the first to the other."""

    key: Key
    measure: MeasureRef | None = None
    focus_area: FocusAreaRef | None = None
    kind: InterfaceKind
    other_measure: MeasureRef | None = None
    other_focus_area: FocusAreaRef | None = None
    coordinator: OrganisationRef | None = None
    note: Text | None = None
    source: Source | None = None

    @model_validator(mode="after")
    def _has_two_different_ends(self) -> Self:
        for pair in (("measure", "focus_area"), ("other_measure", "other_focus_area")):
            if sum(getattr(self, name) is not None for name in pair) != 1:
                raise Wrong(f"needs exactly one of {pair[0]} and {pair[1]}")
        if (self.measure, self.focus_area) == (self.other_measure, self.other_focus_area):
            raise Wrong("is between two different measures or focus areas")
        return self


class Pilot(Entry):
    decision: Literal["pending", "extended", "not_extended"]
    decided_on: When | None = None


class Needed(Entry):
    """What a measure is said to need. Lines of funding tell what there is."""

    person_months: Number | None = None
    euros: Number | None = None

    @model_validator(mode="after")
    def _is_an_amount(self) -> Self:
        return amounts(self)


class Measure(Lasting, Marked):
    lasts = ("starts_on", "due_on")
    key: Key
    number: line(20)
    title: Title
    description: Text | None = None
    kind: Kind
    audience: Audience | None = None
    marking: Marking | None = None
    starts_on: When | None = None
    due_on: When | None = None
    timing: Phrase | None = None
    source: Source | None = None
    parties: list[Party] = []
    changes: Annotated[list[MeasureStep], measure_steps] = []
    milestones: list[Milestone] = []
    deliverables: list[Deliverable] = []
    funding: list[Funding] = []
    depends_on: list[Dependency] = []
    chain: list[ChainRef] = []
    pilot: Pilot | None = None
    needed: Needed | None = None
    internal_note: Prose | None = None


class FocusArea(Marked):
    key: Key
    number: Rank | None = None
    name: Title
    former_names: list[FormerName] = []
    phenomenon: Text | None = None
    aims: Text | None = None
    group: BodyRef | None = None
    audience: Audience | None = None
    marking: Marking | None = None
    participants_stated: Flag
    source: Source | None = None
    internal_note: Prose | None = None
    leads: list[Lead] = []
    participants: list[Participant] = []
    changes: Annotated[list[FocusAreaStep], focus_area_steps] = []
    indicators: list[IndicatorRef] = []


class Answered(Entry):
    """An answer counts as given on the last day of its round, unless it says otherwise or is a draft."""

    draft: Flag = False
    submitted_at: Moment | None = None


class FocusAreaAnswer(Answered, Marked):
    focus_area: FocusAreaRef
    activity: Activity | None = None
    state: FocusAreaState | None = None
    obstacles: list[BlockedBy] = []
    forecast: Forecast | None = None
    done: Text | None = None
    obstacles_text: Text | None = None
    outlook: Text | None = None
    needs: Text | None = None
    audience: Audience | None = None
    marking: Marking | None = None
    source: Source | None = None


class MeasureAnswer(Answered):
    measure: MeasureRef
    state: State
    blocked_by: BlockedBy | None = None
    note: Text | None = None
    source: Source | None = None


class Round(Marked):
    key: Key
    title: Label
    opens_on: Day
    closes_on: Day
    status_on: Day
    closed: Flag = False
    audience: Audience | None = None
    marking: Marking | None = None

    @model_validator(mode="after")
    def _closes_after_it_opens(self) -> Self:
        if self.closes_on < self.opens_on:
            raise Wrong("is before opens_on", "closes_on")
        return self
