"""What the site keeps in order by itself."""

from datetime import time

from django.contrib.sessions.backends.db import SessionStore
from django.utils.translation import gettext_noop

from painopiste.base.jobs.registry import handler
from painopiste.base.jobs.rules import Daily
from painopiste.base.jobs.work import Work


@handler("sessions.tidy", title=gettext_noop("Removing log-ins that have ended"), schedule=Daily(time(3, 45)))
def tidy_sessions(work: Work) -> None:
    """Remove the sessions whose time is over: they tell who was here, and are of no use to anybody."""
    SessionStore.clear_expired()
