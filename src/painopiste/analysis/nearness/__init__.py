"""Which pieces of work are near each other, and why: shared words and shared facts, weighed by how rare they are."""

from painopiste.analysis.nearness.finder import Nearness
from painopiste.analysis.nearness.model import Fact, Item, Near, SharedFact, SharedWord

__all__ = ["Fact", "Item", "Near", "Nearness", "SharedFact", "SharedWord"]
