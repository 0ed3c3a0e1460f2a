"""Reading one's own account, its roles, access keys and sessions, and what a log-in asks."""

import hashlib
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from painopiste.base.accounts import permissions
from painopiste.base.accounts.models import Account, ApiToken, CalendarKey, FailedLogIn, Membership, RoleGrant
from painopiste.base.accounts.rules import WAIT, must_wait
from painopiste.base.actors import Actor
from painopiste.base.errors import Missing
from painopiste.base.records import texts
from painopiste.base.words import ABBREVIATIONS


def get_account(*, by: Actor) -> Account:
    """The actor's own account.

    :raises Missing: for an actor without one
    """
    found = permissions.visible(by).first()
    if found is None:
        raise Missing
    return found


def list_roles(*, by: Actor) -> list[dict[str, Any]]:
    """The actor's own roles with what they are limited to and their dates, today's and others. One query."""
    body = {f"body_{name}": F(f"body__{name}") for name in ("key", *texts("name"))}
    organisation = {f"organisation_{name}": F(f"organisation__{name}") for name in ("key", *texts("name"))}
    grants = RoleGrant.objects.filter(account=by.account_id).order_by("since", "pk")
    return [dict(row) for row in grants.values("role", "since", "until", **body, **organisation)]


def list_memberships(*, by: Actor) -> list[dict[str, Any]]:
    """The organisations that the actor works for, with dates. One query."""
    organisation = {
        f"organisation_{name}": F(f"organisation__{name}") for name in ("key", *ABBREVIATIONS, *texts("name"))
    }
    found = Membership.objects.filter(account=by.account_id).order_by("pk")
    return [dict(row) for row in found.values("since", "until", **organisation)]


def list_tokens(*, by: Actor) -> list[ApiToken]:
    """The actor's own access keys, newest first. The keys themselves are not known to anybody any more."""
    return list(permissions.visible_tokens(by).order_by("-made_at", "-pk"))


def hash_of(*, token: str, by: Actor) -> str:
    """What is kept of an access key. It is 256 bits of chance, so that a plain hash can't be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()


def find_by_token(*, token: str, by: Actor) -> ApiToken | None:
    """The access key, with its account, that a program shows; None if it is unknown, too old or its account closed."""
    current = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
    found = ApiToken.objects.select_related("account").filter(current, account__is_active=True)
    return found.filter(hash=hash_of(token=token, by=by)).first()


def get_calendar_key(*, by: Actor) -> CalendarKey | None:
    """When the address of the actor's own calendar feed was made; the secret in it is not known to anybody any more."""
    return permissions.visible_calendar_keys(by).select_related("account").first()


def find_by_calendar_key(*, secret: str, by: Actor) -> Account | None:
    """The open account whose calendar feed has this secret in its address."""
    found = CalendarKey.objects.select_related("account").filter(account__is_active=True)
    key = found.filter(hash=hash_of(token=secret, by=by)).first()
    return key.account if key else None


def find_for_reset(*, email: str, by: Actor) -> Account | None:
    """The account whose password a letter to this address may change; None if there is none, or not exactly one.

    An account without a password has none to change: it comes in through the sign-in service.
    """
    known = Q(email__iexact=email.strip()) | Q(username=email.strip().lower())
    found = list(Account.objects.filter(known, is_active=True, demonstration=False)[:2])
    return found[0] if len(found) == 1 and found[0].has_usable_password() else None


def find_by_key_for_reset(*, key: str, by: Actor) -> Account | None:
    """The open account with this key, if it has a password to change."""
    found = Account.objects.filter(key=key, is_active=True, demonstration=False).first()
    return found if found is not None and found.has_usable_password() else None


def list_sessions(*, by: Actor, current: str) -> list[dict[str, Any]]:
    """The actor's sessions that are open, newest first; `current` is the key of the present one. Two queries."""
    found = UserSession.objects.filter(user=by.account_id).order_by("-created_at", "-pk")
    rows = list(found.values("id", "session_key", "ip", "user_agent", "created_at", "last_seen_at"))
    keys = [row["session_key"] for row in rows]
    alive = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    open_now = set(alive.values_list("session_key", flat=True))
    told = [row | {"current": row["session_key"] == current} for row in rows if row["session_key"] in open_now]
    return [{name: value for name, value in row.items() if name != "session_key"} for row in told]


def whose(*, name: str, address: str, by: Actor) -> str:
    """The keyed hash under which failures of one name from one address are counted."""
    return salted_hmac("accounts.log_in", f"{name.strip().lower()}\x1f{address}", algorithm="sha256").hexdigest()


def is_waiting(*, name: str, address: str, by: Actor) -> bool:
    """Whether this name has failed so often from this address that it has to wait. It says nothing about accounts."""
    recent = FailedLogIn.objects.filter(whose=whose(name=name, address=address, by=by), at__gt=timezone.now() - WAIT)
    return must_wait(recent.count())


def list_demonstration_accounts(*, by: Actor) -> list[dict[str, Any]]:
    """The accounts for trying out, where the installation allows them; empty everywhere else."""
    if not settings.DEMONSTRATION_ALLOWED:
        return []
    found = Account.objects.filter(demonstration=True, is_active=True).order_by("pk")
    return [dict(row) for row in found.values("username", "name")]
