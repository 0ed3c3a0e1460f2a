"""Opening a round of scanning, gathering its candidates, telling what becomes of them, and closing it."""

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
from painopiste.base.records import take_version, texts
from painopiste.base.words import LANGUAGES, marked
from painopiste.loop.agenda import permissions
from painopiste.loop.agenda.models import Candidate, Observation, ScanExpert, ScanRound
from painopiste.loop.agenda.rules import CRITERIA, Outcome, RoundKind, check_opening, is_wrong

EVERY_ROUND = "how near rounds are to each other does not depend on who sees them"


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
    """Open a round and ask its experts. `values`: texts, `weights` (left out: the published ones), `own_marking_id`.

    :raises NotAllowed: if the actor does not manage rounds
    :raises TooSoon: for a regular round less than half a year from another
    :raises Invalid: if it closes before it opens, nobody is asked, or the weights are none
    """
    by.require(permissions.MANAGE)
    if closes_on < opens_on:
        raise Invalid(fields={"closes_on": marked("The round can't close before it opens.")})
    if not experts:
        raise Invalid(fields={"experts": marked("Ask at least one person.")})
    weights = values.get("weights") or {each.value: weight for each, weight in CRITERIA.items()}
    if is_wrong(weights):
        raise Invalid(fields={"weights": marked("Weights are from 0 to 10, and at least one is above 0.")})
    there = ScanRound.objects.unguarded(EVERY_ROUND).select_for_update().values_list("kind", "opens_on")
    check_opening(kind, opens_on, [(RoundKind(each), day) for each, day in there])
    days = {"kind": kind, "opens_on": opens_on, "closes_on": closes_on}
    made = ScanRound.objects.create(**{**values, "weights": weights}, **days)
    ScanExpert.objects.bulk_create(ScanExpert(round=made, account=each) for each in experts)
    after = {**values, **days, "weights": weights, "experts": len(experts)}
    record("agenda.scan_round_opened", target=("scan_round", made.key), by=by, after=after)
    return made


@transaction.atomic
def add_candidate(
    *, round_: ScanRound, values: Mapping[str, Any], observations: Sequence[Observation] = (), by: Actor
) -> Candidate:
    """Add a candidate, gathered from observations that the actor sees.

    :raises NotAllowed: if the actor does not manage rounds
    :raises RoundClosed: if the round has been closed
    :raises Invalid: without a title
    """
    by.require(permissions.MANAGE)
    held = hold_open(round_=round_, by=by)
    if not any(values.get(f"title_{code}", "").strip() for code in LANGUAGES):
        raise Invalid(fields={"title": marked("Give the candidate a title.")})
    made = Candidate.objects.create(round=held, rank=held.candidates.count(), **values)
    links = Candidate.observations.through.objects
    links.bulk_create(links.model(candidate=made, observation=each) for each in observations)
    after = {**values, "observations": [each.key for each in observations]}
    record("agenda.candidate_added", target=("scan_round", held.key), by=by, after=after)
    return made


@transaction.atomic
def settle_candidate(
    *, candidate: Candidate, outcome: Outcome, reason: Mapping[str, str], version: int, by: Actor
) -> Candidate:
    """Tell what the round has led to for a candidate; what is dropped needs a reason.

    :raises NotAllowed: if the actor does not manage rounds
    :raises Invalid: without the reason
    :raises Stale: if somebody else has saved it after `version`
    """
    by.require(permissions.MANAGE)
    if outcome is Outcome.DROPPED and not any(text.strip() for text in reason.values()):
        raise Invalid(fields={"reason": marked("Give the reason.")})
    take_version(candidate, version)
    names = ("outcome", *texts("reason"))
    before = {name: str(getattr(candidate, name)) for name in names}
    candidate.outcome = outcome
    for code in LANGUAGES:
        setattr(candidate, f"reason_{code}", reason.get(code, ""))
    candidate.save()
    after = {name: str(getattr(candidate, name)) for name in names}
    record("agenda.candidate_changed", target=("scan_round", candidate.round.key), by=by, before=before, after=after)
    return candidate


@transaction.atomic
def close_round(*, round_: ScanRound, hours: Decimal | None, version: int, by: Actor) -> ScanRound:
    """Close a round: its scores are seen by all its readers from now on, and no more are taken.

    `hours` is what the secretariat has given it.

    :raises NotAllowed: if the actor does not manage rounds
    :raises RoundClosed: if it has been closed already
    :raises Stale: if somebody else has saved it after `version`
    """
    by.require(permissions.MANAGE)
    hold_open(round_=round_, by=by)
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
