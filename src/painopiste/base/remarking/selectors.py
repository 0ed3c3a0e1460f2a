"""Reading how the markings of rows were changed."""

from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.errors import Missing
from painopiste.base.markings.models import (
    Clearance,
    ClearanceRequest,
    Compartment,
    CompartmentMember,
    MarkingDecision,
)
from painopiste.base.markings.stored import reads
from painopiste.base.remarking import permissions
from painopiste.base.remarking.kinds import marked_models, name_paths
from painopiste.base.words import LANGUAGES


def list_decisions(*, kind: str, key: str, by: Actor) -> list[MarkingDecision]:
    """The changes of one row's marking, newest first."""
    found = permissions.visible_decisions(by).filter(target_kind=kind, target_key=key)
    return list(found.select_related("decided_by", "confirmed_by", "originator").order_by("-decided_at", "-pk"))


def find_waiting(*, kind: str, key: str, by: Actor) -> MarkingDecision | None:
    """The proposal to open this row that waits for a second person."""
    found = permissions.visible_decisions(by).filter(target_kind=kind, target_key=key, settled_at=None)
    return found.select_related("decided_by").order_by("-pk").first()


def get_marked(*, kind: str, key: str, by: Actor) -> Any:
    """The row of this kind with this key, and the rows that it stands in.

    :raises Missing: if there is no such kind, or no such row that the actor may see
    """
    model: Any = marked_models().get(kind)
    rows = model.objects.visible_to(by).filter(key=key) if model else None
    around = model.WITHIN if model else ()
    found = (rows.select_related(*around) if around else rows).first() if rows is not None else None
    if found is None:
        raise Missing
    return found


def list_marked(*, kind: str, by: Actor) -> QuerySet[Any, Any]:
    """The rows of this kind that the actor may see: key, own marking, marking in effect, and names (name_fi, …).

    :raises Missing: if there is no such kind
    """
    model: Any = marked_models().get(kind)
    if model is None:
        raise Missing
    names = {f"called_{each}": F(path) for each, path in zip(LANGUAGES, name_paths(model), strict=True)}
    rows: QuerySet[Any, Any] = model.objects.visible_to(by).order_by("pk")
    return rows.values("key", "own_marking_id", "marking_id", **names)


def list_compartments(*, by: Actor) -> list[Compartment]:
    """The compartments that exist for this actor, by name. One query."""
    return list(permissions.visible_compartments(by).order_by("name_fi", "pk"))


def get_compartment(*, key: str, by: Actor) -> Compartment:
    """One compartment.

    :raises Missing: if there is none, or the actor may not hear of it
    """
    found = permissions.visible_compartments(by).filter(key=key).first()
    if found is None:
        raise Missing
    return found


def may_see_members(*, compartment: Compartment, by: Actor) -> bool:
    """Whether the compartment and the list of its members are open to this actor."""
    return by.member and all(reads(by, str(code)) for code in (compartment.marking_id, compartment.members_marking_id))


def list_members(*, compartment: Compartment, by: Actor) -> list[CompartmentMember]:
    """Who is, will be or was in a compartment: those who are first. Nobody, where the list is not open to the actor.

    One query.
    """
    if not may_see_members(compartment=compartment, by=by):
        return []
    found = CompartmentMember.objects.filter(compartment=compartment)
    rows = found.select_related("account", "organisation", "body").order_by("pk")
    seen = [row for row in rows if row.body is None or reads(by, str(row.body.marking_id))]
    return sorted(seen, key=lambda row: row.until is not None and row.until < timezone.localdate())


def list_clearances(*, by: Actor) -> list[Clearance]:
    """The clearances that hold today or later, by name. Only for those who give them. One query.

    :raises NotAllowed: for others
    """
    by.require(permissions.CLEARANCES)
    found = permissions.still_valid(Clearance.objects.select_related("account"), timezone.localdate())
    return list(found.order_by("account__name", "pk"))


def list_clearance_requests(*, by: Actor) -> list[ClearanceRequest]:
    """The clearances that wait for a second person, the oldest first. One query.

    :raises NotAllowed: for those who give none
    """
    by.require(permissions.CLEARANCES)
    found = ClearanceRequest.objects.filter(settled_at=None).select_related("account", "asked_by")
    return list(found.order_by("asked_at", "pk"))
