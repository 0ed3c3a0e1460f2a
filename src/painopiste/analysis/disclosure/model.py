"""Tables of counts as somebody who attacks them sees them: disjoint cells, and figures that are sums of cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Known:
    """What is out already and can't be called back: low ≤ rows · cells ≤ high. `rows` is (facts, cells).

    Earlier releases, sums of nested or other areas, ratios. `Table` refuses facts that are not true of it.
    """

    rows: Numbers
    low: Numbers
    high: Numbers

    def __add__(self, other: "Known") -> "Known":
        return Known(
            np.vstack([self.rows, other.rows]),
            np.concatenate([self.low, other.low]),
            np.concatenate([self.high, other.high]),
        )


def known_sums(rows: ArrayLike, values: ArrayLike) -> Known:
    """Sums of cells told exactly: `rows` is (facts, cells) of 0 and 1, `values` (facts,)."""
    told = np.asarray(values, float)
    return Known(np.asarray(rows, float), told, told)


def known_ratio(numerator: ArrayLike, denominator: ArrayLike, ratio: float, rounded_to: float) -> Known:
    """A ratio of two sums of cells, both (cells,), told rounded to `rounded_to`: it lies within half of that."""
    top, bottom = np.asarray(numerator, float), np.asarray(denominator, float)
    rows = np.array([top - (ratio - rounded_to / 2) * bottom, top - (ratio + rounded_to / 2) * bottom])
    return Known(rows, np.array([0, -np.inf]), np.array([np.inf, 0]))


def known_rate(row: ArrayLike, population: float, rate: float, rounded_to: float, per: float) -> Known:
    """A rate of a sum of cells (cells,) whose population everybody knows: as good as the count when few round alike."""
    half = rounded_to / 2
    count = population / per
    return Known(np.asarray(row, float)[None, :], np.array([(rate - half) * count]), np.array([(rate + half) * count]))


@dataclass(frozen=True)
class Table:
    """Counts that somebody wants to publish.

    `cells` is (cells,): whole counts of disjoint groups that together make all figures. `sums` is (sums, cells) of
    0 and 1. The figures are the cells, then the sums. `wanted` is (cells + sums,): those to publish where they can be;
    the others are never published but protected all the same, as the difference of two nested areas.
    """

    cells: Numbers
    sums: Numbers
    wanted: Mask
    known: Known | None = None
    smallest: int = 1
    largest: int = 4

    def __post_init__(self) -> None:
        if self.sums.shape[1:] != self.cells.shape or len(self.wanted) != len(self.cells) + len(self.sums):
            raise ValueError("Cells, sums and what is wanted are not of sizes that fit.")
        if np.any(self.cells < 0) or np.any(self.cells != np.floor(self.cells)):
            raise ValueError("Cells are whole counts, zero or more.")
        if self.known is not None:
            told = self.known.rows @ self.cells
            if np.any(told < self.known.low - 1e-6) or np.any(told > self.known.high + 1e-6):
                raise ValueError("What is said to be known is not true of these cells: were they revised?")

    @cached_property
    def rows(self) -> Numbers:
        """(figures, cells): each figure as a sum of cells."""
        return np.vstack([np.eye(len(self.cells)), self.sums])

    @cached_property
    def values(self) -> Numbers:
        """(figures,): the true values."""
        return np.asarray(self.rows @ self.cells)

    @cached_property
    def protected(self) -> Mask:
        """(figures,): those of 1 to 4."""
        return np.asarray((self.values >= self.smallest) & (self.values <= self.largest))


def table(
    cells: ArrayLike, sums: ArrayLike = (), *, wanted: ArrayLike | None = None, known: Known | None = None
) -> Table:
    """A table of any shape. All figures are wanted unless `wanted`, (cells + sums,), says which."""
    counts = np.asarray(cells, float).ravel()
    added = np.asarray(sums, float).reshape(-1, len(counts))
    mask = np.ones(len(counts) + len(added), bool) if wanted is None else np.asarray(wanted, bool)
    return Table(counts, added, mask, known)


def grid(counts: ArrayLike, margins: Iterable[Sequence[int]], *, known: Known | None = None) -> Table:
    """A cube of counts with margins, each named by the axes it keeps: (0,) are the sums of rows, () the grand total.

    Figures: the cells in C order, then the margins in the order given.
    """
    cube = np.asarray(counts, float)
    places = np.indices(cube.shape).reshape(cube.ndim, -1)
    sums = [
        np.all([places[axis] == at for axis, at in zip(kept, where, strict=True)], axis=0)
        if kept
        else np.ones(cube.size)
        for kept in margins
        for where in product(*(range(cube.shape[axis]) for axis in kept))
    ]
    return table(cube, np.array(sums, float), known=known)
