"""Proposals as the API tells them."""

from datetime import datetime

from ninja import Schema
from pydantic import Field

from painopiste.base.web.api.schemas import Link, MarkingCode, Texts, coded
from painopiste.loop.agenda.rules import ProposalState, Route
from painopiste.loop.plans.rules import How

StateCode = coded(ProposalState, "ProposalState")
RouteCode = coded(Route, "ProposalRoute")
HowCode = coded(How, "ProposalInterfaceKind")


class Proposal(Schema):
    """What somebody proposes that the organisations take up together."""

    key: str
    title: Texts
    state: StateCode
    route: RouteCode
    lead: Link | None = Field(description="The organisation that is proposed to lead.")
    begun_at: datetime
    marking: MarkingCode


class Version(Schema):
    """A proposal as it was sent. It never changes."""

    key: str
    number: int
    sent_at: datetime
    digest: str = Field(description="The SHA-256 of what it says.")


class ProposalInterface(Schema):
    """What the proposal has to do with a measure or a focus area, seen from the proposal, as a person has said."""

    kind: str = Field(examples=["measure", "focus_area"])
    other: Link
    how: HowCode
    coordinator: Link | None
    note: Texts


class ProposalDetail(Proposal):
    """Everything about one proposal, but who wrote it."""

    phenomenon: Texts
    why_now: Texts
    aims: Texts
    resources: Texts
    effect: Texts
    signs: Texts = Field(description="How the effect would be seen.")
    reason: Texts = Field(description="Where the matter goes on, or why not now.")
    answer: Texts = Field(description="What was answered when it was sent back or closed.")
    focus_areas: list[Link] = Field(description="Inside which focus area, or by which two.")
    participants: list[Link]
    can_lead: bool | None = Field(description="What the proposed lead has said; null: nothing yet.")
    lead_words: str
    interfaces: list[ProposalInterface]
    versions: list[Version]
    decision: str | None = Field(description="The decision that was made on it.")
    opened: Link | None = Field(description="The focus area that the decision opened.")
    version: int
