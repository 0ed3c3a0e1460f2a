"""The rights around commitments, and which of them an actor may see."""

from datetime import date

from django.db.models import Q, QuerySet

from painopiste.base.actors import Actor
from painopiste.base.records import holds_on, visible_rows
from painopiste.loop.commitments.models import Commitment
from painopiste.loop.commitments.rules import PARTY_ROLES
from painopiste.loop.plans import permissions as plans
from painopiste.loop.plans.models import Measure, MeasureParty

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


def visible_parties(by: Actor, on: date) -> QuerySet[MeasureParty]:
    """The organisations that have a part in a visible measure on the day: those that are asked."""
    parties = MeasureParty.objects.filter(holds_on(on), role__in=PARTY_ROLES, organisation__isnull=False)
    return parties.filter(plans.is_visible(by, path="measure__"))


def may_ask(measure: Measure, *, by: Actor) -> bool:
    """Whether the actor may ask organisations to commit to this measure."""
    return by.may(ASK, body=measure.focus_area.group_id if measure.focus_area else None)


def may_answer(organisation_id: int, *, by: Actor) -> bool:
    """Whether the actor may say what this organisation has decided: only who coordinates for it."""
    return by.may(ANSWER, organisations=(organisation_id,))
