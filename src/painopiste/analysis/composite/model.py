"""The shapes that an index is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]


def columns(data: ArrayLike) -> Numbers:
    """The data as floats of shape (areas, indicators). ValueError for another number of dimensions or an infinity."""
    numbers = np.asarray(data, dtype=np.float64)
    if numbers.ndim != 2:
        raise ValueError(f"The data are areas by indicators, two dimensions, not {numbers.ndim}.")
    if np.any(np.isinf(numbers)):
        raise ValueError("An indicator has an infinite value.")
    return numbers


@dataclass(frozen=True)
class Node:
    """A pillar or the index itself: what it is put together from, children being codes of indicators or nodes."""

    code: str
    children: tuple[str, ...]
    weights: tuple[float, ...] = ()  # as many as children; none means equal
    aggregation: str = "arithmetic"

    def __post_init__(self) -> None:
        if not self.children:
            raise ValueError(f"{self.code} is put together from nothing.")
        if self.weights and len(self.weights) != len(self.children):
            raise ValueError(f"{self.code} has {len(self.children)} children but {len(self.weights)} weights.")


@dataclass(frozen=True)
class Recipe:
    """An index as it is saved: everything but the data. Nodes come before those that use them; the last is it.

    `directions` has +1 for an indicator that lifts the index (the default) and −1 for one that lowers it.
    """

    indicators: tuple[str, ...]
    nodes: tuple[Node, ...]
    directions: Mapping[str, int] = field(default_factory=dict)
    normalisation: str = "minmax"
    treat_outliers: bool = False
    fill_gaps: str = ""  # "", "mean" or "median"
    floor: float = (
        0.0  # where min–max begins; above 0 when a geometric or harmonic mean must not fall to 0 for one worst
    )

    def __post_init__(self) -> None:
        known = set(self.indicators)
        if len(known) != len(self.indicators):
            raise ValueError("An indicator is in the recipe twice.")
        for node in self.nodes:
            unknown = set(node.children) - known
            if unknown:
                raise ValueError(f"{node.code} uses what is not known before it: {', '.join(sorted(unknown))}.")
            known.add(node.code)
        if not self.nodes:
            raise ValueError("A recipe needs at least one node: the index itself.")

    @property
    def signs(self) -> Numbers:
        """+1 or −1 for each indicator, in order."""
        return np.array([self.directions.get(code, 1) for code in self.indicators], float)
