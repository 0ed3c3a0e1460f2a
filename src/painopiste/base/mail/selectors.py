"""What people see of letters: of what kind, to whom, how they fare. Never their words."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, Min, QuerySet

from painopiste.base.actors import Actor
from painopiste.base.mail import permissions
from painopiste.base.mail.models import Letter
from painopiste.base.mail.rules import State

SHOWN = ("key", "kind", "to", "language", "state", "tries", "trouble", "reply", "posted_at", "due_at", "ended_at")


def list_letters(*, by: Actor, state: State | None = None) -> QuerySet[Letter]:
    """The letters that the actor may see, the newest first."""
    found = permissions.visible(by).only(*SHOWN).order_by("-pk")
    return found if state is None else found.filter(state=state)


def count_by_state(*, by: Actor) -> Mapping[str, int]:
    """How many letters there are in each state. One query."""
    rows = permissions.visible(by).order_by().values_list("state").annotate(number=Count("pk"))
    return dict(rows)


def oldest_waiting(*, by: Actor) -> datetime | None:
    """When the oldest letter was posted that has been tried and still waits; None if there is none. One query."""
    waiting = permissions.visible(by).filter(state=State.WAITING, tries__gt=0)
    first: datetime | None = waiting.aggregate(first=Min("posted_at"))["first"]
    return first
