"""Opening a round of scanning, changing it while it is open, and closing it."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from painopiste.base.accounts.models import Account
from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import Conflict, Invalid
from painopiste.base.markings.stored import reads
from painopiste.base.records import set_changed, take_version, texts
from painopiste.base.remarking.services import settle
from painopiste.base.words import LANGUAGES, marked
from painopiste.loop.agenda import permissions
from painopiste.loop.agenda.models import ScanExpert, ScanRound, Score
from painopiste.loop.agenda.rules import CRITERIA, RoundKind, check_opening, is_wrong

TOLD = (*texts("title", "questions"), "own_marking_id")
MOST_HOURS = 10_000


class RoundClosed(Conflict):
    """A round that has been closed takes no candidates and no scores."""

    code = "round_closed"
    message = marked("The round has been closed.")


@transaction.atomic
def open_round(
    *,
    values: Mapping[str, Any],
    kind: RoundKind,
    opens_on: date,
    closes_on: date,
    experts: Sequence[Account],
    by: Actor,
) -> ScanRound:
    """Open a round and ask its experts. `values`: columns of TOLD and `weights` (left out: the published ones).

    How near it is to other rounds is judged by those that the actor sees: a refusal tells of no other.

    :raises NotAllowed: if the actor does not manage rounds
    :raises TooSoon: for a regular round less than half a year from another
    :raises Invalid: without a title, if it closes before it opens, nobody is asked, the weights are none, or the actor
        would not see it
    """
    by.require(permissions.MANAGE)
    weights = values.get("weights") or {each.value: weight for each, weight in CRITERIA.items()}
    if is_wrong(weights):
        raise Invalid(fields={"weights": marked("Weights are from 0 to 10, and at least one is above 0.")})
    _check(values, opens_on, closes_on, experts, by)
    there = permissions.visible_rounds(by).select_for_update().values_list("kind", "opens_on")
    check_opening(kind, opens_on, [(RoundKind(each), day) for each, day in there])
    days = {"kind": kind, "opens_on": opens_on, "closes_on": closes_on}
    made = ScanRound.objects.create(**{**values, "weights": weights}, **days)
    ScanExpert.objects.bulk_create(ScanExpert(round=made, account=each) for each in experts)
    after = {**values, **days, "weights": weights, "experts": len(experts)}
    record("agenda.scan_round_opened", target=("scan_round", made.key), by=by, after=after)
    return made


@transaction.atomic
def change_round(
    *,
    round_: ScanRound,
    values: Mapping[str, Any],
    closes_on: date,
    experts: Sequence[Account],
    version: int,
    by: Actor,
) -> ScanRound:
    """Change the texts, the closing date, the readers and the experts of a round that has not been closed.

    Its kind, its opening day and its weights stay: they were known to those who have scored already. So do experts
    who have.

    :raises NotAllowed: if the actor does not manage rounds
    :raises RoundClosed: if it has been closed
    :raises Stale: if somebody else has saved it after `version`
    :raises Invalid: as `open_round`, and if an expert who has scored would be left out
    :raises NeedsSecondPerson: if another marking would let more readers in
    """
    by.require(permissions.MANAGE)
    held = hold_open(round_=round_, by=by)
    if unknown := values.keys() - set(TOLD):
        raise ValueError(f"A round has no {', '.join(sorted(unknown))}.")
    before, after = set_changed(round_, {**values, "closes_on": closes_on})
    _check({name: getattr(round_, name) for name in texts("title")} | after, held.opens_on, closes_on, experts, by)
    take_version(round_, version)
    round_.save()
    were, are = _ask(round_, experts)
    settle(row=round_, before=before, by=by)
    target = ("scan_round", round_.key)
    record("agenda.scan_round_changed", target=target, by=by, before={**before, **were}, after={**after, **are})
    return round_


def _ask(round_: ScanRound, experts: Sequence[Account]) -> tuple[dict[str, int], dict[str, int]]:
    """Ask these and nobody else. How many were asked and are, if that has changed."""
    there = {seat.account_id: seat for seat in ScanExpert.objects.filter(round=round_)}
    wanted = {each.pk for each in experts}
    gone = [seat.pk for account, seat in there.items() if account not in wanted]
    if Score.objects.filter(expert__in=gone).exists():
        raise Invalid(fields={"experts": marked("Somebody who has scored already can't be left out.")})
    ScanExpert.objects.filter(pk__in=gone).delete()
    ScanExpert.objects.bulk_create(ScanExpert(round=round_, account_id=each) for each in sorted(wanted - there.keys()))
    return ({"experts": len(there)}, {"experts": len(wanted)}) if wanted != there.keys() else ({}, {})


@transaction.atomic
def close_round(*, round_: ScanRound, hours: Decimal | None, version: int, by: Actor) -> ScanRound:
    """Close a round: its scores are seen by all its readers from now on, and no more are taken. It stays closed.

    `hours` is what the secretariat has given it.

    :raises NotAllowed: if the actor does not manage rounds
    :raises RoundClosed: if it has been closed already
    :raises Invalid: for hours that can't be
    :raises Stale: if somebody else has saved it after `version`
    """
    by.require(permissions.MANAGE)
    hold_open(round_=round_, by=by)
    check_hours(hours)
    take_version(round_, version)
    round_.closed_at, round_.hours = timezone.now(), hours
    round_.save()
    after = {"closed_at": round_.closed_at.isoformat(), "hours": None if hours is None else str(hours)}
    record("agenda.scan_round_closed", target=("scan_round", round_.key), by=by, after=after)
    return round_


def hold_open(*, round_: ScanRound, by: Actor) -> ScanRound:
    """The round as it is now, held until the end of the transaction.

    :raises RoundClosed: if it has been closed
    """
    rows = ScanRound.objects.unguarded("a row that was found for the actor").select_for_update()
    held = rows.get(pk=round_.pk)
    if held.closed_at is not None:
        raise RoundClosed
    return held


def check_hours(hours: Decimal | None) -> None:
    """Refuse hours that nobody can have given.

    :raises Invalid: always then
    """
    if hours is not None and not 0 <= hours < MOST_HOURS:
        raise Invalid(fields={"hours": marked("This number can't be right.")})


def _check(values: Mapping[str, Any], opens_on: date, closes_on: date, experts: Sequence[Account], by: Actor) -> None:
    if closes_on < opens_on:
        raise Invalid(fields={"closes_on": marked("The round can't close before it opens.")})
    if not experts:
        raise Invalid(fields={"experts": marked("Ask at least one person.")})
    if not any(values.get(f"title_{code}", "").strip() for code in LANGUAGES):
        raise Invalid(fields={"title": marked("Give the round a title.")})
    code = values.get("own_marking_id")
    if code and by.account_id is not None and not reads(by, code):
        raise Invalid(fields={"own_marking_id": marked("You would no longer see it yourself.")})
