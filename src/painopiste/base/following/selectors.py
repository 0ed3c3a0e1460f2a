"""What an account has said of itself, and whose digest is due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from painopiste.base.accounts.models import Account
from painopiste.base.actors import Actor
from painopiste.base.following import permissions
from painopiste.base.following.models import LetterChoice
from painopiste.base.following.rules import Digest, Quiet, newest_due
from painopiste.base.markings.naming import as_system


@dataclass(frozen=True, slots=True)
class Due:
    """A digest that is to be posted: whose, and for what fell due at which moment. Without a moment nothing is yet."""

    account: Account
    at: datetime | None


def get_choice(*, by: Actor) -> LetterChoice:
    """Which letters the actor wants: as written down, or an unsaved row with the defaults. One query."""
    found = permissions.visible_choice(by).first()
    return found or LetterChoice(account_id=permissions.require_account(by))


def get_choice_of(*, account: Account, by: Actor) -> LetterChoice:
    """The same of an account to which a letter is being written. One query."""
    with as_system("a letter asks whether its reader wants it"):
        return LetterChoice.objects.filter(account=account).first() or LetterChoice(account=account)


def quiet_of(*, choice: LetterChoice, by: Actor) -> Quiet:
    return Quiet(choice.quiet_begins, choice.quiet_ends)


def list_due(*, now: datetime, zone: tzinfo, by: Actor) -> Iterator[Due]:
    """Whose digest has fallen due and is not posted, and accounts of which nothing is written down. Two queries."""
    with as_system("whose digest is due, the letters' own job asks"):
        accounts = list(Account.objects.filter(is_active=True).order_by("pk"))
        choices = {row.account_id: row for row in LetterChoice.objects.filter(account__in=accounts)}
    for account in accounts:
        choice = choices.get(account.pk)
        if choice is None or choice.told_until is None:
            yield Due(account, None)
        elif (at := due_of(choice=choice, now=now, zone=zone, by=by)) and at > choice.told_until:
            yield Due(account, at)


def due_of(*, choice: LetterChoice, now: datetime, zone: tzinfo, by: Actor) -> datetime | None:
    """When the newest digest of this account fell due."""
    asked = Digest(choice.digest)
    return newest_due(now, digest=asked, weekday=choice.weekday, hour=choice.hour, zone=zone)
