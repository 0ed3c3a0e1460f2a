"""Whom the forms of markings can name: only what the reader sees anyway."""

from typing import Any

from painopiste.base.actors import Actor
from painopiste.base.bodies import selectors as bodies
from painopiste.base.organisations import selectors as organisations
from painopiste.base.remarking import selectors
from painopiste.base.words import words_of
from painopiste.site.web.frame import language


def organisation_choices(by: Actor) -> list[tuple[str, Any]]:
    """All organisations, by row id."""
    return [(str(row["id"]), _organisation(row)) for row in organisations.list_choices(by=by)]


def _organisation(row: dict[str, Any]) -> str:
    name = str(words_of(row, "name", language()))
    return f"{row['abbreviation']} – {name}" if row["abbreviation"] else name


def body_choices(by: Actor) -> list[tuple[str, Any]]:
    """The bodies that the reader sees, by row id."""
    return [(str(row["id"]), words_of(row, "name", language())) for row in bodies.list_bodies(by=by)]


def organisation_keys(by: Actor) -> list[tuple[str, Any]]:
    """All organisations, by key."""
    return [(row["key"], _organisation(row)) for row in organisations.list_choices(by=by)]


def body_keys(by: Actor) -> list[tuple[str, Any]]:
    """The bodies that the reader sees, by key."""
    return [(row["key"], words_of(row, "name", language())) for row in bodies.list_bodies(by=by)]


def compartment_choices(by: Actor) -> list[tuple[str, Any]]:
    """The compartments that the reader knows of and is in, by row id: under others they could not read themselves."""
    known = selectors.list_compartments(by=by)
    return [(str(row.pk), words_of(row, "name", language())) for row in known if row.pk in by.compartments]
