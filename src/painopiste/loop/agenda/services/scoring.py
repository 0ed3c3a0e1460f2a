"""Scoring a candidate by oneself, and telling the hours that it took."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import Invalid, NotAllowed
from painopiste.base.words import marked
from painopiste.loop.agenda import permissions
from painopiste.loop.agenda.models import Candidate, ScanExpert, ScanRound, Score
from painopiste.loop.agenda.rules import Criterion, wrong_scores
from painopiste.loop.agenda.services.rounds import hold_open


@transaction.atomic
def score(*, candidate: Candidate, scores: Mapping[Criterion, int | None], words: str, by: Actor) -> Score:
    """Save the actor's own scores of a candidate, in place of earlier ones. None: can't say.

    The trail tells that somebody has scored, and not what: it is read before the round is closed.

    :raises NotAllowed: if the actor is not asked in this round
    :raises RoundClosed: if the round has been closed
    :raises Invalid: if a criterion is left out, or a score is none of 1 to 5
    """
    by.require(permissions.SCORE)
    seat = _seat(candidate.round, by)
    hold_open(round_=candidate.round, by=by)
    if scores.keys() != set(Criterion) or wrong_scores(scores):
        fields = [*wrong_scores(scores), *(set(Criterion) - scores.keys())]
        raise Invalid(fields={each.value: marked("Choose from 1 to 5, or that you can't say.") for each in fields})
    told = {each.value: value for each, value in scores.items()} | {"words": words.strip()}
    told |= {"given_at": timezone.now()}
    made, _new = Score.objects.update_or_create(candidate=candidate, expert=seat, defaults=told)
    record("agenda.candidate_scored", target=("scan_round", candidate.round.key), by=by)
    return made


@transaction.atomic
def give_hours(*, round_: ScanRound, hours: Decimal, by: Actor) -> ScanExpert:
    """Tell how many hours the actor has given to the round, closed or not: what a round costs is part of it.

    :raises NotAllowed: if the actor is not asked in this round
    :raises Invalid: for hours that can't be
    """
    by.require(permissions.SCORE)
    seat = _seat(round_, by)
    if not 0 <= hours < 1000:
        raise Invalid(fields={"hours": marked("This number can't be right.")})
    before, seat.hours = seat.hours, hours
    seat.save()
    told = {"before": {"hours": None if before is None else str(before)}, "after": {"hours": str(hours)}}
    record("agenda.scan_hours_changed", target=("scan_round", round_.key), by=by, **told)
    return seat


def _seat(round_: ScanRound, by: Actor) -> ScanExpert:
    seat = permissions.own_seats(by).filter(round=round_).first()
    if seat is None:
        raise NotAllowed
    return seat
