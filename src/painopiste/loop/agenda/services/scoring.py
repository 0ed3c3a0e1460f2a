"""Scoring a candidate by oneself, and telling the hours that it took."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import Conflict, Invalid, NotAllowed
from painopiste.base.words import marked
from painopiste.loop.agenda import permissions
from painopiste.loop.agenda.models import Candidate, ScanExpert, ScanRound, Score
from painopiste.loop.agenda.rules import Criterion, wrong_scores
from painopiste.loop.agenda.services.rounds import check_hours, hold_open


class NotOpenYet(Conflict):
    """Nobody scores before the round opens."""

    code = "round_not_open_yet"
    message = marked("The round has not opened yet.")


@transaction.atomic
def score(*, candidate: Candidate, scores: Mapping[Criterion, int | None], words: str, by: Actor) -> Score:
    """Save the actor's own scores of a candidate, in place of earlier ones. None: can't say.

    The trail tells that somebody has scored, and not what: it is read before the round is closed. Who changes scores
    when those of others can be seen has no longer scored independently, which the row then tells.

    :raises NotAllowed: if the actor is not asked in this round
    :raises RoundClosed: if the round has been closed
    :raises NotOpenYet: if it has not opened
    :raises Invalid: if a criterion is left out, or a score is none of 1 to 5
    """
    by.require(permissions.SCORE)
    seat = _seat(candidate.round, by)
    now = timezone.now()
    if timezone.localdate(now) < hold_open(round_=candidate.round, by=by).opens_on:
        raise NotOpenYet
    if scores.keys() != set(Criterion) or wrong_scores(scores):
        fields = [*wrong_scores(scores), *(set(Criterion) - scores.keys())]
        raise Invalid(fields={each.value: marked("Choose from 1 to 5, or that you can't say.") for each in fields})
    made = Score.objects.filter(candidate=candidate, expert=seat).first()
    if made is None:
        made = Score(candidate=candidate, expert=seat, given_at=now)
    elif _changes(made, scores) and candidate.scores.exclude(expert=seat).exists():
        made.revised_at = now
    for each, value in scores.items():
        setattr(made, each.value, value)
    made.words = words.strip()
    made.save()
    record("agenda.candidate_scored", target=("scan_round", candidate.round.key), by=by)
    return made


@transaction.atomic
def give_hours(*, round_: ScanRound, hours: Decimal, by: Actor) -> ScanExpert:
    """Tell how many hours the actor has given to the round, closed or not: what a round costs is part of it.

    Readers see the sum. The trail tells that hours were given, and not how many.

    :raises NotAllowed: if the actor is not asked in this round
    :raises Invalid: for hours that can't be
    """
    by.require(permissions.SCORE)
    seat = _seat(round_, by)
    check_hours(hours)
    seat.hours = hours
    seat.save()
    record("agenda.scan_hours_changed", target=("scan_round", round_.key), by=by)
    return seat


def _changes(made: Score, scores: Mapping[Criterion, int | None]) -> bool:
    return any(getattr(made, each.value) != value for each, value in scores.items())


def _seat(round_: ScanRound, by: Actor) -> ScanExpert:
    seat = permissions.own_seats(by).filter(round=round_).first()
    if seat is None:
        raise NotAllowed
    return seat
