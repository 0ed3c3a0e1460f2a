"""Focus areas as the API tells and takes them."""

from typing import Literal

from ninja import Schema
from pydantic import Field

from painopiste.base.markings import Audience
from painopiste.base.web.api.schemas import (
    Edtf,
    Key,
    Line,
    LinesIn,
    Link,
    OrganisationLink,
    Strict,
    Texts,
    TextsIn,
    When,
)
from painopiste.loop.focus_areas.rules import State


class FocusArea(Schema):
    """A phenomenon that the organisations work on together."""

    key: str
    number: int | None
    name: Texts
    state: State
    leads: list[OrganisationLink]
    participants: list[OrganisationLink]
    participants_stated: bool = Field(description="False: the source leaves the list empty, which is not “none”.")
    audience: Audience


class Part(Schema):
    """An organisation's part in a focus area, for a time."""

    organisation: OrganisationLink
    role: Literal["lead", "participant"]
    part: Texts
    since: When
    until: When
    source: str


class Step(Schema):
    """A step in the life of a focus area."""

    state: State
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
    state: State
    phenomenon: Texts
    aims: Texts
    group: Link | None
    organisations: list[Part]
    participants_stated: bool
    steps: list[Step]
    source: str
    audience: Audience
    version: int


class FocusAreaChange(Strict):
    """A change of texts. `version` is the one that the reader saw: if somebody has saved since, nothing is changed."""

    version: int = Field(ge=1, le=2**31 - 1)
    phenomenon: TextsIn | None = None
    aims: TextsIn | None = None
    audience: Audience | None = None


class NewStep(Strict):
    """A decision on a focus area."""

    state: State
    happened_on: Edtf = Field(min_length=4)
    decision: Key = ""
    reference: Line = Field("", max_length=100)
    reason: TextsIn = TextsIn()
    destination: LinesIn = LinesIn()
