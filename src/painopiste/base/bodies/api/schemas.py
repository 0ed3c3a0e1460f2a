"""Bodies and decisions as the API tells them."""

from ninja import Schema
from pydantic import Field

from painopiste.base.web.api.schemas import Link, MarkingCode, OrganisationLink, Texts, When


class Body(Schema):
    """A group that meets."""

    key: str
    name: Texts
    kind: str
    tempo: str
    began: When
    ended: When
    rotating_chair: bool
    parent: str | None
    source: str


class Member(Schema):
    """An organisation in a body."""

    organisation: OrganisationLink
    role: str
    since: When
    until: When
    turn: int
    person: str | None = Field(description="For members of the model only.")
    source: str


class BodyDetail(Body):
    """A body with its members and subgroups."""

    description: Texts
    focus_area: Link | None
    members: list[Member]
    subgroups: list[Link]
    version: int


class Decision(Schema):
    """What a body decided."""

    key: str
    body: Link
    decided_on: When
    reference: str
    title: Texts
    text: Texts
    source: str
    marking: MarkingCode
