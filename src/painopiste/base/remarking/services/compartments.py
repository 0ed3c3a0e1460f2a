"""Compartments and who is in them; clearances for what is secret. Each function is one transaction and one audit line.

Both let people read more. So nobody gives one to themselves, each clearance ends on a day, and one for security
class IV takes two people.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import Conflict, Invalid, Missing, NotAllowed
from painopiste.base.markings.models import Clearance, ClearanceRequest, Compartment, CompartmentMember
from painopiste.base.markings.rules import STATUSES, LegalStatus
from painopiste.base.markings.stored import reads
from painopiste.base.records import new_key
from painopiste.base.remarking import permissions, selectors
from painopiste.base.remarking.services.changing import NothingWaits, SamePerson
from painopiste.base.words import marked

LONGEST_CLEARANCE = timedelta(days=366)  # then it is considered anew
ALONE = STATUSES.index(LegalStatus.SECRET)  # up to this one person clears another
HIGHEST = len(STATUSES) - 1
WHO = ("account", "organisation", "body")


class NotForOneself(NotAllowed):
    """The actor would let themselves read more."""

    code = "not_for_oneself"
    message = marked("Nobody lets themselves read more. Ask somebody else to do it.")


class MemberAlready(Conflict):
    """The same account, organisation or body is in the compartment already."""

    code = "member_already"
    message = marked("This one is in the compartment already.")


class HasEnded(Conflict):
    """It has ended already."""

    code = "has_ended"
    message = marked("This has ended already.")


@transaction.atomic
def make_compartment(*, names: Mapping[str, str], marking: str, members_marking: str, by: Actor) -> Compartment:
    """Make a compartment. `names` holds name_fi, name_sv, name_en; the markings say who hears of it and of its members.

    Whoever makes it is let in by somebody else, like everybody.

    :raises NotAllowed: if the actor may not make compartments
    :raises Invalid: without a Finnish name, or with a marking under which the actor could not read
    """
    by.require(permissions.COMPARTMENTS)
    wrong = {} if names.get("name_fi", "").strip() else {"name_fi": marked("Give the name in Finnish.")}
    for field, code in (("marking", marking), ("members_marking", members_marking)):
        if not reads(by, code):
            wrong[field] = marked("You would no longer see it yourself.")
    if wrong:
        raise Invalid(fields=wrong)
    made = Compartment.objects.create(key=new_key(), marking_id=marking, members_marking_id=members_marking, **names)
    # The trail tells no name: not everybody who reads the trail may hear of the compartment.
    after = {"own_marking_id": marking}
    record("markings.compartment_made", target=("compartment", made.key), by=by, after=after)
    return made


@transaction.atomic
def let_in(
    *,
    compartment: Compartment,
    by: Actor,
    account: Any = None,
    organisation: Any = None,
    body: Any = None,
    since: date | None = None,
    until: date | None = None,
) -> CompartmentMember:
    """Let one account, or all who work for an organisation or in a body, into a compartment, from a day to a day.

    :raises NotAllowed: if the actor may not change compartments
    :raises NotForOneself: if it is the actor's own account, organisation or body
    :raises Invalid: if not exactly one is named, or the last day is before the first
    :raises MemberAlready: if it is in already
    """
    by.require(permissions.COMPARTMENTS)
    _check_seen(compartment, by)
    chosen = {name: row for name, row in zip(WHO, (account, organisation, body), strict=True) if row is not None}
    if len(chosen) != 1:
        raise Invalid(fields={"account": marked("Choose one: an account, an organisation or a body.")})
    (name, row), *_none = chosen.items()
    if row.pk in {"account": {by.account_id}, "organisation": by.organisations, "body": by.bodies}[name]:
        raise NotForOneself
    if since and until and until < since:
        raise Invalid(fields={"until": marked("The end is before the beginning.")})
    Compartment.objects.select_for_update().get(pk=compartment.pk)  # nobody lets the same one in meanwhile
    if _members(compartment, **{name: row}).exists():
        raise MemberAlready
    member = CompartmentMember.objects.create(compartment=compartment, since=since, until=until, **chosen)
    after = {name: row.key, "since": since, "until": until, "own_marking_id": compartment.members_marking_id}
    record("markings.member_added", target=("compartment", compartment.key), by=by, after=after)
    return member


@transaction.atomic
def let_out(*, compartment: Compartment, member_id: int, by: Actor) -> None:
    """End a membership now: what is in the compartment is closed to the member from this moment.

    :raises NotAllowed: if the actor may not change compartments
    :raises Missing: if there is no such member
    :raises HasEnded: if it has ended already
    """
    by.require(permissions.COMPARTMENTS)
    _check_seen(compartment, by)
    found = CompartmentMember.objects.select_for_update(of=("self",)).filter(compartment=compartment, pk=member_id)
    member = found.first()
    if member is None:
        raise Missing
    yesterday = timezone.localdate() - timedelta(days=1)  # the last day counts
    if member.until is not None and member.until <= yesterday:
        raise HasEnded
    member.until = yesterday
    member.save(update_fields=["until"])
    told = {"member": member.pk, "own_marking_id": compartment.members_marking_id}
    after = told | {"until": yesterday}
    record("markings.member_ended", target=("compartment", compartment.key), by=by, before=told, after=after)


def _check_seen(compartment: Compartment, by: Actor) -> None:
    if not selectors.may_see_members(compartment=compartment, by=by):
        raise Missing


def _members(compartment: Compartment, **who: Any) -> Any:
    return permissions.still_valid(
        CompartmentMember.objects.filter(compartment=compartment, **who), timezone.localdate()
    )


# --- clearances -------------------------------------------------------------------------------------------------


@transaction.atomic
def clear(*, account: Any, level: int, until: date | None, reason: str, by: Actor) -> Clearance | ClearanceRequest:
    """Clear an account for what is secret until a day. For security class IV a second person is asked first.

    `level` is the place of the legal status in `rules.STATUSES`.

    :raises NotAllowed: if the actor may not clear people
    :raises NotForOneself: if it is the actor's own account
    :raises Invalid: without a reason or a day, with a day that has passed or is more than a year ahead
    """
    by.require(permissions.CLEARANCES)
    if by.account_id is None or account.pk == by.account_id:
        raise NotForOneself
    day = _checked_end(level, until, reason)
    target, after = ("account", account.key), {"clearance": level, "until": until, "reason": reason.strip()}
    if level > ALONE:
        asked = ClearanceRequest.objects.create(
            account=account, level=level, until=day, reason=reason.strip(), asked_by_id=by.account_id
        )
        record("accounts.clearance_proposed", target=target, by=by, after=after)
        return asked
    made = Clearance.objects.create(account=account, level=level, since=timezone.localdate(), until=until)
    record("accounts.clearance_given", target=target, by=by, after=after)
    return made


def _checked_end(level: int, until: date | None, reason: str) -> date:
    wrong, today = {}, timezone.localdate()
    if not ALONE <= level <= HIGHEST:
        wrong["level"] = marked("Choose one of the alternatives.")
    if not reason.strip():
        wrong["reason"] = marked("Give the reason.")
    if until is None or until < today or until > today + LONGEST_CLEARANCE:
        wrong["until"] = marked("Give a day within a year from now.")
    if wrong or until is None:
        raise Invalid(fields=wrong)
    return until


@transaction.atomic
def confirm_clearance(*, request_id: int, by: Actor) -> Clearance:
    """Clear an account, as somebody else has proposed.

    :raises NotAllowed: if the actor may not clear people
    :raises SamePerson: if the actor has proposed it, or is the one who would be cleared
    :raises NothingWaits: if it has been settled already
    """
    by.require(permissions.CLEARANCES)
    asked = _waiting(request_id)
    if by.account_id is None or by.account_id in (asked.asked_by_id, asked.account_id):
        raise SamePerson
    _settle(asked, by, granted=True)
    made = Clearance.objects.create(
        account_id=asked.account_id, level=asked.level, since=timezone.localdate(), until=asked.until
    )
    after = {"clearance": asked.level, "until": asked.until, "reason": asked.reason}
    record("accounts.clearance_given", target=("account", asked.account.key), by=by, after=after)
    return made


@transaction.atomic
def refuse_clearance(*, request_id: int, by: Actor) -> None:
    """Settle a proposed clearance without giving it.

    :raises NotAllowed: if the actor may not clear people
    :raises NothingWaits: if it has been settled already
    """
    by.require(permissions.CLEARANCES)
    asked = _waiting(request_id)
    _settle(asked, by, granted=False)
    record("accounts.clearance_refused", target=("account", asked.account.key), by=by)


def _waiting(request_id: int) -> ClearanceRequest:
    found = ClearanceRequest.objects.select_for_update(of=("self",)).select_related("account")
    asked = found.filter(pk=request_id).first()
    if asked is None:
        raise Missing
    if asked.settled_at is not None:
        raise NothingWaits
    return asked


def _settle(asked: ClearanceRequest, by: Actor, *, granted: bool) -> None:
    asked.settled_at, asked.settled_by_id, asked.granted = timezone.now(), by.account_id, granted
    asked.save(update_fields=["settled_at", "settled_by", "granted"])


@transaction.atomic
def withdraw_clearance(*, clearance_id: int, by: Actor) -> None:
    """Take a clearance back now: what is secret is closed to the account from its next request.

    :raises NotAllowed: if the actor may not clear people
    :raises Missing: if there is no such clearance
    :raises HasEnded: if it has ended already
    """
    by.require(permissions.CLEARANCES)
    found = Clearance.objects.select_for_update(of=("self",)).select_related("account").filter(pk=clearance_id).first()
    if found is None:
        raise Missing
    yesterday = timezone.localdate() - timedelta(days=1)
    if found.until is not None and found.until <= yesterday:
        raise HasEnded
    before, found.until = {"clearance": found.level, "until": found.until}, yesterday
    found.save(update_fields=["until"])
    after = {"clearance": found.level, "until": yesterday}
    record("accounts.clearance_ended", target=("account", found.account.key), by=by, before=before, after=after)
