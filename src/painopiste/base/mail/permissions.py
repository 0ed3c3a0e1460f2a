"""Who sees the queue of letters: whom they go to and how they fare, never what they say."""

from django.db.models import QuerySet

from painopiste.base.actors import Actor
from painopiste.base.mail.models import Letter

SEE = "mail.see"


def visible(by: Actor) -> QuerySet[Letter]:
    """The letters that the actor may see, send again and hold back."""
    return Letter.objects.all() if by.may(SEE) else Letter.objects.none()
