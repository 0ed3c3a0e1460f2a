"""Limits of counts, rates and proportions. Arrays of any shape, one element an area or a period; scalars work too."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]

EXACT_BELOW = 10  # events: Byar's approximation is too rough below this


class Interval(NamedTuple):
    """A figure and its limits, three arrays of one shape and one unit. NaN where the figure can't be told."""

    value: Numbers
    low: Numbers
    high: Numbers


def _numbers(values: ArrayLike) -> Numbers:
    return np.asarray(values, dtype=np.float64)


def quantile(confidence: float) -> float:
    """The two-sided quantile of the normal distribution: 1.96 for 0.95. ValueError unless 0 < confidence < 1."""
    from scipy.special import ndtri

    if not 0 < confidence < 1:
        raise ValueError(f"Confidence is between 0 and 1, not {confidence}.")
    return float(ndtri((1 + confidence) / 2))


def checked_counts(events: ArrayLike) -> Numbers:
    """Counts as floats. ValueError where one is negative; NaN stands for a missing count."""
    counts = _numbers(events)
    if np.any(counts < 0):
        raise ValueError("A count of events can't be negative.")
    return counts


def _positive(denominator: ArrayLike) -> Numbers:
    """Denominators; those that are not above zero become NaN, as nothing can be told of nobody."""
    numbers = _numbers(denominator)
    return np.where(numbers > 0, numbers, np.nan)


def exact_poisson(events: ArrayLike, confidence: float = 0.95) -> Interval:
    """Exact limits of Poisson counts by the gamma distribution (Garwood 1936). The lower limit of 0 events is 0."""
    from scipy.special import gammaincinv

    counts = checked_counts(events)
    tail = (1 - confidence) / 2
    with np.errstate(invalid="ignore"):
        low = np.where(counts > 0, gammaincinv(np.maximum(counts, 1e-300), tail), 0.0)
        high = gammaincinv(counts + 1, 1 - tail)
    return Interval(counts, np.where(np.isnan(counts), np.nan, low), high)


def byar(events: ArrayLike, confidence: float = 0.95) -> Interval:
    """Byar's approximate limits of Poisson counts (Breslow and Day 1987, vol. II, p. 69)."""
    counts = checked_counts(events)
    z = quantile(confidence)
    some = np.where(counts > 0, counts, np.nan)
    low = np.where(counts == 0, 0.0, some * (1 - 1 / (9 * some) - z / (3 * np.sqrt(some))) ** 3)
    above = counts + 1
    return Interval(counts, low, above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3)


def count_limits(events: ArrayLike, confidence: float = 0.95) -> Interval:
    """Limits of counts: exact below 10 events, Byar's from there on."""
    counts = checked_counts(events)
    quantile(confidence)
    exact, rough = exact_poisson(counts, confidence), byar(counts, confidence)
    few = counts < EXACT_BELOW
    return Interval(counts, np.where(few, exact.low, rough.low), np.where(few, exact.high, rough.high))


def rate(events: ArrayLike, population: ArrayLike, *, per: float = 100_000, confidence: float = 0.95) -> Interval:
    """Events per so many of the population, with limits of `count_limits`.

    `events` and `population` are of shapes that fit each other. A population of zero or below gives NaN.
    """
    limits = count_limits(events, confidence)
    scale = per / _positive(population)
    return Interval(limits.value * scale, limits.low * scale, limits.high * scale)


def proportion(events: ArrayLike, of: ArrayLike, *, confidence: float = 0.95) -> Interval:
    """Shares between 0 and 1 with Wilson's score limits (Wilson 1927). ValueError where more have it than there are."""
    counts, total = checked_counts(events), _positive(of)
    if np.any(counts > total):
        raise ValueError("A proportion's count can't be above its total.")
    z = quantile(confidence)
    share = counts / total
    half = z * np.sqrt(share * (1 - share) / total + z**2 / (4 * total**2))
    middle, whole = share + z**2 / (2 * total), 1 + z**2 / total
    low = np.where(counts == 0, 0.0, (middle - half) / whole)
    high = np.where(counts == total, 1.0, (middle + half) / whole)
    return Interval(share, np.where(np.isnan(share), np.nan, low), np.where(np.isnan(share), np.nan, high))
