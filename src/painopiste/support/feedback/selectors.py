"""Reading feedback."""

from datetime import date

from django.db.models import F, QuerySet

from painopiste.base.actors import Actor
from painopiste.base.errors import Missing
from painopiste.support.feedback import permissions
from painopiste.support.feedback.models import Feedback
from painopiste.support.feedback.rules import State


def list_feedback(*, by: Actor, on: date, state: str = "", kind: str = "") -> QuerySet[Feedback]:
    """Feedback for those who answer it: what is not answered first, the most urgent on top."""
    found = permissions.visible(by).order_by(F("answered_at").desc(nulls_first=True), "due_on", "pk")
    waiting = found.filter(answered_at=None)
    chosen = {
        State.WAITING: waiting.filter(due_on__gte=on),
        State.LATE: waiting.filter(due_on__lt=on),
        State.ANSWERED: found.exclude(answered_at=None),
    }
    found = chosen[State(state)] if state in set(State) else found
    return found.filter(kind=kind) if kind else found


def get_feedback(*, key: str, by: Actor) -> Feedback:
    """One piece of feedback.

    :raises Missing: if there is none with this key, or the actor does not answer feedback
    """
    found = permissions.visible(by).select_related("answered_by").filter(key=key).first()
    if found is None:
        raise Missing
    return found


def list_waiting(*, by: Actor) -> list[Feedback]:
    """What waits for an answer, the most urgent first; nothing for those who don't answer feedback. One query."""
    return list(permissions.visible(by).filter(answered_at=None).order_by("due_on", "pk"))


def count_waiting(*, by: Actor) -> int:
    """How many wait for an answer; nought for those who don't answer feedback."""
    return permissions.visible(by).filter(answered_at=None).count()
