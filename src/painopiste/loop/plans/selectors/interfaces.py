"""Interfaces (liittymäpinnat) that people have confirmed, and the dependencies of a measure beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from painopiste.base.actors import Actor
from painopiste.base.errors import Missing
from painopiste.loop.focus_areas import permissions as areas
from painopiste.loop.focus_areas.models import FocusArea
from painopiste.loop.plans import permissions
from painopiste.loop.plans.models import Dependency, Interface, Measure
from painopiste.loop.plans.rules import How, InterfaceKind, seen_as

KINDS = ("measure", "focus_area")
ROWS = Interface.objects.select_related(
    "measure__focus_area", "focus_area", "other_measure__focus_area", "other_focus_area", "coordinator"
)


@dataclass(frozen=True, slots=True)
class End:
    """A measure or a focus area as one end of an interface; `title_*` are its title or name."""

    kind: str
    pk: int
    key: str
    number: str
    title_fi: str
    title_sv: str
    title_en: str
    group: int | None
    focus_area: int | None  # the focus area itself, or that of the measure

    @property
    def name(self) -> tuple[str, int]:
        """What tells it from all other ends."""
        return self.kind, self.pk


@dataclass(frozen=True, slots=True)
class Seen:
    """An interface as it looks from one of its ends."""

    row: Interface
    how: How
    other: End


def end_of(*, row: Measure | FocusArea, by: Actor) -> End:
    """A row that was found visible to the actor as an end."""
    if isinstance(row, Measure):
        area = row.focus_area
        named: dict[str, Any] = {f"title_{code}": getattr(row, f"title_{code}") for code in ("fi", "sv", "en")}
        group = area.group_id if area else None
        return End("measure", row.pk, row.key, row.number, group=group, focus_area=row.focus_area_id, **named)
    named = {f"title_{code}": getattr(row, f"name_{code}") for code in ("fi", "sv", "en")}
    return End("focus_area", row.pk, row.key, str(row.number or ""), group=row.group_id, focus_area=row.pk, **named)


def get_end(*, kind: str, key: str, by: Actor) -> End:
    """A measure or a focus area by its kind and key.

    :raises Missing: if there is none, or the actor may not see it
    """
    found: Measure | FocusArea | None = None
    if kind == "measure":
        found = permissions.visible_measures(by).select_related("focus_area").filter(key=key).first()
    elif kind == "focus_area":
        found = areas.visible(by).filter(key=key).first()
    if found is None:
        raise Missing
    return end_of(row=found, by=by)


def list_interfaces(*, end: End, by: Actor) -> list[Seen]:
    """The confirmed interfaces of an end, in the order of their recording. One query."""
    at_end = Q(**{f"{end.kind}_id": end.pk}) | Q(**{f"other_{end.kind}_id": end.pk})
    visible = permissions.visible_interfaces(by).filter(at_end).values("pk")
    return [seen_from(row=row, end=end, by=by) for row in ROWS.filter(pk__in=visible).order_by("recorded_at", "pk")]


def get_interface(*, end: End, key: str, by: Actor) -> Seen:
    """One interface of an end.

    :raises Missing: if the end has none with this key, or the actor may not see both ends
    """
    found = next((seen for seen in list_interfaces(end=end, by=by) if seen.row.key == key), None)
    if found is None:
        raise Missing
    return found


def seen_from(*, row: Interface, end: End, by: Actor) -> Seen:
    """How a visible interface looks from one of its ends."""
    turned = (row.other_measure_id if end.kind == "measure" else row.other_focus_area_id) == end.pk
    other: Any = row.measure or row.focus_area if turned else row.other_measure or row.other_focus_area
    return Seen(row, seen_as(InterfaceKind(row.kind), turned=turned), end_of(row=other, by=by))


def list_dependencies(*, end: End, by: Actor) -> list[Mapping[str, Any]]:
    """The dependencies recorded with a measure: `row` and `other`, and whether `other` is what depends. One query."""
    if end.kind != "measure":
        return []
    links = Dependency.objects.select_related("measure__focus_area", "other__focus_area").order_by("pk")
    both = permissions.is_visible(by, path="measure__") & permissions.is_visible(by, path="other__")
    found = links.filter(both, Q(measure_id=end.pk) | Q(other_id=end.pk))
    return [
        {
            "row": row,
            "turned": row.other_id == end.pk,
            "other": end_of(row=row.measure if row.other_id == end.pk else row.other, by=by),
        }
        for row in found
    ]
