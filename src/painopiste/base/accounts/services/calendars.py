"""The secret address of one's own calendar feed: made, renewed, removed."""

import secrets

from django.db import transaction
from django.utils import timezone

from painopiste.base.accounts import selectors
from painopiste.base.accounts.models import CalendarKey
from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import Missing


@transaction.atomic
def renew_calendar_key(*, by: Actor) -> str:
    """Make the secret of the actor's calendar feed and give it back: this is the only time that anybody sees it.

    An earlier one ends at once.

    :raises Missing: for an actor without an account
    """
    account = selectors.get_account(by=by)
    secret = secrets.token_urlsafe(32)
    kept = {"hash": selectors.hash_of(token=secret, by=by), "made_at": timezone.now()}
    _row, first = CalendarKey.objects.update_or_create(account=account, defaults=kept)
    record("accounts.calendar_key_made", target=("account", account.key), by=by, after={"renewed": not first})
    return secret


@transaction.atomic
def remove_calendar_key(*, by: Actor) -> None:
    """Take the address of the actor's calendar feed out of use.

    :raises Missing: if there is none
    """
    found = selectors.get_calendar_key(by=by)
    if found is None:
        raise Missing
    record("accounts.calendar_key_removed", target=("account", found.account.key), by=by)
    found.delete()
