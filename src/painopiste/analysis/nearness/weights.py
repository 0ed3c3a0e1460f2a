"""Vectors of weighted terms.

Weights are those of Salton and Buckley (1988, "Term-weighting approaches in automatic text retrieval"): 1 + ln(times)
for how often a term occurs, ln((1 + items) / (1 + items with it)) + 1 for how rare it is, and length 1 for the whole.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

from painopiste.analysis.language import words
from painopiste.analysis.nearness.model import Fact, Item

Term = TypeVar("Term", str, Fact)
Vector = dict[Term, float]

TITLE = 3.0  # a word of the title counts as often
PART = 0.7  # a part of a compound counts this much of a word: it says less than the whole


def counted(item: Item, language: str) -> Vector[str]:
    """How often each base form stands in an item, parts of compounds with them; words of the title count threefold."""
    times: Vector[str] = defaultdict(float)
    for text, weight in ((item.title.get(language, ""), TITLE), (item.text.get(language, ""), 1.0)):
        for word in words(text, language=language):
            times[word.lemma] += weight
            for part in word.parts:
                times[part] += weight * PART
    return {term: 1 + math.log(count) if count >= 1 else count for term, count in times.items()}


def rarity(vectors: Iterable[Mapping[Term, float]]) -> Vector[Term]:
    """How much each term tells among these items: 1 for one that stands in all, more the rarer it is."""
    found = list(vectors)
    having = Counter(term for vector in found for term in vector)
    return {term: math.log((1 + len(found)) / (1 + count)) + 1 for term, count in having.items()}


def of_length_one(vector: Mapping[Term, float], rare: Mapping[Term, float]) -> Vector[Term]:
    """The vector weighed by rarity and brought to length 1; an empty one stays empty."""
    weighed = {term: weight * rare[term] for term, weight in vector.items()}
    length = math.sqrt(math.fsum(weight * weight for weight in weighed.values()))
    return {term: weight / length for term, weight in weighed.items()} if length else {}
