"""Saying what one follows and which letters one wants. The trail is told of letters only: what somebody follows is
nobody else's business, and the trail stays for ever.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from painopiste.base.accounts.models import Account
from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import Conflict, Invalid, NotAllowed
from painopiste.base.following import permissions
from painopiste.base.following.models import Follow, LetterChoice
from painopiste.base.following.rules import Digest, Letters
from painopiste.base.markings.naming import as_system
from painopiste.base.records import set_changed
from painopiste.base.words import marked

CHOSEN = ("digest", "weekday", "hour", "quiet_begins", "quiet_ends", "asked")
MOST = 2000  # things of which one account can say something
HOURS, WEEKDAYS = range(24), range(7)


class TooMuchFollowed(Conflict):
    """Nobody reads what changes in so many things."""

    code = "too_much_followed"
    message = marked("You follow too many things. Stop following some of them first.")


@transaction.atomic
def follow(*, kind: str, thing: str, on: bool, by: Actor) -> None:
    """Say that the actor follows a thing, which the caller has found for them, or does not.

    :raises NotAllowed: if the actor has no account, or is no member
    :raises TooMuchFollowed: if it has said so of 2,000 other things
    """
    if not permissions.may_follow(by):
        raise NotAllowed
    said = permissions.visible_follows(by)
    account = permissions.require_account(by)
    if not said.filter(kind=kind, thing=thing).exists() and said.count() >= MOST:
        raise TooMuchFollowed
    values = {"on": on, "said_at": timezone.now()}
    Follow.objects.update_or_create(account_id=account, kind=kind, thing=thing, defaults=values)


@transaction.atomic
def note_visit(*, until: datetime, by: Actor) -> None:
    """Note that the actor has seen what changed until a moment, which is not in the future.

    :raises NotAllowed: if the actor has no account
    """
    choice = _own(by)
    choice.seen_until = min(until, timezone.now())
    choice.save()


@transaction.atomic
def choose_letters(*, values: Mapping[str, Any], by: Actor) -> LetterChoice:
    """Choose which letters come to the actor and when. `values` are columns of CHOSEN.

    :raises NotAllowed: if the actor has no account
    :raises Invalid: for an hour, a day or a kind that there is not
    """
    choice = _own(by)
    _check(values)
    before, after = set_changed(choice, {name: values[name] for name in CHOSEN if name in values})
    if {"digest", "weekday", "hour"} & after.keys() or choice.told_until is None:
        choice.told_until = timezone.now()  # what fell due by the earlier choice is not made up
    choice.save()
    if after:
        _note(choice.account, before, after, by)
    return choice


def _check(values: Mapping[str, Any]) -> None:
    wrong = marked("Choose one of the alternatives.")
    faults = {name: wrong for name in ("quiet_begins", "quiet_ends") if values.get(name) not in (None, *HOURS)}
    faults |= {"hour": wrong} if values.get("hour", 0) not in HOURS else {}
    faults |= {"weekday": wrong} if values.get("weekday", 0) not in WEEKDAYS else {}
    faults |= {"digest": wrong} if values.get("digest", "daily") not in set(Digest) else {}
    if faults:
        raise Invalid(fields=faults)


@transaction.atomic
def stop_letters(*, account_id: int, letters: Letters, by: Actor) -> None:
    """End letters of one sort for who holds the link of such a letter. Nobody is told whether there were any."""
    with as_system("who holds the link of a letter may end such letters"):
        account = Account.objects.filter(pk=account_id).first()
        if account is None:
            return
        choice = LetterChoice.objects.select_for_update().filter(account=account).first()
        choice = choice or LetterChoice(account=account)
        wanted = {"digest": Digest.NEVER.value} if letters is Letters.DIGEST else {"asked": False}
        before, after = set_changed(choice, wanted)
        choice.save()
    if after:
        _note(account, before, after, by)


@transaction.atomic
def note_told(*, account: Account, until: datetime, by: Actor) -> datetime | None:
    """Note that a digest tells this account what changed until a moment; since which it does, or None.

    None: it has been told already, or nothing was written down of it, so that its time begins now.
    """
    with as_system("how far an account has been told, the letters' own job notes"):
        LetterChoice.objects.get_or_create(account=account, defaults={"told_until": until})
        choice = LetterChoice.objects.select_for_update().get(account=account)
        since = choice.told_until
        if since is not None and since >= until:
            return None
        choice.told_until = until
        choice.save()
        return since


def _own(by: Actor) -> LetterChoice:
    """The actor's own row, held until the commit; made where there is none."""
    account = permissions.require_account(by)
    LetterChoice.objects.get_or_create(account_id=account)
    return permissions.visible_choice(by).select_for_update().get()


def _note(account: Account, before: Mapping[str, Any], after: Mapping[str, Any], by: Actor) -> None:
    record("accounts.letters_chosen", target=("account", account.key), by=by, before=before, after=after)
