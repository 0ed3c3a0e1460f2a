"""How a round of scanning (kartoituskierros) goes: when it may open, what is scored, and who sees what. Pure.

The interim report of 2022 found quarterly rounds too dense: many of them led to one that was decided on. Since then
new focus areas are scanned for once a year, half-yearly at most; what can't wait is taken up off the cycle.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from painopiste.base.errors import Conflict
from painopiste.base.words import marked


class RoundKind(StrEnum):
    """How often such a round is held."""

    YEARLY = "yearly"  # vuosittainen
    HALF_YEARLY = "half_yearly"  # puolivuosittainen
    OFF_CYCLE = "off_cycle"  # syklistä poikkeava: for what can't wait


class Criterion(StrEnum):
    """What every candidate is scored on, 1 to 5; five always speaks for taking it up."""

    SEVERITY = "severity"  # how severe it is, and how many it reaches
    TREND = "trend"  # whether it grows
    CROSS_ADMINISTRATIVE = "cross_administrative"  # whether one branch of government can't do it alone
    INFLUENCE = "influence"  # whether we can influence it
    OPEN_FIELD = "open_field"  # whether nobody is on it yet
    ABILITY = "ability"  # whether there are resources, and a lead able to lead


CRITERIA: Mapping[Criterion, int] = dict.fromkeys(Criterion, 1)  # the published weights, until a round says others
REGULAR = frozenset({RoundKind.YEARLY, RoundKind.HALF_YEARLY})
APART = {RoundKind.YEARLY: 12, RoundKind.HALF_YEARLY: 6}  # months between the openings
AT_LEAST = min(APART.values())


class TooSoon(Conflict):
    """A regular round would open less than half a year after the one before."""

    code = "too_soon"
    message = marked(
        "A regular round can open on %(earliest)s at the earliest. Open one off the cycle if it can't wait."
    )


class Outcome(StrEnum):
    """What a round has led to for a candidate."""

    OPEN = "open"  # not told yet
    FURTHER = "further"  # valmistellaan esitykseksi
    WATCHED = "watched"  # seurataan
    DROPPED = "dropped"  # ei jatkoa


LOWEST, HIGHEST = 1, 5  # of a score
HEAVIEST = 10  # of a weight


def wrong_scores(scores: Mapping[Criterion, int | None]) -> list[Criterion]:
    """The criteria whose score is none of 1 to 5; None is for who can't say."""
    return [each for each, score in scores.items() if score is not None and not LOWEST <= score <= HIGHEST]


def is_wrong(weights: Mapping[str, int]) -> bool:
    """Whether these are not whole weights of 0 to 10 for every criterion and no other, one at least above nothing."""
    named = weights.keys() == {each.value for each in Criterion}
    return not named or not any(weights.values()) or not all(0 <= weight <= HEAVIEST for weight in weights.values())


@dataclass(frozen=True, slots=True)
class Next:
    """When the next regular round may open at the earliest, and when it is recommended to."""

    earliest: date
    recommended: date


def next_opening(opened: Iterable[tuple[RoundKind, date]]) -> Next | None:
    """When to scan next, from the kinds and opening days of the rounds so far; None if no regular one has been.

    Recommended is a year after the last regular one, whatever its kind: half-yearly is the most, not the rule.
    What was taken up off the cycle moves nothing.
    """
    regular = [day for kind, day in opened if kind in REGULAR]
    if not regular:
        return None
    last = max(regular)
    return Next(_later(last, AT_LEAST), _later(last, APART[RoundKind.YEARLY]))


def check_opening(kind: RoundKind, on: date, opened: Iterable[tuple[RoundKind, date]]) -> None:
    """Refuse a regular round too near another regular one, before or after it.

    :raises TooSoon: always then
    """
    if kind not in REGULAR:
        return
    for other in sorted(day for each, day in opened if each in REGULAR):
        first, second = min(other, on), max(other, on)
        if second < _later(first, AT_LEAST):
            raise TooSoon(earliest=_later(other, AT_LEAST).isoformat())


class Phase(StrEnum):
    """Where a round is on a day."""

    COMING = "coming"  # tulossa
    OPEN = "open"  # pisteytys käynnissä
    OVERDUE = "overdue"  # the closing date has passed, and nobody has closed it: late scores are better than none
    CLOSED = "closed"  # suljettu


class Days(Protocol):
    """What is known of a round's days."""

    opens_on: date
    closes_on: date
    closed_at: datetime | None


def phase_of(round_: Days, *, on: date) -> Phase:
    """Where a round is on the day. A date closes nothing: the secretariat does, when it has what it waits for."""
    if round_.closed_at is not None:
        return Phase.CLOSED
    if on < round_.opens_on:
        return Phase.COMING
    return Phase.OPEN if on <= round_.closes_on else Phase.OVERDUE


def may_see_others(*, own_given: bool, closed: bool, asked: bool) -> bool:
    """Whether somebody sees the scores that others have given a candidate: not before giving their own."""
    return closed or (asked and own_given)


def _later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
