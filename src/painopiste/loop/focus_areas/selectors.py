"""Reading focus areas."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, Prefetch, Q

from painopiste.base import dates
from painopiste.base.actors import Actor
from painopiste.base.errors import Missing
from painopiste.base.markings.written import Written
from painopiste.base.records import holds_on, texts
from painopiste.base.words import ABBREVIATIONS
from painopiste.knowledge.indicators.models import Indicator
from painopiste.loop.focus_areas import permissions
from painopiste.loop.focus_areas.models import (
    FocusArea,
    FocusAreaChange,
    FocusAreaIndicator,
    FocusAreaName,
    FocusAreaOrganisation,
)
from painopiste.loop.focus_areas.rules import State


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of focus areas is narrowed to."""

    state: str = ""
    organisation: str = ""
    text: str = ""


@dataclass(slots=True)
class FocusAreaRow:
    """One focus area as lists show it; `leads` and `participants` are organisations of today."""

    row: dict[str, Any]
    leads: list[dict[str, Any]] = field(default_factory=list)
    participants: list[dict[str, Any]] = field(default_factory=list)


LIST_COLUMNS = (
    "id", "key", "number", "state", "participants_stated", "marking_id", "group_id", "source", *texts("name"),
)  # fmt: skip


def list_focus_areas(*, by: Actor, on: date, filters: Filters = Filters()) -> list[FocusAreaRow]:
    """All focus areas that the actor may see, with who leads and takes part on the day `on`. Two queries."""
    found = (
        permissions.visible(by).filter(_condition(filters, on)).order_by(F("number").asc(nulls_last=True), "name_fi")
    )
    rows = {row["id"]: FocusAreaRow(row) for row in found.values(*LIST_COLUMNS)}
    for link in organisations_on(focus_areas=rows, on=on, by=by):
        target = rows[link["focus_area_id"]]
        (target.leads if link["role"] == "lead" else target.participants).append(link)
    return list(rows.values())


def organisations_on(*, focus_areas: Iterable[int], on: date, by: Actor) -> list[dict[str, Any]]:
    """Who leads and takes part in the given (visible) focus areas on a day. One query."""
    links = FocusAreaOrganisation.objects.filter(holds_on(on), focus_area__in=list(focus_areas)).order_by("rank", "id")
    columns = ("focus_area_id", "role", "since", "until", *texts("part"))
    named = {f"organisation_{name}": F(f"organisation__{name}") for name in ("key", *ABBREVIATIONS, *texts("name"))}
    return list(links.values(*columns, **named))


def _condition(filters: Filters, on: date) -> Q:
    condition = Q()
    if filters.state:
        condition &= Q(state=filters.state)
    if filters.organisation:
        links = FocusAreaOrganisation.objects.filter(holds_on(on), organisation__key=filters.organisation)
        condition &= Q(pk__in=links.values("focus_area"))
    for word in filters.text.casefold().split():
        condition &= Q(folded__contains=word)
    return condition


def get_focus_area(*, key: str, by: Actor) -> FocusArea:
    """One focus area with its group.

    :raises Missing: if there is none with this key, or the actor may not see it
    """
    found = permissions.visible(by).select_related("group").filter(key=key).first()
    if found is None:
        raise Missing
    return found


def get_focus_area_page(*, key: str, by: Actor) -> FocusArea:
    """One focus area with everything that its page shows: organisations, former names, steps and their decisions."""
    organisations = FocusAreaOrganisation.objects.select_related("organisation").order_by("rank", "id")
    steps = FocusAreaChange.objects.select_related("decision__body", "body").order_by("rank", "id")
    names = FocusAreaName.objects.order_by("rank", "id")
    prefetches = (Prefetch("organisations", organisations), Prefetch("changes", steps), Prefetch("former_names", names))
    found = permissions.visible(by).select_related("group").prefetch_related(*prefetches).filter(key=key).first()
    if found is None:
        raise Missing
    return found


def list_indicators(*, focus_area: FocusArea, by: Actor) -> list[Indicator]:
    """The indicators by which a visible focus area is followed, in their order. One query."""
    links = FocusAreaIndicator.objects.filter(focus_area=focus_area).select_related("indicator")
    return [link.indicator for link in links.order_by("rank", "pk")]


def is_current(link: FocusAreaOrganisation, *, on: date, by: Actor) -> bool:
    """Whether an organisation certainly or possibly takes part on the day."""
    return dates.lasted(link.since, link.until, on) is not dates.Happened.NO


def list_choices(*, by: Actor) -> list[dict[str, Any]]:
    """Key, number and names of all visible focus areas, for choosing one."""
    return CHOICES.rows(by)


CHOICES = Written(
    lambda by: (
        permissions.visible(by)
        .order_by(F("number").asc(nulls_last=True), "name_fi")
        .values("id", "key", "number", "group_id", *texts("name"))
    )
)


def count_by_state(*, by: Actor) -> dict[State, int]:
    """How many visible focus areas are in each state."""
    counts: dict[State, int] = {}
    for state in permissions.visible(by).values_list("state", flat=True):
        counts[State(state)] = counts.get(State(state), 0) + 1
    return counts
