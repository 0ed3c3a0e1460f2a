"""Outliers and gaps, before anything is put on a common scale. Columns are indicators; NaN is missing."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from painopiste.analysis.composite.model import Numbers, columns


class Treated(NamedTuple):
    """The column after treatment, what was done ("none", "winsorised", "log") and how many steps or values."""

    values: Numbers
    way: str
    changed: int


def skewness(values: ArrayLike) -> float:
    """Sample skewness G1 (Joanes and Gill 1998, type 2), missing left out; NaN below 3 values or without spread."""
    return _moment(values, 3)


def kurtosis(values: ArrayLike) -> float:
    """Sample excess kurtosis G2 (Joanes and Gill 1998, type 2), missing left out; NaN below 4 values."""
    return _moment(values, 4)


def _moment(values: ArrayLike, which: int) -> float:
    from scipy import stats

    known = np.asarray(values, float)
    known = known[~np.isnan(known)]
    if len(known) < which or np.ptp(known) == 0:
        return float("nan")
    return float(stats.skew(known, bias=False) if which == 3 else stats.kurtosis(known, bias=False))


def has_outliers(values: ArrayLike, skew: float = 2.0, kurt: float = 3.5) -> bool:
    """Whether both |skewness| and kurtosis are above their thresholds (JRC practice, Groeneveld and Meeden 1984)."""
    return abs(skewness(values)) > skew and kurtosis(values) > kurt


def winsorise(values: ArrayLike, most: int = 5, skew: float = 2.0, kurt: float = 3.5) -> Treated:
    """Pull the farthest values in to the next, on the side of the skew, until none stand out, `most` times."""
    now = np.array(values, float)
    changed = 0
    while changed < most and has_outliers(now, skew, kurt):
        high = skewness(now) > 0
        farthest = np.nanmax(now) if high else np.nanmin(now)
        rest = now[~np.isnan(now) & (now != farthest)]
        now[now == farthest] = rest.max() if high else rest.min()
        changed += 1
    return Treated(now, "winsorised" if changed else "none", changed)


def shifted_log(values: ArrayLike) -> Numbers:
    """log(x − least + 0.01 × range): for a long tail that pulling in does not cure."""
    now = np.asarray(values, float)
    least, most = np.nanmin(now), np.nanmax(now)
    if least == most:
        raise ValueError("A column without spread can't be put on a logarithm.")
    return np.asarray(np.log(now - least + 0.01 * (most - least)))


def treat(values: ArrayLike, most: int = 5, skew: float = 2.0, kurt: float = 3.5) -> Treated:
    """Winsorise; where that does not cure, take the shifted logarithm of the untouched column instead."""
    tried = winsorise(values, most, skew, kurt)
    if not has_outliers(tried.values, skew, kurt):
        return tried
    logged = shifted_log(values)
    return Treated(logged, "log", int(np.sum(~np.isnan(logged))))


def treat_all(data: ArrayLike, most: int = 5, skew: float = 2.0, kurt: float = 3.5) -> list[Treated]:
    """`treat` for each column of (areas, indicators)."""
    return [treat(column, most, skew, kurt) for column in columns(data).T]


def filled(data: ArrayLike, groups: ArrayLike | None = None, way: str = "mean") -> Numbers:
    """(areas, indicators) with gaps filled by the mean or median of the area's group, or of all where it has none.

    `groups` is (areas,), any labels. A column without a single value stays missing. ValueError for an unknown way.
    """
    if way not in ("mean", "median"):
        raise ValueError(f"Gaps are filled by mean or median, not {way!r}.")
    now = columns(data).copy()
    labels = np.zeros(len(now), int) if groups is None else np.unique(np.asarray(groups), return_inverse=True)[1]
    for label in np.unique(labels):
        _fill(now, labels == label, way)
    _fill(now, np.ones(len(now), bool), way)
    return now


def _fill(now: Numbers, rows: "np.ndarray[tuple[int], np.dtype[np.bool_]]", way: str) -> None:
    middle = np.mean if way == "mean" else np.median
    for column in now.T:
        known = column[rows & ~np.isnan(column)]
        if len(known):
            column[rows & np.isnan(column)] = middle(known)


def available(data: ArrayLike, least: float = 0.9) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Which areas (rows) have at least this share of the indicators: the others are left out of the index."""
    return np.asarray(np.mean(~np.isnan(columns(data)), axis=1) >= least)
