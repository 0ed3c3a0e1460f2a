"""The jobs that send letters and keep their queue in order."""

from datetime import time, timedelta

from django.utils.translation import gettext_noop

from painopiste.base.jobs import clock
from painopiste.base.jobs.registry import handler
from painopiste.base.jobs.rules import Daily, Every
from painopiste.base.jobs.work import Work
from painopiste.base.mail.models import Letter
from painopiste.base.mail.rules import State
from painopiste.base.mail.sending import send
from painopiste.base.mail.services import POSTMAN, SEND, wake

KEPT = timedelta(days=90)
FORGOTTEN = timedelta(minutes=10)


@handler(SEND, title=gettext_noop("Sending a letter"))
def send_letter(work: Work) -> str | None:
    """Try to send one letter."""
    return send(work.payload["letter"])


@handler("mail.look", title=gettext_noop("Looking for letters left behind"), schedule=Every(timedelta(minutes=10)))
def look_for_the_forgotten(work: Work) -> dict[str, int]:
    """Wake letters that were due a while ago: whoever was to send them has died, or its job has been cancelled."""
    now = clock.now()
    left = list(Letter.objects.filter(state=State.WAITING, due_at__lt=now - FORGOTTEN).order_by("due_at")[:500])
    for letter in left:
        letter.due_at = now
        letter.save(update_fields=["due_at"])
        wake(letter=letter, by=POSTMAN)
    return {"woken": len(left)}


@handler("mail.tidy", title=gettext_noop("Removing old letters from the list"), schedule=Daily(time(3, 40)))
def tidy(work: Work) -> dict[str, int]:
    """Remove what ended more than 90 days ago, and with it the addresses."""
    return {"removed": Letter.objects.filter(ended_at__lt=clock.now() - KEPT).delete()[0]}
