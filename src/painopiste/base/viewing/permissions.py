"""The rights around the log of views."""

from django.db.models import QuerySet

from painopiste.base.actors import Actor
from painopiste.base.viewing.models import ViewLine

SEE = "view_log.see"
ERASE = "personal.erase"
VERIFY = "audit.verify"


def visible(by: Actor) -> QuerySet[ViewLine]:
    """The lines that exist for this actor: all, for those who watch over the log; else none."""
    return ViewLine.objects.all() if by.may(SEE) else ViewLine.objects.none()
