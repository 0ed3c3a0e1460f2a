"""Observations and rounds of scanning as the API tells them."""

from datetime import date, datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from painopiste.base.web.api.schemas import Link, MarkingCode, Texts, When, coded
from painopiste.loop.agenda.rules import (
    HEAVIEST,
    HIGHEST,
    LOWEST,
    Criterion,
    Outcome,
    Phase,
    RoundKind,
    SourceKind,
    State,
)

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


ScanKind = coded(RoundKind, "ScanKind")
ScanPhase = coded(Phase, "ScanPhase")
CandidateOutcome = coded(Outcome, "CandidateOutcome")
Score = Annotated[float, Field(ge=LOWEST, le=HIGHEST, description="Rounded to two decimals.")]
Weight = Annotated[int, Field(ge=0, le=HEAVIEST)]


ScanCriterion = coded(Criterion, "ScanCriterion")


class CriterionSpread(Schema):
    """What the experts gave a candidate on one criterion."""

    criterion: ScanCriterion
    given: int = Field(ge=0, description="How many could say.")
    mean: Score | None
    lowest: int | None = Field(ge=LOWEST, le=HIGHEST)
    highest: int | None = Field(ge=LOWEST, le=HIGHEST)


class ScanCandidate(Schema):
    """A phenomenon that a round looks at."""

    key: str
    title: Texts
    description: Texts
    observations: list[str] = Field(description="The observations that it was gathered from.")
    scored_by: int = Field(ge=0)
    outcome: CandidateOutcome
    reason: Texts
    score: Score | None = Field(description="The weighted mean; null while it may not be seen, or is not complete.")
    criteria: list[CriterionSpread] = Field(description="Empty while the scores of others may not be seen.")


class ScanRound(Schema):
    """A round in which experts score what has been seen, each alone."""

    key: str
    title: Texts
    kind: ScanKind
    opens_on: date
    closes_on: date
    phase: ScanPhase
    marking: MarkingCode


class ScanRoundDetail(ScanRound):
    """A round with its candidates, best first where their scores may be seen."""

    questions: Texts
    weights: dict[str, Weight] = Field(description="By criterion.")
    asked: int = Field(ge=0, description="How many experts.")
    hours: float = Field(ge=0, description="The hours told so far, by experts and the secretariat.")
    hours_told_by: int = Field(ge=0)
    top_five_holds: bool | None = Field(
        description="Whether the best five stay the best while every weight moves by half."
        " Null while not all may be seen, or none is ranked."
    )
    candidates: list[ScanCandidate]
    version: int
