"""Rounds of scanning: their candidates, the scores that the actor may see, the order, what it cost and led to."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import Prefetch

from painopiste.analysis.ranking import Holds, Spread, how_it_holds, ranks, spread_of
from painopiste.base.actors import Actor
from painopiste.base.errors import Missing
from painopiste.loop.agenda import permissions
from painopiste.loop.agenda.models import Candidate, ScanExpert, ScanRound, Score
from painopiste.loop.agenda.rules import Criterion, Next, Outcome, RoundKind, may_see_others, next_opening

TOP = 5


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A candidate with how many have scored it, and what they gave as far as the actor may see; `score` is weighted."""

    candidate: Candidate
    given: int
    own: Score | None
    seen: bool  # whether the scores of others may be seen
    spreads: dict[Criterion, Spread | None]
    words: list[str]
    score: Fraction | None  # None: not seen, or a criterion on which nobody could say


@dataclass(frozen=True, slots=True)
class RoundPage:
    """A round as its page shows it. `holds` is None while not every ranked candidate may be seen, or none is ranked."""

    round: ScanRound
    seat: ScanExpert | None
    rows: list[CandidateRow]
    holds: Holds | None
    asked: int
    hours: Decimal  # told ones, the secretariat's among them
    hours_told_by: int
    further: int


def list_rounds(*, by: Actor) -> list[ScanRound]:
    """The visible rounds, newest first. One query."""
    return list(permissions.visible_rounds(by).order_by("-opens_on", "-pk"))


def recommend_next(*, by: Actor) -> Next | None:
    """When to scan next, by the rounds that the actor sees. One query."""
    there = permissions.visible_rounds(by).values_list("kind", "opens_on")
    return next_opening([(RoundKind(kind), day) for kind, day in there])


def get_round(*, key: str, by: Actor) -> ScanRound:
    """One round.

    :raises Missing: if there is none with this key, or the actor may not see it
    """
    found = permissions.visible_rounds(by).filter(key=key).first()
    if found is None:
        raise Missing
    return found


def get_candidate(*, round_: ScanRound, key: str, by: Actor) -> Candidate:
    """One candidate of a visible round.

    :raises Missing: if the round has none with this key
    """
    found = Candidate.objects.select_related("round").filter(round=round_, key=key).first()
    if found is None:
        raise Missing
    return found


def get_round_page(*, round_: ScanRound, by: Actor) -> RoundPage:
    """A visible round with its candidates, best first where they may be seen. Four queries."""
    experts = list(ScanExpert.objects.filter(round=round_))
    seat = next((each for each in experts if by.account_id and each.account_id == by.account_id), None)
    scored = Prefetch("scores", Score.objects.order_by("given_at", "pk"))
    candidates = Candidate.objects.filter(round=round_).order_by("rank", "pk").prefetch_related(scored)
    weights = {Criterion(name): Fraction(weight) for name, weight in round_.weights.items()}
    rows = [_row(each, round_, seat, weights) for each in candidates]
    ranked = [row for row in rows if row.score is not None]
    holds = _holds(ranked, weights) if ranked and all(row.seen for row in rows) else None
    told = [each.hours for each in experts if each.hours is not None]
    told += [round_.hours] if round_.hours is not None else []
    return RoundPage(
        round=round_,
        seat=seat,
        rows=sorted(rows, key=lambda row: (row.score is None, -(row.score or 0), row.candidate.rank, row.candidate.pk)),
        holds=holds,
        asked=len(experts),
        hours=sum(told, Decimal()),
        hours_told_by=len(told),
        further=sum(row.candidate.outcome == Outcome.FURTHER for row in rows),
    )


def _row(
    candidate: Candidate, round_: ScanRound, seat: ScanExpert | None, weights: dict[Criterion, Fraction]
) -> CandidateRow:
    scores = list(candidate.scores.all())
    own = next((each for each in scores if seat and each.expert_id == seat.pk), None)
    seen = may_see_others(own_given=own is not None, closed=round_.closed_at is not None, asked=seat is not None)
    if not seen:
        return CandidateRow(candidate, len(scores), own, False, {}, [], None)
    spreads = _spreads(scores)
    means = {each: spread.mean for each, spread in spreads.items() if spread is not None}
    complete = all(each in means for each, weight in weights.items() if weight)
    score = ranks({"": means}, {each: weight for each, weight in weights.items() if weight})[0][1] if complete else None
    return CandidateRow(
        candidate, len(scores), own, True, spreads, [each.words for each in scores if each.words], score
    )


def _spreads(scores: Iterable[Score]) -> dict[Criterion, Spread | None]:
    given: dict[Criterion, list[int | None]] = defaultdict(list)
    for row in scores:
        for each in Criterion:
            given[each].append(getattr(row, each.value))
    return {each: spread_of(given[each]) for each in Criterion}


def _holds(rows: Iterable[CandidateRow], weights: dict[Criterion, Fraction]) -> Holds:
    means = {
        row.candidate.key: {each: spread.mean for each, spread in row.spreads.items() if spread is not None}
        for row in rows
    }
    return how_it_holds(means, {each: weight for each, weight in weights.items() if weight}, top=TOP)
