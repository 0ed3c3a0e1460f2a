"""When a session was last seen, for the list of sessions: written every quarter of an hour at most."""

import time

from allauth.usersessions.models import UserSession
from django.http import HttpRequest

SEEN = "painopiste.seen"
EVERY = 15 * 60  # seconds


def begin(request: HttpRequest) -> None:
    """A session has just been written down."""
    request.session[SEEN] = int(time.time())


def note_seen(request: HttpRequest) -> None:
    """Remember that the session is in use. Most requests do nothing: the session itself knows when it last told."""
    now = int(time.time())
    if not request.user.is_authenticated or now - request.session.get(SEEN, 0) < EVERY:
        return
    request.session[SEEN] = now
    UserSession.objects.create_from_request(request)
