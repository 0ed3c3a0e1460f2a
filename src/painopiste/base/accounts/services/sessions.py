"""Ending sessions: one of one's own, or all of an account at once."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F

from painopiste.base.accounts import permissions
from painopiste.base.accounts.models import Account
from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import Missing


@transaction.atomic
def end_own_session(*, session_id: int, by: Actor) -> None:
    """End one of the actor's own sessions.

    :raises Missing: if the actor has no such session
    """
    found = UserSession.objects.select_related("user").filter(pk=session_id, user=by.account_id).first()
    if found is None:
        raise Missing
    Session.objects.filter(session_key=found.session_key).delete()
    found.delete()
    record("accounts.session_ended", target=("account", found.user.key), by=by)


@transaction.atomic
def end_own_sessions(*, by: Actor) -> None:
    """Log the actor out everywhere, here too.

    :raises Missing: for an actor without an account
    """
    account = permissions.visible(by).first()
    if account is None:
        raise Missing
    _end_all(account)
    record("accounts.sessions_ended", target=("account", account.key), by=by)


def _end_all(account: Account) -> None:
    """No session of the account is worth anything any more, also one that is not in the list of sessions."""
    Account.objects.filter(pk=account.pk).update(sessions_ended=F("sessions_ended") + 1)
    account.refresh_from_db(fields=["sessions_ended"])
    known = UserSession.objects.filter(user=account)
    Session.objects.filter(session_key__in=list(known.values_list("session_key", flat=True))).delete()
    known.delete()
