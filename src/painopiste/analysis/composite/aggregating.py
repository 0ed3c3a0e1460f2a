"""Indicators put together: means of three kinds, and orders that let no good make up for a bad."""

from itertools import permutations

import numpy as np
from numpy.typing import ArrayLike

from painopiste.analysis.composite.model import Numbers, columns
from painopiste.analysis.composite.weighing import equal, given

MEANS = ("arithmetic", "geometric", "harmonic")
MOST_ORDERED = 9  # areas whose orders are all tried: 362,880


def mean(data: ArrayLike, weights: ArrayLike | None = None, way: str = "arithmetic") -> Numbers:
    """One weighted mean for each area (row). A missing indicator is left out and the others' weights grow to 1.

    Geometric and harmonic means need values that are not negative (ValueError); one zero makes them zero.
    """
    numbers = columns(data)
    if way not in MEANS:
        raise ValueError(f"{way!r} is not a mean: {', '.join(MEANS)}.")
    if way != "arithmetic" and np.any(numbers < 0):
        raise ValueError(f"A {way} mean needs values that are not negative: normalise to min–max.")
    share = equal(numbers.shape[1]) if weights is None else given(weights)
    known = np.where(np.isnan(numbers), 0, share)
    total = known.sum(axis=1)
    known = known / np.where(total > 0, total, np.nan)[:, None]
    with np.errstate(divide="ignore"):
        if way == "geometric":
            return np.asarray(np.exp(_summed(np.log(numbers), known)))
        if way == "harmonic":
            return np.asarray(1 / _summed(1 / numbers, known))
    return _summed(numbers, known)


def _summed(numbers: Numbers, share: Numbers) -> Numbers:
    used = share != 0  # an infinity or a gap that has no weight is not multiplied by it
    total = np.where(used, np.where(used, numbers, 0) * share, 0).sum(axis=1)
    return np.asarray(total)


def outranking(data: ArrayLike, weights: ArrayLike | None = None) -> Numbers:
    """(areas, areas): the weight of the indicators by which the first is above the second, ties halved.

    Condorcet's matrix as in the OECD/JRC Handbook (2008), Table 36. More is better; no value is missing (ValueError).
    """
    numbers = columns(data)
    if np.isnan(numbers).any():
        raise ValueError("Areas can be set in order only when every indicator is known.")
    share = equal(numbers.shape[1]) if weights is None else given(weights)
    one, other = numbers[:, None, :], numbers[None, :, :]
    matrix = ((one > other) + 0.5 * (one == other)) @ share
    np.fill_diagonal(matrix, 0)
    return np.asarray(matrix)


def order_score(matrix: ArrayLike, order: ArrayLike) -> float:
    """How much of the outranking matrix agrees with an order (best first)."""
    ordered = columns(matrix)[np.ix_(np.asarray(order, int), np.asarray(order, int))]
    return float(np.triu(ordered, 1).sum())


def kemeny(data: ArrayLike, weights: ArrayLike | None = None) -> tuple[float, list[tuple[int, ...]]]:
    """The best score and every order (row numbers, best first) that has it (Condorcet–Kemeny–Young–Levenglick).

    All orders are tried, so at most 9 areas (ValueError): more have no answer in reasonable time.
    """
    matrix = outranking(data, weights)
    size = len(matrix)
    if size > MOST_ORDERED:
        raise ValueError(f"All orders of {size} areas can't be tried: {MOST_ORDERED} at most.")
    orders = np.array(list(permutations(range(size))))
    scores = np.zeros(len(orders))
    for first in range(size):
        for second in range(first + 1, size):
            scores += matrix[orders[:, first], orders[:, second]]
    best = scores.max()
    return float(best), [tuple(int(i) for i in order) for order in orders[np.isclose(scores, best, atol=1e-9)]]
