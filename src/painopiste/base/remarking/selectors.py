"""Reading how the markings of rows were changed."""

from painopiste.base.actors import Actor
from painopiste.base.markings.models import MarkingDecision
from painopiste.base.remarking import permissions


def list_decisions(*, kind: str, key: str, by: Actor) -> list[MarkingDecision]:
    """The changes of one row's marking, newest first."""
    found = permissions.visible_decisions(by).filter(target_kind=kind, target_key=key)
    return list(found.select_related("decided_by", "confirmed_by").order_by("-decided_at", "-pk"))


def find_waiting(*, kind: str, key: str, by: Actor) -> MarkingDecision | None:
    """The proposal to open this row that waits for a second person."""
    found = permissions.visible_decisions(by).filter(target_kind=kind, target_key=key, settled_at=None)
    return found.select_related("decided_by").order_by("-pk").first()
