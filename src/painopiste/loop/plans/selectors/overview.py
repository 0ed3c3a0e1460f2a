"""The measures of the whole model at a glance: counted, overdue, waiting, lately changed."""

from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Q

from painopiste.base.actors import Actor
from painopiste.base.guarding import behind
from painopiste.base.records import holds_on, texts
from painopiste.loop.plans import permissions
from painopiste.loop.plans.models import MeasureChange, MeasureParty
from painopiste.loop.plans.rules import OPEN, State
from painopiste.loop.plans.selectors.measures import overdue

BRIEF = ("key", "number", "state", "due_on", *texts("title"))


def count_by_state(*, by: Actor) -> dict[str, int]:
    """How many visible measures are in each state; states without any are left out."""
    found = permissions.visible_measures(by).order_by().values_list("state")
    return dict(found.annotate(measures=Count("id")))


def count_by_focus_area_and_state(*, by: Actor) -> dict[int | None, dict[str, int]]:
    """For each focus area's id (None: the model's own): how many visible measures are in each state. One query."""
    counts: dict[int | None, dict[str, int]] = {}
    found = permissions.visible_measures(by).order_by().values_list("focus_area_id", "state")
    for focus_area, state, measures in found.annotate(measures=Count("id")):
        counts.setdefault(focus_area, {})[state] = measures
    return counts


def list_overdue(*, by: Actor, on: date, limit: int = 10) -> list[dict[str, Any]]:
    """Open measures whose due date has certainly passed, the longest overdue first."""
    found = permissions.visible_measures(by).filter(overdue(on)).order_by("due_latest", "rank")
    return list(found.values(*BRIEF)[:limit])


def list_late_of(*, by: Actor, on: date) -> list[dict[str, Any]]:
    """Overdue measures that the actor answers for: of its groups, and led by the organisations it reports for.

    The longest overdue first. One query, none for who answers for nothing. Rights that hold everywhere make nothing
    one's own.
    """
    bodies = by.in_bodies.get(permissions.CHANGE_MEASURE, frozenset())
    organisations = by.for_organisations.get(permissions.REPORT_MEASURE, frozenset())
    if not bodies and not organisations:
        return []
    led = MeasureParty.objects.filter(holds_on(on), role="lead", organisation__in=sorted(organisations))
    theirs = Q(focus_area__group__in=sorted(bodies)) | Q(pk__in=led.values("measure"))
    found = permissions.visible_measures(by).filter(overdue(on), theirs).order_by("due_latest", "rank")
    return list(found.values(*BRIEF, "due_latest"))


def list_waiting(*, by: Actor, limit: int = 10) -> list[dict[str, Any]]:
    """Blocked measures, each with what stands in the way (`blocked_by`). One query."""
    blocked = permissions.visible_measures(by).filter(state=State.BLOCKED)
    newest = blocked.annotate(step=Max("changes__rank")).filter(changes__rank=F("step"))
    reasons = {"blocked_by": F("changes__blocked_by")} | {
        f"reason_{x}": F(f"changes__reason_{x}") for x in ("fi", "sv", "en")
    }
    return list(newest.order_by("rank").values(*BRIEF, **reasons)[:limit])


def list_next_dates(*, by: Actor, on: date, limit: int = 10) -> list[dict[str, Any]]:
    """Open measures with the nearest due dates still ahead."""
    found = (
        permissions.visible_measures(by)
        .filter(state__in=sorted(OPEN), due_latest__gte=on)
        .order_by("due_latest", "rank")
    )
    return list(found.values(*BRIEF)[:limit])


def list_latest_steps(*, by: Actor, limit: int = 10) -> list[dict[str, Any]]:
    """The newest steps of visible measures, newest first. Steps without a known date come last."""
    steps = MeasureChange.objects.filter(measure__in=permissions.visible_measures(by).values("pk"))
    of_measure = {f"measure_{name}": F(f"measure__{name}") for name in ("key", "number", *texts("title"))}
    found = steps.order_by(F("latest").desc(nulls_last=True), "-id")
    columns = ("state", "happened_on", "latest", "recorded_at")
    shown = behind(found, by, "measure__").values(*columns, **of_measure)
    return [dict(row) for row in shown[:limit]]
