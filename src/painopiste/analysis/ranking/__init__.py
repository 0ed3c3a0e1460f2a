"""Ranking what several people have scored on weighted criteria, and how far the order holds when the weights move."""

from painopiste.analysis.ranking.sensitivity import Holds, Pair, how_it_holds, ranks
from painopiste.analysis.ranking.spread import Spread, spread_of

__all__ = ["Holds", "Pair", "Spread", "how_it_holds", "ranks", "spread_of"]
