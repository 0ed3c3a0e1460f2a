"""Weights of indicators, and what says whether they belong together. Weights add up to 1."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from painopiste.analysis.composite.model import Numbers, columns


class Components(NamedTuple):
    """Principal components of the correlations, the strongest first: shares of variance (indicators,) that add up to 1,
    and loadings (indicators, components)."""

    shares: Numbers
    loadings: Numbers


def _to_one(weights: Numbers) -> Numbers:
    total = weights.sum()
    if np.any(weights < 0) or not total > 0:
        raise ValueError("Weights are not negative and not all zero.")
    return np.asarray(weights / total)


def complete(data: ArrayLike) -> Numbers:
    """The areas (rows) that have every indicator. ValueError when fewer than three do."""
    numbers = columns(data)
    whole = numbers[~np.isnan(numbers).any(axis=1)]
    if len(whole) < 3:
        raise ValueError("Fewer than three areas have every indicator.")
    return whole


def correlations(data: ArrayLike) -> Numbers:
    """Pearson's correlations (indicators, indicators) over the areas that have both; NaN with fewer than three."""
    numbers = columns(data)
    size = numbers.shape[1]
    result = np.eye(size)
    for one in range(size):
        for other in range(one):
            both = ~np.isnan(numbers[:, [one, other]]).any(axis=1)
            pair = numbers[both][:, [one, other]]
            usable = len(pair) > 2 and np.all(np.ptp(pair, axis=0) > 0)
            result[one, other] = result[other, one] = np.asarray(np.corrcoef(pair.T))[0, 1] if usable else np.nan
    return result


def cronbach_alpha(data: ArrayLike) -> float:
    """How far indicators, all turned the same way and standardised by the caller, measure one thing (Cronbach 1951).

    Over complete areas. ValueError for fewer than two indicators.
    """
    whole = complete(data)
    size = whole.shape[1]
    if size < 2:
        raise ValueError("Cronbach's alpha needs two indicators.")
    of_sum = whole.sum(axis=1).var(ddof=1)
    return float(size / (size - 1) * (1 - whole.var(axis=0, ddof=1).sum() / of_sum))


def principal_components(data: ArrayLike) -> Components:
    """Of the correlations over complete areas. The largest loading of each component is positive."""
    values, vectors = np.linalg.eigh(np.corrcoef(complete(data).T))
    values, vectors = np.clip(values[::-1], 0, None), vectors[:, ::-1]
    signs = np.sign(vectors[np.abs(vectors).argmax(axis=0), range(len(values))])
    return Components(values / values.sum(), vectors * signs * np.sqrt(values))


def equal(size: int) -> Numbers:
    """1 / size each."""
    return np.full(size, 1 / size)


def given(weights: ArrayLike) -> Numbers:
    """Weights of any size brought to add up to 1. ValueError when one is negative or all are zero."""
    return _to_one(np.asarray(weights, float))


def from_components(data: ArrayLike, least: float = 1.0) -> Numbers:
    """Squared loadings on the components whose eigenvalue is at least `least`, by their shares of variance.

    OECD/JRC Handbook (2008) chapter 6.1 without rotation: what varies together with much weighs more.
    """
    found = principal_components(data)
    kept = found.shares * len(found.shares) >= least
    kept[0] = True
    squared = found.loadings[:, kept] ** 2
    return _to_one(np.asarray((squared / squared.sum(axis=0)) @ (found.shares[kept] / found.shares[kept].sum())))


def from_entropy(data: ArrayLike) -> Numbers:
    """Shannon's entropy weights (Zeleny 1982): what tells areas apart weighs more. Values are not negative."""
    whole = complete(data)
    if np.any(whole < 0):
        raise ValueError("Entropy weights need values that are not negative.")
    share = whole / whole.sum(axis=0)
    terms = share * np.log(np.where(share > 0, share, 1))
    return _to_one(np.clip(1 + terms.sum(axis=0) / np.log(len(whole)), 0, None))


def from_budgets(budgets: ArrayLike) -> Numbers:
    """(experts, indicators) of points, each expert's own total brought to 1, and the mean of the experts."""
    points = columns(budgets)
    return np.asarray(np.mean([_to_one(row) for row in points], axis=0))
