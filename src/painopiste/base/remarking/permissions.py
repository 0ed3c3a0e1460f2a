"""The rights to change for whom a row is, and which changes of markings an actor may see."""

from datetime import date
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from painopiste.base.actors import Actor
from painopiste.base.markings.models import Compartment, MarkingDecision
from painopiste.base.markings.policy import readable

CHANGE = "markings.change"  # close a row, or propose to open it: perhaps in one body only
LOWER = "markings.lower"  # be the second person
COMPARTMENTS = "compartments.change"  # make compartments, and let people in and out
CLEARANCES = "clearances.change"  # clear people for what is secret

Row = TypeVar("Row", bound=Model)


def visible_decisions(by: Actor) -> QuerySet[MarkingDecision]:
    """The changes of markings that exist for this actor: those between markings that both are open to them."""
    if not by.member:
        return MarkingDecision.objects.none()
    return MarkingDecision.objects.filter(before__in=readable(by), after__in=readable(by))


def visible_compartments(by: Actor) -> QuerySet[Compartment]:
    """The compartments whose existence is open to this actor. Nobody but members hears of any."""
    return Compartment.objects.filter(marking__in=readable(by)) if by.member else Compartment.objects.none()


def still_valid(rows: QuerySet[Row], on: date) -> QuerySet[Row]:
    """Those that have not ended before the day; they may begin later."""
    return rows.filter(Q(until=None) | Q(until__gte=on))
