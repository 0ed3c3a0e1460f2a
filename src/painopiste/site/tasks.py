"""What the site keeps in order by itself."""

from datetime import time, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.translation import gettext_noop

from painopiste.base.accounts.permissions import MANAGE
from painopiste.base.accounts.services import close_leavers
from painopiste.base.actors import system
from painopiste.base.jobs.registry import handler
from painopiste.base.jobs.rules import Daily, Every
from painopiste.base.jobs.work import Work
from painopiste.base.markings.naming import as_system
from painopiste.base.uploads import waiting
from painopiste.base.viewing.services import seal_views as seal


@handler("sessions.tidy", title=gettext_noop("Removing log-ins that have ended"), schedule=Daily(time(3, 45)))
def tidy_sessions(work: Work) -> None:
    """Remove the sessions whose time is over: they tell who was here, and are of no use to anybody."""
    SessionStore.clear_expired()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


@handler("views.seal", title=gettext_noop("Sealing the log of views"), schedule=Every(timedelta(hours=1)))
def seal_views(work: Work) -> dict[str, int]:
    """Let the audit trail seal what has been written into the log of views; what is sealed is not sealed again."""
    with as_system("seals cover every line"):
        return {"sealed": seal(by=system("views.seal"))}


@handler("uploads.tidy", title=gettext_noop("Removing files that nobody has decided on"), schedule=Daily(time(3, 50)))
def tidy_uploads(work: Work) -> None:
    """Remove the files that were sent and looked at, but neither loaded nor cancelled."""
    waiting.tidy()


@handler(
    "accounts.close_leavers",
    title=gettext_noop("Closing the accounts of leavers"),
    schedule=Daily(time(0, 5)),
    rights={MANAGE},
)
def close_those_who_left(work: Work) -> dict[str, int]:
    """Close the accounts of people who work for no organisation any more."""
    return {"closed": close_leavers(on=timezone.localdate(), by=work.by)}
