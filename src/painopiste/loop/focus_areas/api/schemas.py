"""Focus areas as the API tells and takes them."""

from typing import Literal

from ninja import Schema
from pydantic import Field, RootModel

from painopiste.base.web.api.schemas import (
    Edtf,
    Key,
    Line,
    Link,
    MarkingCode,
    NeededLines,
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
from painopiste.loop.focus_areas.rules import NEEDS_DESTINATION, NEEDS_REASON, State

FocusAreaState = coded(State, "FocusAreaState")


class FocusArea(Schema):
    """A phenomenon that the organisations work on together."""

    key: str
    number: int | None
    name: Texts
    state: FocusAreaState
    leads: list[OrganisationLink]
    participants: list[OrganisationLink]
    participants_stated: bool = Field(description="False: the source leaves the list empty, which is not “none”.")
    marking: MarkingCode


class Part(Schema):
    """An organisation's part in a focus area, for a time."""

    organisation: OrganisationLink
    role: Literal["lead", "participant"]
    part: Texts
    since: When
    until: When
    source: str


class FocusAreaStep(Schema):
    """A step in the life of a focus area."""

    state: FocusAreaState
    happened_on: When
    body: str | None
    decision: str | None
    reference: str
    reason: Texts
    destination: Texts
    source: str


class FormerName(Schema):
    """A name that was used before."""

    name: Texts
    used_until: When
    source: str


class FocusAreaDetail(Schema):
    """Everything about one focus area."""

    key: str
    number: int | None
    name: Texts
    former_names: list[FormerName]
    state: FocusAreaState
    phenomenon: Texts
    aims: Texts
    group: Link | None
    organisations: list[Part]
    participants_stated: bool
    steps: list[FocusAreaStep]
    source: str
    marking: MarkingCode
    version: int


class FocusAreaChange(Strict):
    """A change of texts. `version` is the one that the reader saw: if somebody has saved since, nothing is changed."""

    version: Version
    phenomenon: TextsIn | None = None
    aims: TextsIn | None = None
    marking: MarkingCode | None = None


class _NewStep(Strict):
    happened_on: Edtf = Field(min_length=4)
    decision: Key = ""
    reference: Line = Field("", max_length=100)


class Going(_NewStep):
    """A decision by which the work goes on."""

    state: codes(set(State) - NEEDS_REASON)
    reason: TextsIn = TextsIn()


class Stopping(_NewStep):
    """A decision that stops the work: it needs a reason."""

    state: codes(NEEDS_REASON - NEEDS_DESTINATION)
    reason: NeededTexts


class Leaving(_NewStep):
    """A decision by which the work goes on elsewhere: it needs a reason, and tells where."""

    state: codes(NEEDS_DESTINATION)
    reason: NeededTexts
    destination: NeededLines


class NewFocusAreaStep(RootModel[Going | Stopping | Leaving]):
    """A decision on a focus area. What it needs depends on the new state."""

    root: Going | Stopping | Leaving = Field(discriminator="state")
