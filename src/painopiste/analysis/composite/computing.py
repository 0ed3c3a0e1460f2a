"""A recipe carried out: from the data to scores, ranks and what each indicator gives to each area."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from painopiste.analysis.composite.aggregating import mean
from painopiste.analysis.composite.model import Node, Numbers, Recipe, columns
from painopiste.analysis.composite.scaling import normalise
from painopiste.analysis.composite.treating import Treated, filled, treat_all
from painopiste.analysis.composite.weighing import given


@dataclass(frozen=True)
class Index:
    """Every step of an index: `normalised` is (areas, indicators), each of `scores` (areas,) by the node's code."""

    recipe: Recipe
    treated: tuple[Treated, ...]
    normalised: Numbers
    scores: dict[str, Numbers]

    @property
    def values(self) -> Numbers:
        """The index itself, (areas,): the last node."""
        return self.scores[self.recipe.nodes[-1].code]

    @property
    def ranks(self) -> Numbers:
        """1 for the highest; equal areas share the better rank; NaN without a value."""
        return rank_of(self.values)

    def contributions(self, code: str = "") -> dict[str, Numbers]:
        """What each child of an arithmetic node (the index unless said) adds to its score, (areas,) each.

        ValueError for another mean, where parts do not add up.
        """
        node = next((n for n in self.recipe.nodes if n.code == (code or self.recipe.nodes[-1].code)), None)
        if node is None or node.aggregation != "arithmetic":
            raise ValueError(f"{code or 'The index'} is not an arithmetic mean whose parts add up.")
        parts = _children(node, self.recipe, self.normalised, self.scores)
        known = np.where(np.isnan(parts), 0, _weights(node))
        total = known.sum(axis=1, keepdims=True)
        share = np.nan_to_num(parts) * known / np.where(total > 0, total, np.nan)
        return dict(zip(node.children, share.T, strict=True))


def rank_of(values: ArrayLike) -> Numbers:
    """1 for the highest of (areas,); equal ones share the better rank; NaN stays NaN."""
    from scipy.stats import rankdata

    return np.asarray(rankdata(-np.asarray(values, float), method="min", nan_policy="omit"), float)


def compute(recipe: Recipe, data: ArrayLike, groups: ArrayLike | None = None) -> Index:
    """Carry out a recipe on (areas, indicators), NaN for missing. Gaps are filled within `groups` (areas,).

    Order: gaps, outliers, directions and scale, then the levels. ValueError when the data have other columns.
    """
    numbers = columns(data)
    if numbers.shape[1] != len(recipe.indicators):
        raise ValueError(f"The recipe has {len(recipe.indicators)} indicators, the data {numbers.shape[1]}.")
    if recipe.fill_gaps:
        numbers = filled(numbers, groups, recipe.fill_gaps)
    if recipe.treat_outliers:
        treated = tuple(treat_all(numbers))
    else:
        treated = tuple(Treated(column, "none", 0) for column in numbers.T)
    scaled = normalise(np.column_stack([column.values for column in treated]), recipe.normalisation, recipe.signs)
    if recipe.normalisation == "minmax":
        scaled = recipe.floor + scaled * (100 - recipe.floor) / 100
    return Index(recipe, treated, scaled, aggregate(recipe, scaled))


def aggregate(recipe: Recipe, normalised: ArrayLike) -> dict[str, Numbers]:
    """The levels of a recipe over already normalised (areas, indicators): scores (areas,) by node."""
    scores: dict[str, Numbers] = {}
    scaled = columns(normalised)
    for node in recipe.nodes:
        scores[node.code] = mean(_children(node, recipe, scaled, scores), _weights(node), node.aggregation)
    return scores


def _weights(node: Node) -> Numbers:
    return given(node.weights or [1.0] * len(node.children))


def _children(node: Node, recipe: Recipe, normalised: Numbers, scores: dict[str, Numbers]) -> Numbers:
    at = {code: i for i, code in enumerate(recipe.indicators)}
    return np.column_stack([normalised[:, at[code]] if code in at else scores[code] for code in node.children])
