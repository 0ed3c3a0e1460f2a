"""Lists of observations, and one of them with what became of it."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Prefetch, QuerySet

from painopiste.base.actors import Actor
from painopiste.base.areas.models import Area
from painopiste.base.errors import Missing
from painopiste.base.records import texts
from painopiste.loop.agenda import permissions
from painopiste.loop.agenda.models import Observation
from painopiste.loop.agenda.rules import OPEN, State
from painopiste.loop.focus_areas import permissions as areas
from painopiste.loop.focus_areas.models import FocusArea

SHOWN = ("key", "state", "source_kind", "received_at", "writer", "marking", *texts("title"))


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of observations is narrowed to. `mine`: only those that the actor has written."""

    state: str = ""
    source_kind: str = ""
    focus_area: str = ""
    text: str = ""
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an observation, as far as the actor may see: the one it was merged with, and focus areas."""

    into: Observation | None = None
    focus_areas: list[FocusArea] = field(default_factory=list)


def list_observations(*, by: Actor, filters: Filters = Filters()) -> QuerySet[Observation]:
    """The observations that match, newest first, to be cut into pages. One query for a page, one for the number."""
    found = permissions.visible(by).only(*SHOWN)
    if filters.state:
        found = found.filter(state=filters.state)
    if filters.source_kind:
        found = found.filter(source_kind=filters.source_kind)
    if filters.focus_area:
        linked = areas.visible(by).filter(key=filters.focus_area)
        through = Observation.focus_areas.through.objects.filter(focusarea__in=linked.values("pk"))
        found = found.filter(pk__in=through.values("observation"))
    for word in filters.text.casefold().split():
        found = found.filter(folded__contains=word)
    if filters.mine:
        found = found.filter(writer=by.account_id) if by.account_id else found.none()
    return found.order_by("-received_at", "-pk")


def get_observation(*, key: str, by: Actor) -> Observation:
    """One observation with its areas and writer. Two queries.

    :raises Missing: if there is none with this key, or the actor may not see it
    """
    areas_of = Prefetch("areas", Area.objects.order_by("kind", "code"))
    found = permissions.visible(by).select_related("writer").prefetch_related(areas_of).filter(key=key).first()
    if found is None:
        raise Missing
    return found


def get_outcome(*, observation: Observation, by: Actor) -> Outcome:
    """What became of a visible observation. One query where it has an outcome, whether that may be seen or not."""
    if observation.state == State.MERGED:
        return Outcome(permissions.visible(by).filter(pk=observation.merged_into_id or 0).first())
    if observation.state != State.LINKED:
        return Outcome()
    linked = Observation.focus_areas.through.objects.filter(observation=observation).values("focusarea")
    found = areas.visible(by).filter(pk__in=linked)
    return Outcome(None, list(found.order_by(F("number").asc(nulls_last=True), "pk")))


def list_duplicates(*, observation: Observation, by: Actor) -> list[Observation]:
    """The visible observations that were merged into this one. One query."""
    return list(permissions.visible(by).filter(merged_into=observation).only(*SHOWN).order_by("-received_at", "-pk"))


def list_mergeable(*, observation: Observation, by: Actor, limit: int = 300) -> list[dict[str, Any]]:
    """The visible open observations with which this one could be merged, newest first. One query."""
    found = permissions.visible(by).filter(state__in=OPEN).exclude(pk=observation.pk)
    return list(found.order_by("-received_at", "-pk").values("key", *texts("title"))[:limit])
