"""Reading how the markings of rows were changed."""

from typing import Any

from painopiste.base.actors import Actor
from painopiste.base.errors import Missing
from painopiste.base.markings.models import Compartment, MarkingDecision
from painopiste.base.remarking import permissions
from painopiste.base.remarking.kinds import marked_models


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
    model = marked_models().get(kind)
    rows: Any = model.objects.visible_to(by).filter(key=key) if model else None
    around = model.WITHIN if model else ()
    found = (rows.select_related(*around) if around else rows).first() if rows is not None else None
    if found is None:
        raise Missing
    return found


def list_compartments(*, by: Actor) -> list[Compartment]:
    """The compartments that exist for this actor, by name. One query."""
    return list(permissions.visible_compartments(by).order_by("name_fi", "pk"))
