"""Meetings and follow-ups as the API tells them."""

from datetime import date, time

from ninja import Schema
from pydantic import Field

from painopiste.base.bodies.api.schemas import Decision
from painopiste.base.web.api.schemas import Link, MarkingCode, OrganisationLink, Texts, When


class Meeting(Schema):
    """A meeting of a body."""

    key: str
    body: Link
    state: str = Field(examples=["planned", "invited", "held", "approved", "cancelled"])
    held_on: When
    begins_at: time | None
    ends_at: time | None
    place: str
    title: Texts = Field(description="Empty where it is called by its body and day.")
    source: str
    marking: MarkingCode


class MeetingBrief(Meeting):
    """A meeting in a list, with how much there is in it."""

    item_count: int
    decision_count: int


class AgendaItem(Schema):
    """An item of an agenda."""

    key: str
    kind: str = Field(examples=["information", "discussion", "decision"])
    title: Texts
    text: Texts


class MeetingDecision(Decision):
    """A decision of a meeting: its place among the meeting's, on which item it was made, and how."""

    number: int | None
    item: str | None
    verdict: str = Field(examples=["accepted", "declined", "returned"])
    way: str = Field(examples=["consensus", "vote", "not_known"])
    votes_for: int | None
    votes_against: int | None
    votes_abstained: int | None
    dissent: Texts


class Point(Schema):
    """What the discussion came to."""

    kind: str = Field(examples=["success", "to_develop", "remark"])
    text: Texts


class Presence(Schema):
    """An organisation in a meeting; `people` tells how many came, if that was written down."""

    organisation: OrganisationLink
    presence: str = Field(examples=["invited", "accepted", "declined", "present", "absent"])
    people: int | None


class MeetingDetail(Meeting):
    """A meeting with its agenda, decisions, attendance and discussion."""

    agenda: list[AgendaItem]
    decisions: list[MeetingDecision]
    attendance: list[Presence]
    points: list[Point]
    minutes: Texts
    reason: Texts = Field(description="Why it was cancelled.")
    version: int


class FollowUp(Schema):
    """Something that a body agreed on."""

    key: str
    body: Link
    meeting: str | None
    organisation: OrganisationLink | None
    text: Texts
    due_on: When
    state: str = Field(examples=["open", "done", "dropped"])
    closed_on: date | None
    outcome: Texts
    source: str
    marking: MarkingCode
