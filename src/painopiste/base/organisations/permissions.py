"""The right to change organisations, and which of them an actor may see."""

from django.db.models import QuerySet

from painopiste.base.actors import Actor
from painopiste.base.organisations.models import Organisation

CHANGE = "organisations.change"


def visible(by: Actor) -> QuerySet[Organisation]:
    """The organisations that exist for this actor: all, for an organisation is public by nature."""
    return Organisation.objects.all()


def may_change(organisation: Organisation, *, by: Actor) -> bool:
    return by.may(CHANGE, organisations=(organisation.pk,))
