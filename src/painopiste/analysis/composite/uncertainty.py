"""How much an index hangs on choices that somebody could have made otherwise, and on the data's own error.

After Saisana, Saltelli and Tarantola (2005), J. R. Statist. Soc. A 168: every choice is a factor drawn from 0 to 1.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from painopiste.analysis.composite.computing import compute, rank_of
from painopiste.analysis.composite.model import Node, Numbers, Recipe, columns

DRAWS = 256  # sets of weights and of errors that a factor picks among


@dataclass(frozen=True)
class Choices:
    """What is varied. Means are those of the last node; weights of all nodes move by ± `weight_room` of themselves.

    `errors` are standard errors in the data's own units, (areas, indicators), normal and independent.
    `leave_out` also tries the index without each of its indicators in turn.
    """

    normalisations: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    weight_room: float = 0.0
    leave_out: bool = False
    errors: ArrayLike | None = None

    def __post_init__(self) -> None:
        if set(self.means) - {"arithmetic"} and set(self.normalisations) & {"z", "reference"}:
            raise ValueError("Geometric and harmonic means need scales without negative values: no z, no reference.")
        if not 0 <= self.weight_room < 1:
            raise ValueError("Weights move by a share from 0 to below 1.")

    @property
    def factors(self) -> tuple[str, ...]:
        """Names of what varies, in the order of the draws."""
        varied = {
            "normalisation": len(self.normalisations) > 1,
            "mean": len(self.means) > 1,
            "weights": self.weight_room > 0,
            "left out": self.leave_out,
            "data": self.errors is not None,
        }
        return tuple(name for name, is_varied in varied.items() if is_varied)


class RankIntervals(NamedTuple):
    """(areas,) each: the rank by the recipe as it stands, the median over the draws and the limits it keeps within."""

    nominal: Numbers
    median: Numbers
    low: Numbers
    high: Numbers


class Sensitivity(NamedTuple):
    """Sobol indices by factor. `first` and `total` are of the mean shift of ranks; `by_area` is (areas, factors)."""

    factors: tuple[str, ...]
    first: dict[str, float]
    total: dict[str, float]
    by_area: Numbers


def _ranker(recipe: Recipe, data: Numbers, choices: Choices, seed: int) -> Callable[[Numbers], Numbers]:
    """From one draw of the factors, (factors,) in 0–1, to the ranks of the areas."""
    random = np.random.default_rng(seed)
    moves = {n.code: random.uniform(-1, 1, (DRAWS, len(n.children))) * choices.weight_room for n in recipe.nodes}
    noise = (
        None if choices.errors is None else random.standard_normal((DRAWS, *data.shape)) * np.asarray(choices.errors)
    )

    def ranks(draw: Numbers) -> Numbers:
        picked = dict(zip(choices.factors, draw, strict=True))
        changed, values = recipe, data

        def pick(factor: str, size: int) -> int:
            return min(int(picked[factor] * size), size - 1)

        if "normalisation" in picked:
            way = choices.normalisations[pick("normalisation", len(choices.normalisations))]
            changed = replace(changed, normalisation=way)
        if "mean" in picked:
            last = replace(changed.nodes[-1], aggregation=choices.means[pick("mean", len(choices.means))])
            changed = replace(changed, nodes=(*changed.nodes[:-1], last))
        if "weights" in picked:
            at = pick("weights", DRAWS)
            changed = replace(changed, nodes=tuple(_moved(node, moves[node.code][at]) for node in changed.nodes))
        if noise is not None:
            values = values + noise[pick("data", DRAWS)]
        if "left out" in picked:
            out = pick("left out", len(recipe.indicators) + 1)
            if out:
                values = _without(values, out - 1)
        return rank_of(compute(changed, values).values)

    return ranks


def _moved(node: Node, by: Numbers) -> Node:
    weights = np.asarray(node.weights or [1.0] * len(node.children))
    return replace(node, weights=tuple(float(w) for w in weights * (1 + by)))


def _without(data: Numbers, column: int) -> Numbers:
    """The data with one indicator missing everywhere: the others' weights grow in its place."""
    return np.where(np.arange(data.shape[1]) == column, np.nan, data)


def rank_intervals(
    recipe: Recipe, data: ArrayLike, choices: Choices, *, draws: int = 500, confidence: float = 0.9, seed: int = 1
) -> RankIntervals:
    """Monte Carlo over the choices together: an interval of ranks for every area. The same seed, the same answer.

    `data` is (areas, indicators). ValueError when nothing varies.
    """
    numbers = columns(data)
    ranks = _ranker(recipe, numbers, _varying(choices), seed)
    points = np.random.default_rng(seed).random((draws, len(choices.factors)))
    found = np.array([ranks(point) for point in points])
    tail = (1 - confidence) / 2
    low, median, high = np.nanquantile(found, [tail, 0.5, 1 - tail], axis=0)
    return RankIntervals(compute(recipe, numbers).ranks, median, np.floor(low), np.ceil(high))


def _varying(choices: Choices) -> Choices:
    if not choices.factors:
        raise ValueError("Nothing varies: name two ways of one choice, room for weights, or errors.")
    return choices


def sensitivity(recipe: Recipe, data: ArrayLike, choices: Choices, *, draws: int = 256, seed: int = 1) -> Sensitivity:
    """Which choice moves ranks most: Saltelli's estimates of Sobol indices by scipy. `draws` is a power of 2.

    draws × (factors + 2) indices are computed. ValueError when nothing varies; every area must have a value.
    """
    from scipy.stats import sobol_indices, uniform

    numbers = columns(data)
    ranks = _ranker(recipe, numbers, _varying(choices), seed)
    nominal = compute(recipe, numbers).ranks
    if np.isnan(nominal).any():
        raise ValueError("An area has no value: leave it out or fill its gaps.")

    def output(points: Numbers) -> Numbers:
        flat = points.reshape(len(points), -1)
        found = np.array([ranks(point) for point in flat.T])
        shift = np.abs(found - nominal).mean(axis=1)
        return np.column_stack([shift, found]).T.reshape(-1, *points.shape[1:])

    names = choices.factors
    result = sobol_indices(func=output, n=draws, dists=[uniform()] * len(names), rng=np.random.default_rng(seed))
    first, total = np.nan_to_num(result.first_order), np.nan_to_num(result.total_order)
    return Sensitivity(
        names,
        dict(zip(names, map(float, first[0]), strict=True)),
        dict(zip(names, map(float, total[0]), strict=True)),
        total[1:],
    )
