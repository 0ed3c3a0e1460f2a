"""Changing the marking of a row. Each function is one transaction and leaves one audit line and one decision."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import Conflict, Invalid, Missing, NotAllowed
from painopiste.base.markings import reading, rules
from painopiste.base.markings.models import MarkingDecision
from painopiste.base.markings.rules import is_as_strict
from painopiste.base.markings.stored import intern, reads, value_of
from painopiste.base.records import take_version
from painopiste.base.remarking import permissions
from painopiste.base.remarking.spreading import key_of, kind_of, spread
from painopiste.base.words import marked


class NeedsSecondPerson(Invalid):
    """More readers would be let in, which one person does not decide alone."""

    code = "needs_second_person"
    message = marked(
        "Opening this to more readers needs a reason and a second person. Propose it on the page of its marking."
    )

    def __init__(self) -> None:
        super().__init__(fields={"own_marking_id": self.message})


class SamePerson(NotAllowed):
    """The one who has proposed the change confirms it."""

    code = "same_person"
    message = marked("Somebody else than the one who proposed it must confirm it.")


class NothingWaits(Conflict):
    """There is no such proposal any more."""

    code = "nothing_waits"
    message = marked("The proposal has been settled already.")


class AlreadyProposed(Conflict):
    """Another proposal for the same row waits."""

    code = "already_proposed"
    message = marked("Another proposal for this waits for a second person.")


class NotLower(Invalid):
    """The proposed marking is as strict as the present one, or stricter."""

    code = "not_lower"
    message = marked("This does not open it to more readers: change the marking directly.")


def define(*, value: rules.Marking, by: Actor) -> str:
    """The code of a marking that says this, made if there is none yet.

    :raises NotAllowed: if the actor may change no marking at all
    :raises WrongMarking: if it contradicts itself
    :raises ClassRefused: for a security class that this installation does not take
    :raises Invalid: if the actor could not read under it
    """
    if not by.may_somewhere(permissions.CHANGE):
        raise NotAllowed
    checked = rules.check(value, max_class=rules.MaxClass[settings.MAX_CLASS])
    if not reading.may_read(by, checked, timezone.localdate()):
        raise Invalid(fields={"marking": marked("You would no longer see it yourself.")})
    return intern(checked)


def settle(*, row: Any, before: Mapping[str, Any], by: Actor, reason: str = "") -> None:
    """After a row has been saved: refuse a new marking that lets more readers in, else note it and raise the contents.

    `before` holds the values that were changed; without `own_marking_id` in it nothing is to do.

    :raises NeedsSecondPerson: if the new marking is not as strict as the old one
    """
    old = before.get("own_marking_id")
    if not old or old == row.own_marking_id:
        return
    if not is_as_strict(value_of(row.own_marking_id), value_of(old)):
        raise NeedsSecondPerson
    _note(row, old, row.own_marking_id, by, reason=reason, settled_at=timezone.now())
    spread(row)


def _note(row: Any, old: str, new: str, by: Actor, **more: Any) -> MarkingDecision:
    return MarkingDecision.objects.create(
        target_kind=kind_of(row),
        target_key=key_of(row),
        before_id=old,
        after_id=new,
        decided_by_id=by.account_id,
        decided_by_label=by.label,
        decided_at=timezone.now(),
        **more,
    )


@transaction.atomic
def raise_marking(
    *,
    row: Any,
    marking: str,
    version: int,
    by: Actor,
    body: int | None = None,
    reason: str = "",
    review_on: date | None = None,
    originator: int | None = None,
) -> None:
    """Close a row to some of its readers, and all that stands in it. `body` is the one that the row belongs to.

    :raises NotAllowed: if the actor may not change markings, everywhere or in the body
    :raises NeedsSecondPerson: if it would let more readers in
    :raises Stale: if somebody else has saved the row after `version`
    """
    by.require(permissions.CHANGE, body=body)
    _check_choice(marking, by)
    take_version(row, version)
    old, row.own_marking_id = row.own_marking_id, marking
    row.save()
    if not is_as_strict(value_of(marking), value_of(old)):
        raise NeedsSecondPerson
    more = {"reason": reason, "review_on": review_on, "originator_id": originator}
    _note(row, old, marking, by, settled_at=timezone.now(), **more)
    spread(row)
    told = {"own_marking_id": old}, {"own_marking_id": marking, "reason": reason}
    record("markings.raised", target=(kind_of(row), key_of(row)), by=by, before=told[0], after=told[1])


def _check_choice(marking: str, by: Actor) -> None:
    if not reads(by, marking):
        raise Invalid(fields={"marking": marked("You would no longer see it yourself.")})


@transaction.atomic
def propose_lowering(
    *,
    row: Any,
    marking: str,
    reason: str,
    by: Actor,
    body: int | None = None,
    review_on: date | None = None,
    originator: int | None = None,
) -> MarkingDecision:
    """Propose that more readers are let in. Nothing changes before somebody else has confirmed it.

    `body` is the one that the row belongs to.

    :raises NotAllowed: if the actor may not change markings, everywhere or in the body
    :raises Invalid: without a reason, or if the marking would not let more readers in
    :raises AlreadyProposed: if another proposal for the row waits
    """
    by.require(permissions.CHANGE, body=body)
    if by.account_id is None:
        raise NotAllowed
    _check_choice(marking, by)
    if not reason.strip():
        raise Invalid(fields={"reason": marked("Give the reason.")})
    if is_as_strict(value_of(marking), value_of(row.own_marking_id)):
        raise NotLower
    waiting = MarkingDecision.objects.filter(target_kind=kind_of(row), target_key=key_of(row), settled_at=None)
    if waiting.exists():
        raise AlreadyProposed
    more = {"reason": reason.strip(), "review_on": review_on, "originator_id": originator}
    made = _note(row, row.own_marking_id, marking, by, lowers=True, **more)
    told = {"own_marking_id": row.own_marking_id}, {"own_marking_id": marking, "reason": made.reason}
    record("markings.lowering_proposed", target=(kind_of(row), key_of(row)), by=by, before=told[0], after=told[1])
    return made


@transaction.atomic
def confirm_lowering(*, row: Any, decision_id: int, by: Actor) -> None:
    """Let more readers in, as somebody else has proposed.

    :raises NotAllowed: without the right to lower markings
    :raises SamePerson: if the actor has proposed it
    :raises NothingWaits: if it has been settled, or the row's marking has changed since
    """
    by.require(permissions.LOWER)
    decision = _waiting(row, decision_id)
    if by.account_id is None or decision.decided_by_id == by.account_id:
        raise SamePerson
    if decision.before_id != row.own_marking_id:
        raise NothingWaits
    take_version(row, row.version)
    row.own_marking_id = decision.after_id
    row.save()
    spread(row)
    decision.confirmed_by_id, decision.settled_at = by.account_id, timezone.now()
    decision.save()
    told = {"own_marking_id": decision.before_id}, {"own_marking_id": decision.after_id, "reason": decision.reason}
    record("markings.lowered", target=(kind_of(row), key_of(row)), by=by, before=told[0], after=told[1])


@transaction.atomic
def lower_together(*, row: Any, marking: str, first: int | None, first_label: str, reason: str, by: Actor) -> None:
    """Let more readers into a row that one person has prepared and another, the actor, lets out: two people at once.

    The caller has checked that the actor may do it, and records it in the trail. `first` is the account that
    prepared it, None where the system has.

    :raises SamePerson: if both are the same, or the actor is nobody
    """
    if by.account_id is None or by.account_id == first:
        raise SamePerson
    decision = MarkingDecision(
        target_kind=kind_of(row),
        target_key=key_of(row),
        before_id=row.own_marking_id,
        after_id=marking,
        reason=reason,
        decided_by_id=first,
        decided_by_label=first_label,
        decided_at=timezone.now(),
        confirmed_by_id=by.account_id,
        settled_at=timezone.now(),
        lowers=True,
    )
    take_version(row, row.version)
    row.own_marking_id = marking
    row.save()
    spread(row)
    decision.save()


@transaction.atomic
def withdraw_lowering(*, row: Any, decision_id: int, by: Actor) -> None:
    """Settle a proposal without letting anybody in: the proposer takes it back, or the second person refuses it.

    :raises NotAllowed: if the actor is neither
    :raises NothingWaits: if it has been settled already
    """
    decision = _waiting(row, decision_id)
    if not by.may(permissions.LOWER) and (by.account_id is None or decision.decided_by_id != by.account_id):
        raise NotAllowed
    decision.withdrawn, decision.settled_at = True, timezone.now()
    decision.save()
    record("markings.lowering_withdrawn", target=(kind_of(row), key_of(row)), by=by)


@transaction.atomic
def keep_marking(*, row: Any, reason: str, review_on: date | None, by: Actor, body: int | None = None) -> None:
    """Tell that a marking has been looked at and stays as it is, and when it is to be looked at next.

    `body` is the one that the row belongs to.

    :raises NotAllowed: if the actor may not change markings, everywhere or in the body
    :raises Invalid: without a reason, or with a day that has passed
    """
    by.require(permissions.CHANGE, body=body)
    wrong = {} if reason.strip() else {"reason": marked("Give the reason.")}
    if review_on is not None and review_on <= timezone.localdate():
        wrong["review_on"] = marked("Give a day that is still ahead.")
    if wrong:
        raise Invalid(fields=wrong)
    code = row.own_marking_id
    told = {"reason": reason.strip(), "review_on": review_on}
    newest = MarkingDecision.objects.filter(
        target_kind=kind_of(row), target_key=key_of(row), withdrawn=False, settled_at__isnull=False
    ).order_by("-pk")
    kept = newest.values_list("originator_id", flat=True).first()
    _note(row, code, code, by, settled_at=timezone.now(), originator_id=kept, **told)
    record("markings.reviewed", target=(kind_of(row), key_of(row)), by=by, after=told)


def _waiting(row: Any, decision_id: int) -> MarkingDecision:
    own = MarkingDecision.objects.select_for_update(of=("self",)).filter(
        pk=decision_id, target_kind=kind_of(row), target_key=key_of(row), lowers=True
    )
    decision = own.first()
    if decision is None:
        raise Missing
    if decision.settled_at is not None:
        raise NothingWaits
    return decision
