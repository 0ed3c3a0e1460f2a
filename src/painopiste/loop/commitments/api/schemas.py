"""Commitments as the API tells and takes them."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from ninja import Schema
from pydantic import Field, RootModel, StringConstraints

from painopiste.base.web.api.schemas import (
    ON_ONE_LINE,
    Edtf,
    Line,
    LinesIn,
    Link,
    MarkingCode,
    NeededTexts,
    OrganisationLink,
    Strict,
    Texts,
    TextsIn,
    Version,
    When,
    coded,
    codes,
)
from painopiste.loop.commitments.rules import ANSWERS, REFUSED, State

CommitmentState = coded(State, "CommitmentState")
Short = Annotated[str, StringConstraints(max_length=100, pattern=ON_ONE_LINE)]
PersonMonths = Annotated[float, Field(ge=0, lt=100_000, description="Rounded to two decimals.")]
Euros = Annotated[float, Field(ge=0, lt=10**12, description="Rounded to two decimals.")]


class CommittedMeasure(Schema):
    """The measure that a commitment is about."""

    key: str
    number: str
    title: Texts


class Commitment(Schema):
    """What an organisation has been asked to do for a measure, and what it has itself decided."""

    key: str
    measure: CommittedMeasure
    focus_area: Link | None = Field(description="Null for a measure of the model itself.")
    organisation: OrganisationLink
    state: CommitmentState
    asked_on: date | None = Field(description="The last day on which it may have been asked, if that is known.")
    days_waited: int | None = Field(description="For how many days an answer has been waited for.")
    reference: str
    person_months: Decimal | None
    euros: Decimal | None
    years: When
    source: str
    marking: MarkingCode


class CommitmentStep(Schema):
    """A step in the life of a commitment."""

    state: CommitmentState
    happened_on: When
    reason: Texts
    source: str


class CommitmentDetail(Commitment):
    """Everything about one commitment."""

    unit: Texts
    responsible: str
    place: Texts
    since: When
    until: When
    steps: list[CommitmentStep]
    version: int


class _Answer(Strict):
    """What an organisation says. What is left out stays as it is."""

    version: Version
    happened_on: Annotated[Edtf, Field(min_length=1)]
    reference: Short | None = None
    unit: LinesIn | None = None
    responsible: Line | None = None
    place: LinesIn | None = None
    person_months: PersonMonths | None = None
    euros: Euros | None = None
    years: Edtf | None = None
    since: Edtf | None = None
    until: Edtf | None = None


class Accepts(_Answer):
    """The organisation considers, or has decided."""

    state: codes(ANSWERS - REFUSED)
    reason: TextsIn = TextsIn()


class Refuses(_Answer):
    """The organisation declines, or takes its decision back: this needs a reason."""

    state: codes(REFUSED)
    reason: NeededTexts


class NewAnswer(RootModel[Accepts | Refuses]):
    """The answer of an organisation. What it needs depends on the state."""

    root: Accepts | Refuses = Field(discriminator="state")
