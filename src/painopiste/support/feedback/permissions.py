"""The right to read and answer feedback."""

from django.db.models import QuerySet

from painopiste.base.actors import Actor
from painopiste.support.feedback.models import Feedback

HANDLE = "feedback.handle"


def visible(by: Actor) -> QuerySet[Feedback]:
    """The feedback that exists for this actor: all for those who answer it, none for others."""
    return Feedback.objects.all() if by.may(HANDLE) else Feedback.objects.none()
