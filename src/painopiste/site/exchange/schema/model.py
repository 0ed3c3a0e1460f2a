"""The format of the model itself: its organisations, bodies, decisions, history, findings and figures."""

from typing import Annotated, Literal

from pydantic import Field, StrictInt

from painopiste.base.bodies.rules import (
    FollowUpState,
    ItemKind,
    MeetingState,
    MemberRole,
    PointKind,
    Presence,
    Tempo,
    Way,
)
from painopiste.base.bodies.rules import Kind as BodyKind
from painopiste.base.organisations.rules import Kind as OrganisationKind
from painopiste.base.programmes.rules import Places
from painopiste.site.exchange.fields import (
    Audience,
    Day,
    Entry,
    FinnishText,
    Flag,
    Key,
    Number,
    Rank,
    Source,
    Text,
    Title,
    Website,
    When,
    line,
    lower_case,
)
from painopiste.site.exchange.schema.lasting import (
    AboutRef,
    BodyRef,
    Lasting,
    MeetingRef,
    OrganisationRef,
)
from painopiste.site.exchange.schema.markings import Marked, Marking
from painopiste.site.roles import Role


class ProgrammeSource(Entry):
    """A work that the facts come from; `places` tells what the numbers in `code:12,15-18` are."""

    code: line(60)
    name: Title
    places: Places = Places.NONE


class Programme(Lasting):
    lasts = ("began", "term_ends")
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
    sources: list[ProgrammeSource] = []


class Organisation(Lasting):
    lasts = ("valid_from", "valid_to")
    key: Key
    abbreviation: line(40)
    abbreviation_sv: line(40) | None = None
    name: Title
    kind: OrganisationKind
    parent: OrganisationRef | None = None
    successor: OrganisationRef | None = None
    valid_from: When | None = None
    valid_to: When | None = None
    aliases: list[line(300)] = []
    website: Website | None = None
    source: Source | None = None


class Member(Lasting):
    organisation: OrganisationRef
    role: MemberRole = MemberRole.MEMBER
    since: When | None = None
    until: When | None = None
    rank: Rank | None = None
    source: Source | None = None


class Body(Lasting, Marked):
    lasts = ("began", "ended")
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
    marking: Marking | None = None
    source: Source | None = None
    members: list[Member] = []


Votes = Annotated[StrictInt, Field(ge=0, le=999)]


class AgendaItem(Entry):
    kind: ItemKind = ItemKind.DISCUSSION
    title: Title
    text: Text | None = None


class Attendance(Entry):
    organisation: OrganisationRef
    presence: Presence = Presence.PRESENT
    people: Annotated[StrictInt, Field(ge=1, le=500)] | None = None


class DiscussionPoint(Entry):
    kind: PointKind
    text: FinnishText
    source: Source | None = None


class Meeting(Marked):
    key: Key
    body: BodyRef
    held_on: When
    state: MeetingState = MeetingState.HELD
    place: line(300) | None = None
    title: Text | None = None
    minutes: Text | None = None
    reason: Text | None = None
    audience: Audience | None = None
    marking: Marking | None = None
    source: Source | None = None
    items: list[AgendaItem] = []
    attendance: list[Attendance] = []
    points: list[DiscussionPoint] = []


class FollowUp(Marked):
    key: Key
    body: BodyRef
    meeting: MeetingRef | None = None
    organisation: OrganisationRef | None = None
    text: Title
    due_on: When | None = None
    state: FollowUpState = FollowUpState.OPEN
    closed_on: Day | None = None
    outcome: Text | None = None
    audience: Audience | None = None
    marking: Marking | None = None
    source: Source | None = None


class Decision(Marked):
    key: Key
    body: BodyRef
    meeting: MeetingRef | None = None
    number: Annotated[StrictInt, Field(ge=1, le=999)] | None = None
    decided_on: When | None = None
    reference: line(100) | None = None
    way: Way = Way.NOT_KNOWN
    votes_for: Votes | None = None
    votes_against: Votes | None = None
    votes_abstained: Votes | None = None
    dissent: Text | None = None
    title: Title
    text: Text | None = None
    audience: Audience | None = None
    marking: Marking | None = None
    source: Source | None = None


class TimelineEvent(Marked):
    key: Key
    name: Title
    description: Text | None = None
    happened_on: When
    theme: Literal["model", "decision", "focus_area", "measure", "surroundings"]
    about: AboutRef | None = None
    audience: Audience | None = None
    marking: Marking | None = None
    source: Source | None = None


class Finding(Marked):
    key: Key
    kind: Literal["strength", "need"]
    theme: line(40)
    text: FinnishText
    found_on: When | None = None
    rank: Annotated[StrictInt, Field(ge=0, le=2**31 - 1)] = 0
    audience: Audience | None = None
    marking: Marking | None = None
    source: Source | None = None


class KeyFigure(Marked):
    key: Key
    name: Title
    value: Number
    qualifier: Literal["more_than", "about", "little_over"] | None = None
    unit: line(40) | None = None
    stated_on: When | None = None
    about: AboutRef | None = None
    audience: Audience | None = None
    marking: Marking | None = None
    source: Source | None = None


class Grant(Entry):
    role: Role
    body: BodyRef | None = None
    organisation: OrganisationRef | None = None


class Membership(Entry):
    organisation: OrganisationRef


class Account(Entry):
    username: line(150, lower_case)
    name: line(200)
    language: Literal["fi", "sv", "en"] = "fi"
    roles: list[Grant] = []
    memberships: list[Membership] = []
