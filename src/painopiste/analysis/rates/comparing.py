"""Comparisons in words, and funnels: what the data can show and no more."""

from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from painopiste.analysis.rates.intervals import Interval, Numbers, checked_counts, quantile


class Verdict(StrEnum):
    """What may be said of a figure beside another. The word says of the first; "unknown" where either is missing."""

    HIGHER = "higher"
    LOWER = "lower"
    SAME = "no difference that the data can show"
    UNKNOWN = "unknown"


def _verdict(below: bool, above: bool, known: bool) -> Verdict:
    if not known:
        return Verdict.UNKNOWN
    return Verdict.HIGHER if above else Verdict.LOWER if below else Verdict.SAME


def difference(one: Interval, other: Interval) -> Interval:
    """one − other of independent figures, limits from their own at the same confidence (Zou and Donner 2008, MOVER)."""
    value = one.value - other.value
    low = value - np.hypot(one.value - one.low, other.high - other.value)
    high = value + np.hypot(one.high - one.value, other.value - other.low)
    return Interval(value, low, high)


def compare(one: Interval, other: Interval) -> list[Verdict]:
    """Each figure of the first beside the second's, flattened. Both independent, of one unit and one confidence.

    An area is not independent of a country that it is part of: compare it with the rest of the country.
    """
    gap = difference(one, other)
    known = ~np.isnan(gap.value)
    return [
        _verdict(bool(high < 0), bool(low > 0), bool(sure))
        for low, high, sure in zip(np.ravel(gap.low), np.ravel(gap.high), np.ravel(known), strict=True)
    ]


def compare_rates(
    events: float, population: float, other_events: float, other_population: float, *, confidence: float = 0.95
) -> Verdict:
    """Two rates of counts, by the exact conditional test (Przyborowski and Wilenski 1940): right for small counts too.

    Populations (or person-years) are above zero, else the answer is unknown. The events of the two do not overlap.
    """
    from scipy.special import betaincinv

    first, second = float(checked_counts(events)), float(checked_counts(other_events))
    quantile(confidence)
    if not (population > 0 and other_population > 0) or np.isnan(first + second):
        return Verdict.UNKNOWN
    tail, expected = (1 - confidence) / 2, population / (population + other_population)
    low = betaincinv(first, second + 1, tail) if first > 0 else 0.0
    high = betaincinv(first + 1, second, 1 - tail) if second > 0 else 1.0
    return _verdict(bool(high < expected), bool(low > expected), known=True)


class Funnel(NamedTuple):
    """Arrays in the areas' order, in the unit of the rate: the figure, the common target and the control limits."""

    value: Numbers
    target: float
    low: Numbers
    high: Numbers
    verdicts: list[Verdict]


def funnel(
    events: ArrayLike,
    population: ArrayLike,
    *,
    per: float = 100_000,
    confidence: float = 0.998,
    target: float | None = None,
) -> Funnel:
    """Control limits round a target rate by exact Poisson quantiles of each area's expected count (Spiegelhalter 2005).

    `events` and `population` are (areas,); the target, per `per`, is that of all areas together unless given.
    A verdict other than "no difference" means that chance alone seldom (0.2 % at 0.998) puts an area there.
    """
    from scipy.stats import poisson

    counts, people = checked_counts(events), np.asarray(population, float)
    known = (people > 0) & ~np.isnan(counts)
    if not known.any():
        raise ValueError("No area has both a count and a population.")
    centre = counts[known].sum() / people[known].sum() if target is None else target / per
    expected = np.where(known, people * centre, np.nan)
    quantile(confidence)
    tail = (1 - confidence) / 2
    low, high = poisson.ppf(tail, expected), poisson.ppf(1 - tail, expected)
    verdicts = [
        _verdict(bool(c < lo), bool(c > hi), bool(sure))
        for c, lo, hi, sure in zip(counts, low, high, known, strict=True)
    ]
    scale = per / np.where(known, people, np.nan)
    return Funnel(counts * scale, centre * per, low * scale, high * scale, verdicts)
