"""What those who look after people do: roles, memberships, second factors, and the end of an account."""

from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q

from painopiste.base.accounts import permissions
from painopiste.base.accounts.models import Account, ApiToken, Membership, RoleGrant
from painopiste.base.accounts.rules import FOR_ORGANISATION, IN_BODY, OF_ORGANISATION, all_lasted, last_day, lasts
from painopiste.base.accounts.services.sessions import _end_all
from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.bodies.models import Body
from painopiste.base.errors import Invalid, Missing, NotAllowed
from painopiste.base.organisations.models import Organisation
from painopiste.base.words import marked

OWN = marked("Somebody else must do this for you: nobody looks after their own rights.")


@transaction.atomic
def give_role(
    *,
    account: Account,
    role: str,
    on: date,
    by: Actor,
    organisation: Organisation | None = None,
    body: Body | None = None,
    since: date | None = None,
    until: date | None = None,
) -> RoleGrant:
    """Give somebody a role from a day to a day.

    :raises NotAllowed: if the actor does not give such roles there, or asks for themselves
    :raises Invalid: if a role in a body has no body, one for an organisation none, or it ends before it begins
    """
    _require(account, organisation, by)
    if not permissions.may_give(role, organisation=organisation.pk if organisation else 0, by=by):
        raise NotAllowed
    check_role(role, organisation=organisation, body=body, since=since, until=until)
    if permissions.looks_after(by) is not None and not _works_there(account, organisation, on):
        raise Missing
    tied = organisation if role in OF_ORGANISATION else None
    held = body if role in IN_BODY else None
    given = RoleGrant.objects.create(
        account=account, role=role, organisation=tied, body=held, since=since or on, until=until
    )
    record("accounts.role_given", target=("account", account.key), by=by, after=_told(given))
    return given


def check_role(
    role: str, *, organisation: Organisation | None, body: Body | None, since: date | None, until: date | None
) -> None:
    """Refuse a role that says too little.

    :raises Invalid: then, with the field
    """
    if role in IN_BODY and body is None:
        raise Invalid(fields={"body": "Tell in which body the role is held."})
    if role in FOR_ORGANISATION and organisation is None:
        raise Invalid(fields={"organisation": "Tell for which organisation the role is held."})
    if since and until and until < since:
        raise Invalid(fields={"until": "The end is before the beginning."})


@transaction.atomic
def end_role(*, account: Account, grant_id: int, left_on: date, by: Actor) -> None:
    """End a role: on `left_on` it is no longer held.

    :raises Missing: if there is no such role that the actor looks after
    :raises NotAllowed: for the actor's own
    """
    grant = RoleGrant.objects.select_for_update(of=("self",)).filter(pk=grant_id, account=account).first()
    theirs = permissions.looks_after(by)
    if grant is None or (theirs is not None and (grant.organisation_id not in theirs or grant.body_id)):
        raise Missing
    _require(account, grant.organisation, by)
    _cut(grant, last_day(left_on))
    record("accounts.role_ended", target=("account", account.key), by=by, after=_told(grant))


@transaction.atomic
def end_membership(*, account: Account, membership_id: int, left_on: date, on: date, by: Actor) -> bool:
    """Somebody stops working for an organisation: on `left_on` they are out. Whether the account is closed now.

    The roles that they held for the organisation end on the same day. Who works for none any more loses all roles,
    and from the day itself the account is closed and its sessions end.

    :raises Missing: if there is no such membership that the actor looks after
    :raises NotAllowed: for the actor's own
    """
    found = Membership.objects.filter(permissions.of_theirs(by), pk=membership_id, account=account)
    membership = found.select_related("organisation").first()
    if membership is None:
        raise Missing
    _require(account, membership.organisation, by)
    last = last_day(left_on)
    _cut(membership, last)
    _cut_roles(account, last, organisation=membership.organisation_id)
    ends = list(Membership.objects.filter(account=account).values_list("until", flat=True))
    known = [end for end in ends if end is not None]
    if len(known) == len(ends):
        _cut_roles(account, max(known))
    told = {"organisation": membership.organisation.key, "until": membership.until}
    record("accounts.membership_ended", target=("account", account.key), by=by, after=told)
    if left_on <= on:
        _end_all(account)
    return _close_if_left(account, on, by)


@transaction.atomic
def close_leavers(*, on: date, by: Actor) -> int:
    """Close the accounts whose people work for no organisation any more; how many were. For the daily work.

    :raises NotAllowed: without the right to look after everybody
    """
    by.require(permissions.MANAGE)
    had = Account.objects.filter(is_active=True, memberships__until__lt=on)
    staying = Membership.objects.filter(Q(until=None) | Q(until__gte=on)).values("account")
    return sum(_close_if_left(account, on, by) for account in had.exclude(pk__in=staying).distinct())


def _close_if_left(account: Account, on: date, by: Actor) -> bool:
    ends = Membership.objects.filter(account=account).values_list("until", flat=True)
    if not account.is_active or not all_lasted(ends, on=on):
        return False
    account.is_active = False
    account.save(update_fields=["is_active"])
    ApiToken.objects.filter(account=account).delete()
    _end_all(account)
    record("accounts.closed", target=("account", account.key), by=by)
    return True


@transaction.atomic
def reset_factors(*, account: Account, reason: str, by: Actor) -> None:
    """Take away all second factors of somebody who has lost them; they log in again and enrol new ones.

    :raises NotAllowed: if the account is not the actor's to look after altogether, or is their own
    :raises Invalid: without a reason
    """
    places = account.memberships.values_list("organisation_id", flat=True)
    by.require(permissions.MANAGE, organisations=places)
    if not permissions.may_change_proof(account, by=by):
        raise NotAllowed
    _refuse_own(account, by)
    if not reason.strip():
        raise Invalid(fields={"reason": "Tell why, and how you know who asks for it."})
    kinds = sorted(Authenticator.objects.filter(user=account).values_list("type", flat=True))
    Authenticator.objects.filter(user=account).delete()
    _end_all(account)
    told = {"factors": kinds, "reason": reason.strip()}
    record("accounts.factors_reset", target=("account", account.key), by=by, after=told)


def _require(account: Account, organisation: Organisation | None, by: Actor) -> None:
    by.require(permissions.MANAGE, organisations=(organisation.pk,) if organisation else ())
    _refuse_own(account, by)


def _refuse_own(account: Account, by: Actor) -> None:
    if account.pk == by.account_id:
        raise NotAllowed(OWN)


def _works_there(account: Account, organisation: Organisation | None, on: date) -> bool:
    works = Membership.objects.filter(account=account, organisation=organisation)
    return any(lasts(since, until, on=on) for since, until in works.values_list("since", "until"))


def _cut_roles(account: Account, last: date, **limits: int) -> None:
    """No role of the account lasts longer than that day."""
    longer = RoleGrant.objects.filter(Q(until=None) | Q(until__gt=last), account=account, **limits)
    longer.update(until=last)


def _cut(row: RoleGrant | Membership, last: date) -> None:
    row.until = last if row.until is None else min(row.until, last)
    row.save(update_fields=["until"])


def _told(grant: RoleGrant) -> dict[str, Any]:
    place = {"body": grant.body.key} if grant.body else {}
    place |= {"organisation": grant.organisation.key} if grant.organisation else {}
    return {"role": grant.role, "since": grant.since, "until": grant.until, **place}
