"""Reading the accounts that somebody looks after."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import F, Q

from painopiste.base.accounts import permissions
from painopiste.base.accounts.models import Account, Membership, RoleGrant
from painopiste.base.actors import Actor
from painopiste.base.errors import Missing
from painopiste.base.records import texts

BODY = {f"body_{name}": F(f"body__{name}") for name in ("key", *texts("name"))}
ORGANISATION = {f"organisation_{name}": F(f"organisation__{name}") for name in ("key", "abbreviation", *texts("name"))}
PERSON = ("id", "key", "name", "username", "email", "is_active", "last_login", "demonstration")
HELD = ("id", "role", "since", "until")
WORKS = ("id", "since", "until")
STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True, slots=True)
class PersonFilters:
    """What a list of people is narrowed to: a text in the name or the address, the key of an organisation."""

    text: str = ""
    organisation: str = ""
    closed: bool = False


def list_people(*, by: Actor, on: date, filters: PersonFilters = PersonFilters()) -> list[dict[str, Any]]:
    """The people that the actor looks after, by name, with what they hold on the day. Four queries.

    Each row has `organisations` and `roles` (rows) and `second_factor` (bool).
    """
    found = permissions.visible_people(by).filter(_condition(filters)).order_by("name", "pk")
    rows = [dict(row) for row in found.values(*PERSON).distinct()]
    ids = [row["id"] for row in rows]
    works = _by_account(Membership.objects.filter(_holds(on), permissions.of_theirs(by), account__in=ids), ORGANISATION)
    roles = _by_account(_roles(by).filter(_holds(on), account__in=ids), BODY | ORGANISATION, "role")
    strong = set(Authenticator.objects.filter(user__in=ids, type__in=STRONG).values_list("user_id", flat=True))
    for row in rows:
        row |= {"organisations": works[row["id"]], "roles": roles[row["id"]], "second_factor": row["id"] in strong}
    return rows


def _condition(filters: PersonFilters) -> Q:
    condition = Q(is_active=not filters.closed)
    if filters.text:
        wanted = ("name", "username", "email")
        condition &= Q(*((f"{name}__icontains", filters.text) for name in wanted), _connector=Q.OR)
    if filters.organisation:
        condition &= Q(memberships__organisation__key=filters.organisation)
    return condition


def _holds(on: date) -> Q:
    return (Q(since=None) | Q(since__lte=on)) & (Q(until=None) | Q(until__gte=on))


def _roles(by: Actor) -> Any:
    """The roles that the actor may know of: who looks after an organisation sees those that it gives."""
    if permissions.looks_after(by) is None:
        return RoleGrant.objects.all()
    return RoleGrant.objects.filter(permissions.of_theirs(by), body=None)


def _by_account(found: Any, columns: dict[str, F], *more: str) -> dict[int, list[dict[str, Any]]]:
    rows: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in found.order_by("pk").values("account_id", *more, **columns):
        rows[row["account_id"]].append(dict(row))
    return rows


def get_person(*, key: str, by: Actor) -> Account:
    """An account that the actor looks after.

    :raises Missing: if there is none, or it is not for them
    """
    found = permissions.visible_people(by).filter(key=key).first()
    if found is None:
        raise Missing
    return found


def list_roles_of(*, account: Account, by: Actor) -> list[dict[str, Any]]:
    """The roles of an account that the actor may know of, of all times. One query."""
    found = _roles(by).filter(account=account).order_by("since", "pk")
    return [dict(row) for row in found.values(*HELD, "organisation_id", **BODY, **ORGANISATION)]


def list_memberships_of(*, account: Account, by: Actor) -> list[dict[str, Any]]:
    """For which of the actor's organisations the account works or has worked. One query."""
    found = Membership.objects.filter(permissions.of_theirs(by), account=account).order_by("pk")
    return [dict(row) for row in found.values(*WORKS, "organisation_id", **ORGANISATION)]


def list_factors(*, account: Account, by: Actor) -> list[str]:
    """Which kinds of second factors the account has: totp, webauthn. One query."""
    found = Authenticator.objects.filter(user=account, type__in=STRONG)
    return sorted(set(found.values_list("type", flat=True)))
