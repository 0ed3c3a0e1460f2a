"""Phenomenon indices: outliers and gaps, one scale, weights, means or orders, in levels, with their uncertainty."""

from painopiste.analysis.composite.aggregating import MEANS, kemeny, mean, order_score, outranking
from painopiste.analysis.composite.computing import Index, aggregate, compute, rank_of
from painopiste.analysis.composite.model import Node, Recipe
from painopiste.analysis.composite.scaling import WAYS, min_max, normalise, ranks, share_of_best, to_reference, z_scores
from painopiste.analysis.composite.treating import (
    Treated,
    available,
    filled,
    kurtosis,
    shifted_log,
    skewness,
    treat,
    winsorise,
)
from painopiste.analysis.composite.uncertainty import Choices, RankIntervals, Sensitivity, rank_intervals, sensitivity
from painopiste.analysis.composite.weighing import (
    Components,
    correlations,
    cronbach_alpha,
    equal,
    from_budgets,
    from_components,
    from_entropy,
    given,
    principal_components,
)

__all__ = [
    "MEANS", "WAYS", "Choices", "Components", "Index", "Node", "RankIntervals", "Recipe", "Sensitivity", "Treated",
    "aggregate", "available", "compute", "correlations", "cronbach_alpha", "equal", "filled", "from_budgets",
    "from_components", "from_entropy", "given", "kemeny", "kurtosis", "mean", "min_max", "normalise", "order_score",
    "outranking", "principal_components", "rank_intervals", "rank_of", "ranks", "sensitivity", "share_of_best",
    "shifted_log", "skewness", "to_reference", "treat", "winsorise", "z_scores",
]  # fmt: skip
