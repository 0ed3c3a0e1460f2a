"""Consultations as the API tells them."""

from ninja import Schema
from pydantic import Field

from painopiste.base.web.api.schemas import Link, MarkingCode, Texts, When, coded
from painopiste.loop.consultations.rules import EventState, State

ConsultationState = coded(State, "ConsultationState")
ConsultationEventState = coded(EventState, "ConsultationEventState")


class Consultation(Schema):
    """What organisations and stakeholders have been asked."""

    key: str
    title: Texts
    state: ConsultationState
    opens_on: When
    closes_on: When
    marking: MarkingCode


class ConsultationEvent(Schema):
    """An event of a consultation."""

    key: str
    name: Texts
    held_on: When
    place: str
    state: ConsultationEventState
    reason: Texts = Field(description="Why it was cancelled.")
    source: str


class ConsultationAnswer(Schema):
    """What an organisation, or a stakeholder that is not named, has answered."""

    organisation: Link | None
    text: str


class ConsultationQuestion(Schema):
    """What is asked, and the answers that have been returned."""

    key: str
    text: Texts
    help: Texts
    answers: list[ConsultationAnswer]


class ConsultationDetail(Consultation):
    """Everything about one consultation that its readers see; never an address or the name of a person."""

    purpose: Texts
    material: Texts
    links: list[str]
    reason: Texts = Field(description="Why it was cancelled.")
    focus_area: Link | None
    observation: str | None
    synthesis: Texts
    questions: list[ConsultationQuestion]
    events: list[ConsultationEvent]
    answers: int = Field(description="How many have answered.")
    participants: int = Field(description="How many people took part in these answers.")
    told_organisations: int | None = Field(description="How many organisations took part by the source.")
    told_participants: int | None = Field(description="How many people took part by the source.")
    told_participants_qualifier: str = Field(description="How exact the source is: empty, more_than or about.")
    source: str
    version: int
