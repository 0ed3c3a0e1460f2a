"""What the forms of people offer."""

from typing import Any

from painopiste.base.accounts.permissions import looks_after
from painopiste.base.actors import Actor
from painopiste.base.bodies.selectors import get_body, list_bodies
from painopiste.base.organisations.selectors import get_organisation, list_choices
from painopiste.base.words import words_of
from painopiste.site.web.frame import language


def options(by: Actor) -> dict[str, Any]:
    """The organisations and bodies that the actor can choose, and whether it looks after everybody. Two queries."""
    theirs = looks_after(by)
    rows = [row for row in list_choices(by=by) if theirs is None or row["id"] in theirs]
    return {
        "organisations": [(row["key"], f"{row['abbreviation']} – {words_of(row, 'name', language())}") for row in rows],
        "bodies": [(row["key"], words_of(row, "name", language())) for row in list_bodies(by=by)]
        if theirs is None
        else [],
        "everywhere": theirs is None,
    }


def chosen(given: dict[str, Any], by: Actor) -> dict[str, Any]:
    """The organisation and the body that a form names, as rows, or None."""
    organisation, body = given.pop("organisation", ""), given.pop("body", "")
    return {
        "organisation": get_organisation(key=organisation, by=by) if organisation else None,
        "body": get_body(key=body, by=by) if body else None,
    }
