"""Lists of indicators, and one of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from painopiste.base.actors import Actor
from painopiste.base.errors import Missing
from painopiste.knowledge.indicators import permissions
from painopiste.knowledge.indicators.models import Indicator
from painopiste.knowledge.indicators.rules import State


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of indicators is narrowed to."""

    text: str = ""
    state: str = ""
    kind: str = ""
    collection: str = ""


def list_indicators(*, by: Actor, filters: Filters = Filters()) -> QuerySet[Indicator]:
    """The indicators that match, those in use first, by name. One query."""
    found = permissions.visible(by)
    for name in ("state", "kind", "collection"):
        if value := getattr(filters, name):
            found = found.filter(**{name: value})
    for word in filters.text.casefold().split():
        found = found.filter(folded__contains=word)
    return found.order_by("state", "collection", "name_fi", "pk")


def list_usable(*, by: Actor, keys: Sequence[str] = (), collection: str = "") -> list[Indicator]:
    """The indicators in use with their denominators and breaks: these, or those of a collection. Two queries."""
    found = permissions.visible(by).filter(state=State.IN_USE)
    if keys:
        found = found.filter(key__in=keys)
    if collection:
        found = found.filter(collection=collection)
    return list(found.select_related("denominator").prefetch_related("breaks").order_by("name_fi", "pk"))


def get_indicator(*, key: str, by: Actor) -> Indicator:
    """One indicator with its denominator and breaks. Two queries.

    :raises Missing: if there is none with this key
    """
    found = permissions.visible(by).select_related("denominator").prefetch_related("breaks").filter(key=key).first()
    if found is None:
        raise Missing
    return found
