"""The rows whose marking can be changed on a page, by the word that stands in its address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from painopiste.base.actors import Actor
from painopiste.base.bodies import selectors as bodies
from painopiste.base.errors import Missing, NotAllowed
from painopiste.base.remarking.permissions import CHANGE, LOWER
from painopiste.base.words import Words, words_of
from painopiste.loop.commitments import selectors as commitments
from painopiste.loop.focus_areas import selectors as focus_areas
from painopiste.loop.plans import selectors as plans
from painopiste.loop.progress import selectors as rounds
from painopiste.site.web.frame import language


@dataclass(frozen=True)
class Thing:
    """How a row is found, in which body the right to change its marking may be held, and where its own page is."""

    get: Callable[..., Any]
    body: Callable[[Any], int | None]
    page: str
    name: str = "name"
    named: Callable[[Any], Any] = lambda row: row  # the row whose name it goes by


def _group(measure: Any) -> int | None:
    return measure.focus_area.group_id if measure.focus_area else None


THINGS: Mapping[str, Thing] = {
    "painopiste": Thing(focus_areas.get_focus_area, lambda row: row.group_id, "focus_areas:focus_area"),
    "toimenpide": Thing(plans.get_measure, _group, "plans:measure", "title"),
    "sitoumus": Thing(
        commitments.get_commitment,
        lambda row: _group(row.measure),
        "commitments:commitment",
        "title",
        lambda row: row.measure,
    ),
    "toimielin": Thing(bodies.get_body, lambda row: row.pk, "bodies:body"),
    "paatos": Thing(bodies.get_decision, lambda row: row.body_id, "", "title"),
    "kierros": Thing(rounds.get_round, lambda row: None, "progress:round", "title"),
}


def may_change(thing: Thing, row: Any, *, by: Actor) -> bool:
    return by.may(CHANGE, body=thing.body(row))


def find(word: str, key: str, *, by: Actor) -> tuple[Thing, Any]:
    """The row that the address names.

    :raises Missing: if there is none, or the actor may not see it
    :raises NotAllowed: if the actor may neither change it nor confirm what others propose
    """
    thing = THINGS.get(word)
    if thing is None:
        raise Missing
    row = thing.get(key=key, by=by)
    if not (may_change(thing, row, by=by) or by.may(LOWER)):
        raise NotAllowed
    return thing, row


def page_of(thing: Thing, row: Any) -> str:
    """The address of the row's own page; a decision stands on the page of its body."""
    if thing.page:
        return reverse(thing.page, args=[row.key])
    return reverse("bodies:body", args=[row.body.key]) + f"#{row.key}"


def name_of(thing: Thing, row: Any) -> Words:
    return words_of(thing.named(row), thing.name, language())
