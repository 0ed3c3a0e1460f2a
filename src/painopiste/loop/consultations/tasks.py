"""The letters of consultations, and what passing days bring: reminders, closing, forgetting of addresses."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from painopiste.base.actors import system
from painopiste.base.dates import show
from painopiste.base.jobs.registry import handler
from painopiste.base.jobs.rules import Daily
from painopiste.base.jobs.work import Work
from painopiste.base.mail.registry import Words, letter
from painopiste.base.markings.naming import as_system
from painopiste.loop.consultations import services
from painopiste.loop.consultations.models import ConsultationInvitee
from painopiste.loop.consultations.permissions import MANAGE
from painopiste.loop.consultations.rules import State, takes_answers
from painopiste.loop.consultations.services.inviting import INVITATION, REMINDER, secret_of

POSTMAN = system("consultations.letters")


@letter(INVITATION, title=gettext_noop("An invitation to a consultation"))
def write_invitation(about: Mapping[str, Any]) -> Words | None:
    """The link, and nothing of what is asked: mail is read by others on its way."""
    found = _asked(about)
    if found is None:
        return None
    return Words(
        subject=_("Painopiste: your view is asked for"),
        lines=(
            _("You are asked to answer a consultation. You need no account: the link is yours alone."),
            _("You can save a draft and come back until %(day)s. Share the link only with those who answer with you.")
            % {"day": _day(found)},
        ),
        link=_link(found),
    )


@letter(REMINDER, title=gettext_noop("A reminder of a consultation"))
def write_reminder(about: Mapping[str, Any]) -> Words | None:
    """The same link once more; nothing to whoever has answered meanwhile."""
    found = _asked(about)
    if found is None or found.answered_at is not None or found.consultation.closes_on != about["closes"]:
        return None
    return Words(
        subject=_("Painopiste: a consultation closes soon"),
        lines=(
            _("You have been asked to answer a consultation, and no answer has been returned yet."),
            _("It can be answered until %(day)s. What you have saved as a draft is there.") % {"day": _day(found)},
        ),
        link=_link(found),
    )


def _asked(about: Mapping[str, Any]) -> ConsultationInvitee | None:
    with as_system("a letter is written for the one that is asked, whoever sees the consultation"):
        rows = ConsultationInvitee.objects.select_related("consultation").filter(hash__isnull=False)
        found = rows.filter(key=about["invitee"]).first()
    if found is None:
        return None
    now = found.consultation
    return found if takes_answers(State(now.state), now.closes_on_latest, timezone.localdate()) else None


def _day(invitee: ConsultationInvitee) -> str:
    return show(invitee.consultation.closes_on, (get_language() or "fi")[:2])


def _link(invitee: ConsultationInvitee) -> str:
    path = reverse("consultations:answer", kwargs={"secret": secret_of(invitee=invitee, by=POSTMAN)})
    return f"{settings.BASE_URL}{path}"


@handler(
    "consultations.remind",
    title=gettext_noop("Reminding of consultations"),
    schedule=Daily(time(7, 0)),
    rights={MANAGE},
)
def remind(work: Work) -> dict[str, int]:
    """Remind those who have not answered, in the last days before the closing day."""
    return {"reminded": services.remind(on=timezone.localdate(), by=work.by)}


@handler(
    "consultations.tidy",
    title=gettext_noop("Closing consultations whose time is over"),
    schedule=Daily(time(0, 15)),
    rights={MANAGE},
)
def tidy(work: Work) -> dict[str, int]:
    """Close what has passed its closing day, and forget the addresses of consultations that are long over."""
    return services.tidy(on=timezone.localdate(), by=work.by)
