"""The candidates of a round: gathered from observations, put right while it is open, and what becomes of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import Conflict, Invalid
from painopiste.base.markings.stored import is_stricter
from painopiste.base.records import set_changed, take_version, texts
from painopiste.base.words import LANGUAGES, marked
from painopiste.loop.agenda import permissions
from painopiste.loop.agenda.models import Candidate, Observation, ScanRound
from painopiste.loop.agenda.rules import Outcome
from painopiste.loop.agenda.services.rounds import hold_open

TOLD = texts("title", "description")


class RoundOpen(Conflict):
    """What a round has led to is told when it has been closed: until then it would lead those who score."""

    code = "round_open"
    message = marked("Close the round first.")


class Scored(Conflict):
    """A candidate that somebody has scored stays in its round."""

    code = "candidate_scored"
    message = marked("Somebody has scored the candidate already: it stays.")


@transaction.atomic
def add_candidate(
    *, round_: ScanRound, values: Mapping[str, Any], observations: Sequence[Observation] = (), by: Actor
) -> Candidate:
    """Add a candidate, gathered from observations that the actor sees. `values` are columns of TOLD.

    :raises NotAllowed: if the actor does not manage rounds
    :raises RoundClosed: if the round has been closed
    :raises Invalid: without a title, or if an observation is for fewer readers than the round
    """
    by.require(permissions.MANAGE)
    held = hold_open(round_=round_, by=by)
    _check(values, held, observations)
    made = Candidate.objects.create(round=held, rank=held.candidates.count(), **values)
    _gather(made, observations, by)
    after = {**values, "observations": [each.key for each in observations]}
    record("agenda.candidate_added", target=("scan_round", held.key), by=by, after=after, naming=observations)
    return made


@transaction.atomic
def change_candidate(
    *,
    candidate: Candidate,
    values: Mapping[str, Any],
    observations: Sequence[Observation],
    version: int,
    by: Actor,
) -> Candidate:
    """Change the texts of a candidate, and from which observations it was gathered; those the actor can't see stay.

    :raises NotAllowed: if the actor does not manage rounds
    :raises RoundClosed: if the round has been closed
    :raises Stale: if somebody else has saved it after `version`
    :raises Invalid: as `add_candidate`
    """
    by.require(permissions.MANAGE)
    held = hold_open(round_=candidate.round, by=by)
    before, after = set_changed(candidate, values)
    _check({name: getattr(candidate, name) for name in TOLD}, held, observations)
    take_version(candidate, version)
    candidate.save()
    earlier = _gather(candidate, observations, by)
    if {row.pk for row in earlier} != {row.pk for row in observations}:
        before["observations"] = sorted(row.key for row in earlier)
        after["observations"] = sorted(row.key for row in observations)
    named = [*earlier, *observations]
    record("agenda.candidate_changed", target=("scan_round", held.key), by=by, before=before, after=after, naming=named)
    return candidate


@transaction.atomic
def remove_candidate(*, candidate: Candidate, version: int, by: Actor) -> None:
    """Take a candidate out of its round, as when it was added twice.

    :raises NotAllowed: if the actor does not manage rounds
    :raises RoundClosed: if the round has been closed
    :raises Scored: if somebody has scored it
    :raises Stale: if somebody else has saved it after `version`
    """
    by.require(permissions.MANAGE)
    held = hold_open(round_=candidate.round, by=by)
    if candidate.scores.exists():
        raise Scored
    take_version(candidate, version)
    before = {name: getattr(candidate, name) for name in texts("title")}
    candidate.delete()
    record("agenda.candidate_removed", target=("scan_round", held.key), by=by, before=before)


@transaction.atomic
def settle_candidate(
    *, candidate: Candidate, outcome: Outcome, reason: Mapping[str, str], version: int, by: Actor
) -> Candidate:
    """Tell what the round has led to for a candidate, when it has been closed; what is dropped needs a reason.

    :raises NotAllowed: if the actor does not manage rounds
    :raises RoundOpen: if the round has not been closed
    :raises Invalid: without the reason
    :raises Stale: if somebody else has saved it after `version`
    """
    by.require(permissions.MANAGE)
    if candidate.round.closed_at is None:
        raise RoundOpen
    if outcome is Outcome.DROPPED and not any(text.strip() for text in reason.values()):
        raise Invalid(fields={"reason": marked("Give the reason.")})
    told = {"outcome": outcome.value} | {f"reason_{code}": reason.get(code, "").strip() for code in LANGUAGES}
    before, after = set_changed(candidate, told)
    take_version(candidate, version)
    candidate.save()
    event = "agenda.candidate_settled"
    record(event, target=("scan_round", candidate.round.key), by=by, before=before, after=after)
    return candidate


def _check(values: Mapping[str, Any], round_: ScanRound, observations: Sequence[Observation]) -> None:
    if unknown := values.keys() - set(TOLD):
        raise ValueError(f"A candidate has no {', '.join(sorted(unknown))}.")
    if not any(values.get(f"title_{code}", "").strip() for code in LANGUAGES):
        raise Invalid(fields={"title": marked("Give the candidate a title.")})
    if not all(is_stricter(str(round_.marking_id), str(each.marking_id)) for each in observations):
        said = marked("An observation is for fewer readers than the round: its words would be open to more.")
        raise Invalid(fields={"observations": said})


def _gather(candidate: Candidate, observations: Sequence[Observation], by: Actor) -> list[Observation]:
    """Link these observations and no others that the actor sees. Those that were linked before."""
    links = Candidate.observations.through.objects.filter(candidate=candidate)
    earlier = list(permissions.visible(by).filter(pk__in=links.values("observation")).order_by("pk"))
    links.filter(observation__in=[row.pk for row in earlier]).delete()
    links.bulk_create(links.model(candidate=candidate, observation=each) for each in observations)
    return earlier
