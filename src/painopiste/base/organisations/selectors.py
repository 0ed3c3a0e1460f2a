"""Reading organisations."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.cache import caches
from django.db.models import F, Prefetch, Q

from painopiste.base.actors import Actor
from painopiste.base.errors import Missing
from painopiste.base.markings.written import Written
from painopiste.base.organisations import permissions
from painopiste.base.organisations.models import Organisation, OrganisationAlias
from painopiste.base.records import texts
from painopiste.base.words import ABBREVIATIONS


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of organisations is narrowed to. `existing`: "" all, "now" those that exist, "ended" the others."""

    kind: str = ""
    existing: str = ""
    text: str = ""


REMEMBERED, SECONDS = "organisations.abbreviations", 60
LIST_COLUMNS = (
    "id", "key", *ABBREVIATIONS, "kind", "valid_from", "valid_to", "website", "source", *texts("name")
)  # fmt: skip


def list_organisations(*, by: Actor, on: date, filters: Filters = Filters()) -> list[dict[str, Any]]:
    """The organisations by abbreviation, as plain rows with the abbreviations of parent and successor. One query."""
    related = {
        f"{link}_{name}": F(f"{link}__{name}") for link in ("parent", "successor") for name in ("key", *ABBREVIATIONS)
    }
    found = permissions.visible(by).filter(_condition(filters, on)).order_by("abbreviation", "key")
    return list(found.values(*LIST_COLUMNS, **related))


def _condition(filters: Filters, on: date) -> Q:
    condition = Q(kind=filters.kind) if filters.kind else Q()
    ended = Q(valid_to_latest__lt=on)
    condition &= {"now": ~ended, "ended": ended}.get(filters.existing, Q())
    for word in filters.text.casefold().split():
        aliases = OrganisationAlias.objects.filter(name__icontains=word)
        condition &= Q(folded__contains=word) | Q(pk__in=aliases.values("organisation"))
    return condition


def get_organisation(*, key: str, by: Actor) -> Organisation:
    """One organisation with its parent, successor and aliases.

    :raises Missing: if there is none with this key
    """
    aliases = Prefetch("aliases", OrganisationAlias.objects.order_by("name"))
    found = (
        permissions.visible(by).select_related("parent", "successor").prefetch_related(aliases).filter(key=key).first()
    )
    if found is None:
        raise Missing
    return found


def list_near(*, organisation: Organisation, by: Actor) -> list[dict[str, Any]]:
    """The organisation's units and predecessors as plain rows; `relation` tells which. One query."""
    near = permissions.visible(by).filter(Q(parent=organisation) | Q(successor=organisation)).order_by("abbreviation")
    rows = list(near.values("key", *ABBREVIATIONS, "parent_id", *texts("name")))
    return [row | {"relation": "unit" if row["parent_id"] == organisation.pk else "predecessor"} for row in rows]


def list_choices(*, by: Actor) -> list[dict[str, Any]]:
    """Key, abbreviation and names of all organisations, for choosing one."""
    return CHOICES.rows(by)


CHOICES = Written(
    lambda by: (
        permissions.visible(by).order_by("abbreviation", "key").values("id", "key", *ABBREVIATIONS, *texts("name"))
    )
)


def get_abbreviations(*, by: Actor) -> dict[str, dict[str, str]]:
    """The abbreviations of all organisations by their keys. Remembered for a minute, as organisations are public."""
    known: dict[str, dict[str, str]] | None = caches["memory"].get(REMEMBERED)
    if known is None:
        known = {row.pop("key"): row for row in permissions.visible(by).values("key", *ABBREVIATIONS)}
        caches["memory"].set(REMEMBERED, known, SECONDS)
    return known


def list_kinds(*, by: Actor) -> list[str]:
    """The kinds that there are organisations of."""
    return list(permissions.visible(by).order_by("kind").values_list("kind", flat=True).distinct())
