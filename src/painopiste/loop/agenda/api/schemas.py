"""Observations as the API tells them."""

from datetime import datetime

from ninja import Schema
from pydantic import Field

from painopiste.base.web.api.schemas import Link, MarkingCode, Texts, When, coded
from painopiste.loop.agenda.rules import SourceKind, State

ObservationState = coded(State, "ObservationState")
ObservationSource = coded(SourceKind, "ObservationSource")


class Observation(Schema):
    """What somebody has seen that may concern many organisations."""

    key: str
    title: Texts
    state: ObservationState
    source_kind: ObservationSource
    received_at: datetime
    marking: MarkingCode


class ObservationDetail(Observation):
    """Everything about one observation, but who wrote it."""

    description: Texts
    groups: Texts
    areas: list[Link]
    links: list[str]
    seen_on: When
    reason: Texts = Field(description="Why this became of it.")
    merged_into: str | None = Field(description="The observation in which it goes on.")
    focus_areas: list[Link] = Field(description="The focus areas that deal with it.")
    version: int
