"""Organisations as the API tells them."""

from ninja import Schema

from painopiste.base.web.api.schemas import OrganisationLink, Texts, When


class Organisation(Schema):
    """An organisation, for as long as it exists."""

    key: str
    abbreviation: str
    abbreviation_sv: str
    name: Texts
    kind: str
    parent: str | None
    successor: str | None
    valid_from: When
    valid_to: When
    website: str
    source: str


class OrganisationDetail(Organisation):
    """An organisation with its other names and its units and predecessors."""

    aliases: list[str]
    units: list[OrganisationLink]
    predecessors: list[OrganisationLink]
    version: int
