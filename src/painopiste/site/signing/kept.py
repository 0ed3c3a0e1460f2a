"""Who has logged in, as Django asks it in every request of theirs: the same two queries, written once."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends.db import SessionStore as DatabaseSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from painopiste.base.accounts.models import Account
from painopiste.base.actors import PUBLIC
from painopiste.base.markings.written import Written

SESSIONS = Written(lambda _by, key, now: Session.objects.filter(session_key=key, expire_date__gt=now))
ACCOUNTS = Written(lambda _by, account: Account.objects.filter(pk=account))


class SessionStore(DatabaseSession):
    """Django's sessions in the database."""

    def _get_session_from_db(self) -> Session | None:
        found = SESSIONS.first(PUBLIC, key=str(self.session_key), now=timezone.now())
        if found is None:
            self._session_key = None
        return found


class Backend(ModelBackend):
    """Django's accounts with passwords."""

    def get_user(self, user_id: Any) -> Account | None:
        found = ACCOUNTS.first(PUBLIC, account=int(user_id))
        return found if found is not None and self.user_can_authenticate(found) else None
