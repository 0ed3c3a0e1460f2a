"""What organisations lead and take part in across the stages, as far as the actor may see it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F

from painopiste.base import dates
from painopiste.base.actors import Actor
from painopiste.base.guarding import behind
from painopiste.base.records import holds_on, texts
from painopiste.loop.focus_areas import permissions as focus_area_permissions
from painopiste.loop.focus_areas.models import FocusAreaOrganisation
from painopiste.loop.plans import permissions as plan_permissions
from painopiste.loop.plans.models import MeasureParty

ROLES = ("lead", "participant")


@dataclass(slots=True)
class Counts:
    """How many focus areas and measures an organisation leads and takes part in today."""

    focus_areas_led: int = 0
    focus_areas_joined: int = 0
    measures_led: int = 0
    measures_joined: int = 0

    @property
    def leads(self) -> int:
        return self.focus_areas_led + self.measures_led

    @property
    def participations(self) -> int:
        return self.focus_areas_joined + self.measures_joined


def count_involvement(*, by: Actor, on: date) -> defaultdict[int, Counts]:
    """Counts for each organisation's id. Two queries."""
    counts: defaultdict[int, Counts] = defaultdict(Counts)
    for stage, links, thing in (
        ("focus_areas", _focus_area_links(by), "focus_area"),
        ("measures", _party_links(by), "measure"),
    ):
        grouped = links.filter(holds_on(on), role__in=ROLES).order_by().values_list("organisation_id", "role")
        for organisation, role, number in grouped.annotate(n=Count(thing, distinct=True)):
            setattr(counts[organisation], f"{stage}_{'led' if role == 'lead' else 'joined'}", number)
    return counts


def list_focus_areas_of(*, organisation_id: int, by: Actor, on: date) -> list[dict[str, Any]]:
    """The focus areas of an organisation with its role and dates; `past` where that was over by the day. One query."""
    focus_area = {f"focus_area_{name}": F(f"focus_area__{name}") for name in ("key", "number", "state", *texts("name"))}
    links = _focus_area_links(by).filter(organisation=organisation_id)
    links = links.order_by("role", F("focus_area__number").asc(nulls_last=True), "rank", "pk")
    return _told(links.values("role", "since", "until", *texts("part"), **focus_area), on)


def list_measures_of(*, organisation_id: int, by: Actor, on: date) -> list[dict[str, Any]]:
    """The measures of an organisation with its role and dates. One query."""
    columns = ("key", "number", "state", "due_on", *texts("title"))
    measure = {f"measure_{name}": F(f"measure__{name}") for name in columns}
    links = _party_links(by).filter(organisation=organisation_id).order_by("measure__rank", "role", "pk")
    return _told(links.values("role", "since", "until", **measure), on)


def get_focus_area_of(*, body_id: int, by: Actor) -> dict[str, Any] | None:
    """The visible focus area whose group the body is, or None."""
    found = focus_area_permissions.visible(by).filter(group=body_id).order_by("pk")
    return found.values("key", "number", "state", *texts("name")).first()


def list_focus_areas_by_group(*, by: Actor) -> dict[int, dict[str, Any]]:
    """The visible focus areas by the id of their group."""
    found = focus_area_permissions.visible(by).exclude(group=None).values("group_id", "key", "number", *texts("name"))
    return {row["group_id"]: row for row in found}


def _told(rows: Any, on: date) -> list[dict[str, Any]]:
    return [row | {"past": dates.lasted(row["since"], row["until"], on) is dates.Happened.NO} for row in rows]


def _focus_area_links(by: Actor) -> Any:
    found = FocusAreaOrganisation.objects.filter(focus_area__in=focus_area_permissions.visible(by).values("pk"))
    return behind(found, by, "focus_area__")


def _party_links(by: Actor) -> Any:
    found = MeasureParty.objects.filter(
        measure__in=plan_permissions.visible_measures(by).values("pk"), organisation__isnull=False
    )
    return behind(found, by, "measure__")
