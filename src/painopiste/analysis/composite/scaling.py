"""Indicators put on one scale, higher always the better. Columns are indicators; NaN stays NaN."""

import numpy as np
from numpy.typing import ArrayLike

from painopiste.analysis.composite.model import Numbers, columns

WAYS = ("z", "minmax", "rank", "reference", "best")


def _directed(data: ArrayLike, directions: ArrayLike | None) -> Numbers:
    numbers = columns(data)
    return numbers if directions is None else numbers * np.asarray(directions, float)


def _by_spread(numbers: Numbers, spread: Numbers) -> Numbers:
    return np.asarray(numbers / np.where(spread > 0, spread, np.nan))


def z_scores(data: ArrayLike, directions: ArrayLike | None = None) -> Numbers:
    """Distance from the mean in sample standard deviations. A column without spread is all NaN."""
    numbers = _directed(data, directions)
    spread = np.nanstd(numbers, axis=0, ddof=1)
    return _by_spread(numbers - np.nanmean(numbers, axis=0), spread)


def min_max(
    data: ArrayLike,
    directions: ArrayLike | None = None,
    *,
    posts: ArrayLike | None = None,
    scale: float = 1.0,
    capped: bool = True,
) -> Numbers:
    """0 at the worst and `scale` at the best. `posts` is (2, indicators): the goalposts, in the data's own units,
    lower first; without them the least and the most of the data. Capped to the scale unless told not to be."""
    numbers = columns(data)
    low, high = (np.nanmin(numbers, axis=0), np.nanmax(numbers, axis=0)) if posts is None else np.asarray(posts, float)
    share = _by_spread(numbers - low, high - low)
    if capped:
        share = np.clip(share, 0, 1)
    if directions is not None:
        share = np.where(np.asarray(directions, float) < 0, 1 - share, share)
    return np.asarray(share * scale)


def ranks(data: ArrayLike, directions: ArrayLike | None = None) -> Numbers:
    """1 for the worst and the number of known values for the best; equal values share their mean rank."""
    from scipy.stats import rankdata

    return np.asarray(rankdata(_directed(data, directions), axis=0, nan_policy="omit"))


def to_reference(data: ArrayLike, reference: ArrayLike, directions: ArrayLike | None = None) -> Numbers:
    """(value − reference) / |reference|, turned so that more is better. `reference` is (indicators,), none 0."""
    point = np.asarray(reference, float)
    if np.any(point == 0):
        raise ValueError("Distance to a reference of 0 can't be told as its share.")
    gap = (columns(data) - point) / np.abs(point)
    return np.asarray(gap if directions is None else gap * np.asarray(directions, float))


def share_of_best(data: ArrayLike, directions: ArrayLike | None = None) -> Numbers:
    """value / best; best / value where less is better. ValueError unless all values are above 0 (0 too when more is
    better)."""
    numbers = columns(data)
    less = np.zeros(numbers.shape[1], bool) if directions is None else np.asarray(directions, float) < 0
    if np.any(numbers < 0) or np.any(numbers[:, less] == 0):
        raise ValueError("A share of the best needs values above zero.")
    best = np.where(less, np.nanmin(numbers, axis=0), np.nanmax(numbers, axis=0))
    with np.errstate(divide="ignore"):
        return np.where(less, best / numbers, _by_spread(numbers, best))


def normalise(data: ArrayLike, way: str, directions: ArrayLike | None = None) -> Numbers:
    """The data put on a common scale in one of `WAYS`; "reference" is the distance to the mean of the areas.

    min–max goes from 0 to 100 and shares of the best too, so that weights mean the same; z and ranks as they are.
    """
    if way == "z":
        return z_scores(data, directions)
    if way == "minmax":
        return min_max(data, directions, scale=100)
    if way == "rank":
        return ranks(data, directions)
    if way == "reference":
        return to_reference(data, np.nanmean(columns(data), axis=0), directions)
    if way == "best":
        return 100 * share_of_best(data, directions)
    raise ValueError(f"{way!r} is not a way to normalise: {', '.join(WAYS)}.")
