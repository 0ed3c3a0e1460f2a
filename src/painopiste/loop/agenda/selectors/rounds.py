"""Rounds of scanning: their candidates, the scores that the actor may see, the order, what it cost and led to."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import Count, Prefetch, Q

from painopiste.analysis.ranking import Holds, Spread, how_it_holds, ranks, spread_of
from painopiste.base.actors import Actor
from painopiste.base.errors import Missing
from painopiste.base.records import texts
from painopiste.loop.agenda import permissions
from painopiste.loop.agenda.models import Candidate, Observation, ScanExpert, ScanRound, Score
from painopiste.loop.agenda.rules import (
    DECIDED,
    Criterion,
    Next,
    Outcome,
    RoundKind,
    may_see_others,
    next_opening,
)

TOP = 5
Weights = dict[str, Fraction]


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A candidate with how many have scored it, and what they gave as far as the actor may see; `score` is weighted.

    `revised`: how many have changed their scores when those of others could be seen. `words` are in no order that
    tells whose they are.
    """

    candidate: Candidate
    given: int
    own: Score | None
    seen: bool  # whether the scores of others may be seen
    spreads: dict[Criterion, Spread | None]
    words: list[str]
    score: Fraction | None  # None: not seen, or a criterion on which nobody could say
    revised: int = 0
    lowest: Fraction | None = None  # of the weighted scores that the experts gave, each over what they could say
    highest: Fraction | None = None


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
    proposals: int  # that came of its candidates
    decided: int  # of these

    @property
    def ranked(self) -> list[CandidateRow]:
        """The rows that have a place in the order, best first."""
        return [row for row in self.rows if row.score is not None]


def list_rounds(*, by: Actor) -> list[ScanRound]:
    """The visible rounds, newest first, with the numbers of `candidates_count` and of those that went `further_count`.

    One query.
    """
    counted = permissions.visible_rounds(by).annotate(
        candidates_count=Count("candidates"), further_count=Count("candidates", Q(candidates__outcome=Outcome.FURTHER))
    )
    return list(counted.order_by("-opens_on", "-pk"))


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


def list_gathered(*, round_: ScanRound, by: Actor) -> dict[int, list[Observation]]:
    """The visible observations of each candidate of a visible round, by the candidate's id. Two queries."""
    links = Candidate.observations.through.objects.filter(candidate__round=round_)
    shown = permissions.visible(by).only("key", "marking", *texts("title"))
    found: dict[int, list[Observation]] = defaultdict(list)
    for row in links.prefetch_related(Prefetch("observation", shown)).order_by("pk"):
        if (seen := row._state.fields_cache.get("observation")) is not None:
            found[row.candidate_id].append(seen)
    return dict(found)


def list_candidates_of(*, observation: Observation, by: Actor) -> list[Candidate]:
    """The candidates of visible rounds that were gathered from this observation, newest round first. One query."""
    found = Candidate.objects.filter(round__in=permissions.visible_rounds(by).values("pk"), observations=observation)
    return list(found.select_related("round").order_by("-round__opens_on", "rank", "pk"))


def list_gathering(*, by: Actor, but: Iterable[Candidate] = ()) -> list[ScanRound]:
    """The visible rounds that take candidates in, but those that have one of these. One query."""
    found = permissions.visible_rounds(by).filter(closed_at=None).exclude(pk__in=[each.round_id for each in but])
    return list(found.order_by("-opens_on", "-pk"))


def get_round_page(*, round_: ScanRound, by: Actor) -> RoundPage:
    """A visible round with its candidates, best first where they may be seen. Four queries."""
    experts = list(ScanExpert.objects.filter(round=round_))
    seat = next((each for each in experts if by.account_id and each.account_id == by.account_id), None)
    scored = Prefetch("scores", Score.objects.order_by("pk"))
    candidates = Candidate.objects.filter(round=round_).order_by("rank", "pk").prefetch_related(scored)
    weights = {name: Fraction(weight) for name, weight in round_.weights.items() if weight}
    rows = [_row(each, round_, seat, weights) for each in candidates]
    ranked = [row for row in rows if row.score is not None]
    told = [each.hours for each in experts if each.hours is not None]
    told += [round_.hours] if round_.hours is not None else []
    states = permissions.visible_proposals(by).filter(candidate__round=round_).values_list("state", flat=True)
    return RoundPage(
        round=round_,
        seat=seat,
        rows=sorted(rows, key=lambda row: (row.score is None, -(row.score or 0), row.candidate.rank, row.candidate.pk)),
        holds=_holds(ranked, weights) if ranked and all(row.seen for row in rows) else None,
        asked=len(experts),
        hours=sum(told, Decimal()),
        hours_told_by=len(told),
        further=sum(row.candidate.outcome == Outcome.FURTHER for row in rows),
        proposals=len(states),
        decided=sum(state in DECIDED for state in states),
    )


def _row(candidate: Candidate, round_: ScanRound, seat: ScanExpert | None, weights: Weights) -> CandidateRow:
    scores = list(candidate.scores.all())
    own = next((each for each in scores if seat and each.expert_id == seat.pk), None)
    seen = may_see_others(own_given=own is not None, closed=round_.closed_at is not None, asked=seat is not None)
    if not seen:
        return CandidateRow(candidate, len(scores), own, False, {}, [], None)
    spreads = _spreads(scores)
    means = _means(spreads)
    score = ranks({"": means}, weights)[0][1] if weights.keys() <= means.keys() else None
    words = sorted(each.words for each in scores if each.words)
    revised = sum(each.revised_at is not None for each in scores)
    totals = [total for total in (_total(each, weights) for each in scores) if total is not None]
    ends = (min(totals), max(totals)) if totals else (None, None)
    return CandidateRow(candidate, len(scores), own, True, spreads, words, score, revised, *ends)


def _total(score: Score, weights: Weights) -> Fraction | None:
    """What one expert gave altogether, by the weights of the criteria on which they could say something."""
    given = {name: Fraction(value) for name in weights if (value := getattr(score, name)) is not None}
    return ranks({"": given}, {name: weights[name] for name in given})[0][1] if given else None


def _spreads(scores: Iterable[Score]) -> dict[Criterion, Spread | None]:
    given: dict[Criterion, list[int | None]] = defaultdict(list)
    for row in scores:
        for each in Criterion:
            given[each].append(getattr(row, each.value))
    return {each: spread_of(given[each]) for each in Criterion}


def _means(spreads: dict[Criterion, Spread | None]) -> dict[str, Fraction]:
    return {each.value: spread.mean for each, spread in spreads.items() if spread is not None}


def _holds(rows: Iterable[CandidateRow], weights: Weights) -> Holds:
    return how_it_holds({row.candidate.key: _means(row.spreads) for row in rows}, weights, top=TOP)
