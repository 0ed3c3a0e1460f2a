"""The right to change bodies, and which bodies and decisions an actor may see."""

from django.db.models import QuerySet

from painopiste.base.actors import Actor
from painopiste.base.bodies.models import Body, Decision
from painopiste.base.records import visible_rows

CHANGE = "bodies.change"


def visible(by: Actor) -> QuerySet[Body]:
    """The bodies that exist for this actor."""
    return Body.objects.filter(visible_rows(by))


def visible_decisions(by: Actor) -> QuerySet[Decision]:
    """The decisions that exist for this actor: those open to them, of bodies open to them."""
    return Decision.objects.filter(visible_rows(by), visible_rows(by, path="body__"))


def may_change(body: Body, *, by: Actor) -> bool:
    return by.may(CHANGE, body=body.pk)
