"""The rights around commitments, and which of them an actor may see."""

from django.db.models import Q, QuerySet

from painopiste.base.actors import Actor
from painopiste.base.records import visible_rows
from painopiste.loop.commitments.models import Commitment
from painopiste.loop.plans.models import Measure

ASK = "commitments.ask"
ANSWER = "commitments.answer"


def is_visible(by: Actor, *, path: str = "") -> Q:
    """The condition for commitments that exist for this actor; `path` leads to the commitment.

    The marking in effect is never more open than that of the measure, which therefore need not be asked again.
    """
    return visible_rows(by, path=path)


def visible(by: Actor) -> QuerySet[Commitment]:
    """The commitments that exist for this actor."""
    return Commitment.objects.visible_to(by)


def may_ask(measure: Measure, *, by: Actor) -> bool:
    """Whether the actor may ask organisations to commit to this measure."""
    return by.may(ASK, body=measure.focus_area.group_id if measure.focus_area else None)


def may_answer(organisation_id: int, *, by: Actor) -> bool:
    """Whether the actor may say what this organisation has decided: only who coordinates for it."""
    return by.may(ANSWER, organisations=(organisation_id,))
