"""The programme format: what each file holds. Published as JSON Schema; docs/operate/programmes.md explains it."""

from typing import Annotated, Literal

from pydantic import Field, StrictInt, model_validator

from painopiste.base.bodies.rules import Kind as BodyKind
from painopiste.base.bodies.rules import MemberRole, Tempo
from painopiste.base.organisations.rules import Kind as OrganisationKind
from painopiste.loop.focus_areas.rules import State as FocusAreaState
from painopiste.loop.plans.rules import BlockedBy, ChainLevel, IndicatorKind, Kind, State
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
    Website,
    When,
    Wrong,
    line,
    ref,
)
from painopiste.site.exchange.steps import focus_area_steps, in_order, measure_steps
from painopiste.site.roles import Role

OrganisationRef, BodyRef, DecisionRef = ref("organisation"), ref("body"), ref("decision")
FocusAreaRef, MeasureRef, ChainRef = ref("focus_area"), ref("measure"), ref("chain_item")


class Period(Entry):
    """Something that lasts from a date to a date."""

    since: When | None = None
    until: When | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "Period":
        in_order(self, "since", "until")
        return self


class Programme(Entry):
    key: Key
    name: Title
    description: Text | None = None
    owner: OrganisationRef | None = None
    began: When | None = None
    term_ends: When | None = None
    status_on: Day | None = None
    demonstration: Flag = False
    source_title: line(300) | None = None
    source_licence: line(300) | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "Programme":
        in_order(self, "began", "term_ends")
        return self


class Organisation(Entry):
    key: Key
    abbreviation: line(40)
    name: Title
    kind: OrganisationKind
    parent: OrganisationRef | None = None
    successor: OrganisationRef | None = None
    valid_from: When | None = None
    valid_to: When | None = None
    aliases: list[line(300)] = []
    website: Website | None = None
    source: Source | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "Organisation":
        in_order(self, "valid_from", "valid_to")
        return self


class Member(Period):
    organisation: OrganisationRef
    role: MemberRole = MemberRole.MEMBER
    rank: Rank | None = None
    source: Source | None = None


class Body(Entry):
    key: Key
    kind: BodyKind
    name: Title
    parent: BodyRef | None = None
    tempo: Tempo | None = None
    began: When | None = None
    ended: When | None = None
    rotating_chair: Flag = False
    description: Text | None = None
    audience: Audience = Audience.PUBLIC
    source: Source | None = None
    members: list[Member] = []

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "Body":
        in_order(self, "began", "ended")
        return self


class Decision(Entry):
    key: Key
    body: BodyRef
    decided_on: When | None = None
    reference: line(100) | None = None
    title: Title
    text: Text | None = None
    audience: Audience
    source: Source | None = None


class FormerName(Entry):
    name: Title
    used_until: When | None = None
    source: Source | None = None


class Lead(Period):
    organisation: OrganisationRef
    part: Label | None = None
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


class Plan(Entry):
    key: Key
    number: Rank = 1
    state: Literal["draft", "approved", "replaced"]
    approved_on: When | None = None
    decision: DecisionRef | None = None
    note: Text | None = None
    audience: Audience
    source: Source | None = None
    chain: list[ChainItem] = []


class Party(Period):
    role: Literal["lead", "participant", "funder", "audience"]
    organisation: OrganisationRef | None = None
    body: BodyRef | None = None
    named: Label | None = None
    source: Source | None = None

    @model_validator(mode="after")
    def _is_one_party(self) -> "Party":
        given = [name for name in ("organisation", "body", "named") if getattr(self, name) is not None]
        if len(given) != 1:
            raise Wrong(f"needs exactly one of organisation, body and named, not {' and '.join(given) or 'none of them'}")
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


class Pilot(Entry):
    decision: Literal["pending", "extended", "not_extended"]
    decided_on: When | None = None


class Measure(Entry):
    key: Key
    number: line(20)
    title: Title
    description: Text | None = None
    kind: Kind
    audience: Audience
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
    internal_note: Prose | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "Measure":
        in_order(self, "starts_on", "due_on")
        return self


class FocusArea(Entry):
    key: Key
    number: Rank | None = None
    name: Title
    former_names: list[FormerName] = []
    phenomenon: Text | None = None
    aims: Text | None = None
    group: BodyRef | None = None
    audience: Audience
    participants_stated: Flag
    source: Source | None = None
    internal_note: Prose | None = None
    leads: list[Lead] = []
    participants: list[Participant] = []
    changes: Annotated[list[FocusAreaStep], focus_area_steps] = []


class TimelineEvent(Entry):
    key: Key
    name: Title
    description: Text | None = None
    happened_on: When
    theme: Literal["model", "decision", "focus_area", "measure", "surroundings"]
    about: ref("focus_area", "measure") | None = None
    audience: Audience
    source: Source | None = None


class Finding(Entry):
    key: Key
    kind: Literal["strength", "need"]
    theme: line(40)
    text: FinnishText
    found_on: When | None = None
    rank: Annotated[StrictInt, Field(ge=0, le=2**31 - 1)] = 0
    audience: Audience
    source: Source | None = None


class KeyFigure(Entry):
    key: Key
    name: Title
    value: Number
    qualifier: Literal["more_than", "about", "little_over"] | None = None
    unit: line(40) | None = None
    stated_on: When | None = None
    about: ref("focus_area", "measure") | None = None
    audience: Audience
    source: Source | None = None


class Answered(Entry):
    """An answer counts as given on the last day of its round, unless it says otherwise or is a draft."""

    draft: Flag = False
    submitted_at: Moment | None = None


class FocusAreaAnswer(Answered):
    focus_area: FocusAreaRef
    activity: Activity | None = None
    state: FocusAreaState | None = None
    obstacles: list[BlockedBy] = []
    forecast: Forecast | None = None
    done: Text | None = None
    obstacles_text: Text | None = None
    outlook: Text | None = None
    needs: Text | None = None
    audience: Audience
    source: Source | None = None


class MeasureAnswer(Answered):
    measure: MeasureRef
    state: State
    blocked_by: BlockedBy | None = None
    note: Text | None = None
    source: Source | None = None


class Round(Entry):
    key: Key
    title: Label
    opens_on: Day
    closes_on: Day
    status_on: Day
    closed: Flag = False
    audience: Audience

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "Round":
        if self.closes_on < self.opens_on:
            raise Wrong("is before opens_on", "closes_on")
        return self


class Grant(Entry):
    role: Role
    body: BodyRef | None = None
    organisation: OrganisationRef | None = None


class Membership(Entry):
    organisation: OrganisationRef


class Account(Entry):
    username: line(150)
    name: line(200)
    language: Literal["fi", "sv", "en"] = "fi"
    roles: list[Grant] = []
    memberships: list[Membership] = []
