"""Changing one's own account: passwords, language, access keys, failed log-ins."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from painopiste.base.accounts import permissions, selectors
from painopiste.base.accounts.models import Account, ApiToken, FailedLogIn
from painopiste.base.accounts.rules import KEY_VALID_AT_MOST, WAIT
from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import Invalid, Missing, NotAllowed
from painopiste.base.words import LANGUAGES

TOKEN_MARK = "pp_"  # noqa: S105  lets a program that scans for leaked secrets recognise one of ours
TOKENS_AT_MOST = 20
KEY_VALID = timedelta(days=90)  # where nothing else is said


@transaction.atomic
def change_password(*, old: str, new: str, by: Actor) -> Account:
    """Give the actor's own account a new password.

    :raises NotAllowed: for a demonstration account, which others use too
    :raises Invalid: if the old password is wrong or the new one too weak
    """
    account = selectors.get_account(by=by)
    if account.demonstration:
        raise NotAllowed("The password of a demonstration account can't be changed.")
    if not account.check_password(old):
        raise Invalid(fields={"old": "This is not your present password."})
    _set(account, new)
    record("accounts.password_changed", target=("account", account.key), by=by)
    return account


@transaction.atomic
def set_password(*, account: Account, new: str, by: Actor) -> Account:
    """Give an account a new password, for who has shown by a letter's link that its mailbox is theirs.

    All sessions of the account end: each holds a digest of the password that was.

    :raises NotAllowed: for a demonstration account or a closed one
    :raises Invalid: if the new password is too weak
    """
    if account.demonstration or not account.is_active:
        raise NotAllowed
    _set(account, new)
    record("accounts.password_reset", target=("account", account.key), by=by)
    return account


def _set(account: Account, new: str) -> None:
    try:
        validate_password(new, account)
    except ValidationError as error:
        raise Invalid(fields={"new": " ".join(error.messages)}) from error
    account.set_password(new)
    account.save(update_fields=["password"])


@transaction.atomic
def change_language(*, language: str, by: Actor) -> Account:
    """Choose the language in which the service writes to the actor.

    :raises Invalid: for a language that the service does not speak
    """
    if language not in LANGUAGES:
        raise Invalid(fields={"language": "Choose one of the alternatives."})
    account = selectors.get_account(by=by)
    before, account.language = account.language, language
    account.save(update_fields=["language"])
    target = ("account", account.key)
    record("accounts.language_changed", target=target, by=by, before={"language": before}, after={"language": language})
    return account


@transaction.atomic
def make_token(*, name: str, may_write: bool, by: Actor, expires_at: datetime | None = None) -> str:
    """Make an access key for the actor and give it back: this is the only time that anybody sees it.

    :raises Missing: for an actor without an account
    Without `expires_at` it is valid for 90 days; longer than a year none is.

    :raises Invalid: without a name, with too many keys already, or for too long a time
    """
    account = selectors.get_account(by=by)
    if not name.strip():
        raise Invalid(fields={"name": "Give the key a name."})
    if permissions.visible_tokens(by).count() >= TOKENS_AT_MOST:
        raise Invalid(fields={"name": "There are too many keys. Remove one first."})
    now = timezone.now()
    expires_at = expires_at or now + KEY_VALID
    if expires_at > now + KEY_VALID_AT_MOST:
        raise Invalid(fields={"days": "A key is valid for a year at most."})
    secret = TOKEN_MARK + secrets.token_urlsafe(32)
    hashed = selectors.hash_of(token=secret, by=by)
    ApiToken.objects.create(account=account, name=name.strip(), hash=hashed, may_write=may_write, expires_at=expires_at)
    after = {"name": name.strip(), "may_write": may_write, "expires_at": expires_at}
    record("accounts.token_made", target=("account", account.key), by=by, after=after)
    return secret


@transaction.atomic
def revoke_token(*, token_id: int, by: Actor) -> None:
    """Take an access key out of use, at once and for good.

    :raises Missing: if the actor has no such key
    """
    token = permissions.visible_tokens(by).select_related("account").filter(pk=token_id).first()
    if token is None:
        raise Missing
    told = {"name": token.name, "may_write": token.may_write}
    record("accounts.token_revoked", target=("account", token.account.key), by=by, before=told)
    token.delete()


@transaction.atomic
def note_failure(*, name: str, address: str, by: Actor) -> None:
    """Remember that a log-in failed, and forget all failures that no longer count."""
    now = timezone.now()
    FailedLogIn.objects.filter(at__lte=now - WAIT).delete()
    FailedLogIn.objects.create(whose=selectors.whose(name=name, address=address, by=by), at=now)


def note_use(*, token: ApiToken, on: date, by: Actor) -> None:
    """Remember the day on which an access key was last used: one write a day, not one a request."""
    if token.last_used_on != on:
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=on)


@transaction.atomic
def note_proof(*, event: str, account: Account, after: Mapping[str, Any], by: Actor) -> None:
    """Write down that what proves an account has changed; never the proof itself."""
    record(event, target=("account", account.key), by=by, after=after)


@transaction.atomic
def note_log_in(*, account: Account, address: str, how: Sequence[str], by: Actor) -> None:
    """Forget the failures before a log-in that went well. `how`: what it was proved by, as password and totp."""
    FailedLogIn.objects.filter(whose=selectors.whose(name=account.username, address=address, by=by)).delete()
    record("accounts.logged_in", target=("account", account.key), by=by, after={"how": list(how)})
