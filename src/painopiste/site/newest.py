"""What is newest on the front page: steps, changes and reports, as far as the actor may see them."""

from typing import Any

from django.db.models import F, OuterRef, Q, Subquery

from painopiste.base.actors import Actor
from painopiste.base.audit.selectors import open_lines
from painopiste.base.bodies.permissions import visible as visible_bodies
from painopiste.base.guarding import behind, note_secret
from painopiste.base.markings.written import Written
from painopiste.base.organisations.permissions import visible as visible_organisations
from painopiste.base.records import texts, visible_rows
from painopiste.loop.focus_areas import permissions as focus_area_permissions
from painopiste.loop.focus_areas.models import FocusAreaChange
from painopiste.loop.plans import permissions as plan_permissions
from painopiste.loop.plans.models import MeasureChange
from painopiste.loop.reports.permissions import visible as visible_reports

AT_MOST = 6  # rows of a short list


def list_steps(*, by: Actor) -> list[dict[str, Any]]:
    """The newest dated steps of focus areas and measures, newest first. Two queries."""
    found = [row | {"thing": "focus_area"} for row in AREA_STEPS.rows(by)]
    found += [row | {"thing": "measure"} for row in MEASURE_STEPS.rows(by)]
    return sorted(found, key=lambda row: (row["earliest"], row["latest"]), reverse=True)[:AT_MOST]


def _area_steps(by: Actor) -> Any:
    areas = FocusAreaChange.objects.filter(visible_rows(by, path="focus_area__"))
    return _steps(behind(areas, by, "focus_area__"), "focus_area", "name")


def _measure_steps(by: Actor) -> Any:
    of_area = visible_rows(by, path="measure__focus_area__")
    measures = MeasureChange.objects.filter(visible_rows(by, path="measure__"), Q(measure__focus_area=None) | of_area)
    return _steps(behind(measures, by, "measure__"), "measure", "title")


def _steps(changes: Any, thing: str, name: str) -> Any:
    renamed = {f"title_{code}": F(f"{thing}__{name}_{code}") for code in ("fi", "sv", "en")}
    dated = changes.filter(latest__isnull=False, earliest__isnull=False).order_by("-earliest", "-latest", "-pk")
    return dated.values(
        "state", "happened_on", "earliest", "latest", key=F(f"{thing}__key"), number=F(f"{thing}__number"), **renamed
    )[:AT_MOST]


AREA_STEPS: Written[dict[str, Any]] = Written(_area_steps)
MEASURE_STEPS: Written[dict[str, Any]] = Written(_measure_steps)


def list_changes(*, by: Actor) -> list[dict[str, Any]]:
    """The newest lines of the audit trail about what the actor may see; the public has none. One query.

    A changed measure brings its title; what else was changed is told by its kind and key.
    """
    if not by.member:
        return []
    told = CHANGES.rows(by)
    for kind in ("focus_area", "measure", "body"):
        keys = [row["target_key"] for row in told if row["target_kind"] == kind]
        note_secret(_open_rows(by)[kind].filter(key__in=keys), (), by=by)
    return told


def _open_rows(by: Actor) -> dict[str, Any]:
    """What the trail tells of on the front page, by kind, as far as the actor may see it."""
    return {
        "focus_area": focus_area_permissions.visible(by),
        "measure": plan_permissions.visible_measures(by),
        "body": visible_bodies(by),
        "organisation": visible_organisations(by),
    }


def _changes(by: Actor) -> Any:
    rows = _open_rows(by)
    open_to_actor = Q(pk__in=())
    for kind, visible in rows.items():
        open_to_actor |= Q(target_kind=kind, target_key__in=visible.values("key"))
    named = rows["measure"].filter(key=OuterRef("target_key"))
    titles = {title: Subquery(named.values(title)[:1]) for title in texts("title")}
    lines = open_lines(by=by).filter(open_to_actor).order_by("-number")
    return lines.values("at", "event", "actor_label", "target_kind", "target_key", **titles)[:AT_MOST]


CHANGES: Written[dict[str, Any]] = Written(_changes)


def list_newest_reports(*, by: Actor) -> list[dict[str, Any]]:
    """The newest kept reports. One query."""
    return REPORTS.rows(by)


def _newest_reports(by: Actor) -> Any:
    found = visible_reports(by).order_by("-made_at", "-pk")
    return found.values("key", "title", "language", "as_of", "made_at")[:3]


REPORTS: Written[dict[str, Any]] = Written(_newest_reports)
