"""What the present session has proved: a second factor, and how lately. No query: it is kept in the session."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from painopiste.base.accounts.models import Account
from painopiste.base.actors import Actor
from painopiste.base.markings.rules import STATUSES, LegalStatus
from painopiste.site.environment import FRESH
from painopiste.site.roles import NEEDS_FRESH_PROOF

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
NOT_SECRET = STATUSES.index(LegalStatus.SECRET) - 1
Record = Mapping[str, Any]


def second_factors(request: HttpRequest) -> Iterator[Record]:
    """Each time that this session showed a second factor."""
    for record in get_authentication_records(request, request.user):
        if record["method"] == "mfa" or (record["method"] == "socialaccount" and settings.OIDC_SECOND_FACTOR):
            yield record


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this session has shown more than a password."""
    return any(True for _ in second_factors(request))


def is_fresh(request: HttpRequest) -> bool:
    """Whether it did so within the last quarter of an hour."""
    return any(time.time() - record["at"] < FRESH for record in second_factors(request))


def has_enrolled(account: Account) -> bool:
    """Whether the account has a second factor at all. One query."""
    return Authenticator.objects.filter(user=account, type__in=FACTORS).exists()


def note(request: HttpRequest, account: Account, method: str, **more: Any) -> None:
    """Write down in the session that the account has proved itself now."""
    record_authentication(request, account, method, reauthenticated=True, **more)


def forget_lost_factors(request: HttpRequest) -> None:
    """Somebody who has removed the last second factor has none in this session either."""
    if not has_enrolled(request.user):
        records = [each for each in get_authentication_records(request, request.user) if each["method"] != "mfa"]
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = records


def narrowed(by: Actor) -> Actor:
    """The actor without what needs a proof that was given a short while ago."""
    return by if by.demonstration or by.account_id is None else replace(by, stale=NEEDS_FRESH_PROOF)


def of_key(by: Actor) -> Actor:
    """The actor of a program with an access key: it can show no second factor, so it releases and reads no secrets."""
    return narrowed(replace(by, clearance=min(by.clearance, NOT_SECRET)))
