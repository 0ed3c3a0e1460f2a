"""Finding the nearest of some items. It knows only the items it is given: rarity is counted among these alone."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Generic

from painopiste.analysis.language import LANGUAGES, words
from painopiste.analysis.nearness.model import Fact, Item, Near, SharedFact, SharedWord
from painopiste.analysis.nearness.weights import Term, Vector, counted, of_length_one, rarity

FACTS = 0.2  # shared facts lift a score by at most a fifth: they order what shares words, and never stand in for it
REASONS = 5  # words and facts told of each pair


class Space(Generic[Term]):
    """Vectors of length 1 by item, and by term the items that have it."""

    def __init__(self, counts: Mapping[str, Mapping[Term, float]]) -> None:
        rare: Vector[Term] = rarity(counts.values())
        self.vectors: dict[str, Vector[Term]] = {key: of_length_one(vector, rare) for key, vector in counts.items()}
        self.having: dict[Term, list[tuple[str, float]]] = defaultdict(list)
        for key, vector in self.vectors.items():
            for term, weight in vector.items():
                self.having[term].append((key, weight))

    def cosines(self, key: str) -> dict[str, float]:
        """How like each other item that shares a term is to this one, 0 to 1."""
        likeness: dict[str, float] = defaultdict(float)
        for term, weight in self.vectors.get(key, {}).items():
            for other, its in self.having[term]:
                likeness[other] += weight * its
        likeness.pop(key, None)
        return likeness

    def shared(self, key: str, other: str) -> list[tuple[Term, float]]:
        """The terms of both, each with its part of their likeness (0 to 1), heaviest first."""
        mine, its = self.vectors.get(key, {}), self.vectors.get(other, {})
        products = {term: weight * its[term] for term, weight in mine.items() if term in its}
        whole = sum(products.values())
        ordered = sorted(products.items(), key=lambda each: (-each[1], each[0]))
        return [(term, product / whole) for term, product in ordered]


class Nearness:
    """Items made ready for being asked about, in memory.

    Making it takes about 0.1 ms an item; the first of a process waits two seconds for the dictionaries. The same
    items in the same order always give the same lists. Two items are compared in the first of Finnish, Swedish and
    English that both are written in.

    :raises ValueError: if two items have the same key
    """

    def __init__(self, items: Iterable[Item]) -> None:
        self._items: dict[str, Item] = {}
        for item in items:
            if item.key in self._items:
                raise ValueError(f"two items have the key {item.key!r}")
            self._items[item.key] = item
        self._places = {key: place for place, key in enumerate(self._items)}
        self._spaces: dict[str, Space[str]] = {}

    def nearest(
        self, key: str, *, limit: int = 5, without: Collection[str] = (), told_in: str | None = None
    ) -> list[Near]:
        """At most `limit` items that share words with the one of this key, the nearest first; equals in given order.

        `score` is the cosine of the words times 1 + 0.2 times the cosine of the facts.

        :param without: keys of items that are not listed; they still count for how rare a word is
        :param told_in: the reader's language. Scores do not depend on it: it only chooses the language of the words
            that are told, where both items share some in it
        :raises KeyError: if no item has the key
        """
        item, facts = self._items[key], self._facts.cosines(key)
        scored: list[tuple[float, str, str, float]] = []
        met = {key, *without}
        for language in LANGUAGES:
            if not item.title.get(language):
                continue
            likeness = self._space(language).cosines(key)
            found = [other for other, its in self._items.items() if other not in met and its.title.get(language)]
            met.update(found)
            scored += [
                (likeness[other] * (1 + FACTS * facts.get(other, 0.0)), other, language, likeness[other])
                for other in found
                if other in likeness
            ]
        scored.sort(key=lambda each: (-round(each[0], 9), self._places[each[1]]))
        return [
            Near(
                other, score, likeness, facts.get(other, 0.0), language,
                *self._words(key, other, [told_in, language] if told_in in LANGUAGES else [language]),
                tuple(SharedFact(*each) for each in self._facts.shared(key, other)[:REASONS]),
            )
            for score, other, language, likeness in scored[:limit]
        ]  # fmt: skip

    def _words(self, key: str, other: str, languages: Sequence[str]) -> tuple[str, tuple[SharedWord, ...]]:
        """The heaviest shared words in the first of the languages that has some, and that language."""
        for language in languages:
            shared = self._space(language).shared(key, other)
            if shared:
                heaviest = _without_parts(shared, self._compounds(other, language))[:REASONS]
                return language, tuple(SharedWord(*each) for each in heaviest)
        return languages[-1], ()

    def _space(self, language: str) -> Space[str]:
        if language not in self._spaces:
            items = {key: item for key, item in self._items.items() if item.title.get(language)}
            self._spaces[language] = Space({key: counted(item, language) for key, item in items.items()})
        return self._spaces[language]

    @cached_property
    def _facts(self) -> Space[Fact]:
        return Space({key: item.facts for key, item in self._items.items()})

    def _compounds(self, key: str, language: str) -> dict[str, tuple[str, ...]]:
        item = self._items[key]
        text = f"{item.title.get(language, '')} {item.text.get(language, '')}"
        return {word.lemma: word.parts for word in words(text, language=language)}


def _without_parts(
    shared: Sequence[tuple[str, float]], compounds: Mapping[str, tuple[str, ...]]
) -> list[tuple[str, float]]:
    """The shared terms, where a whole compound is shared with the shares of its parts added to it."""
    shares = dict(shared)
    for whole in sorted(shares, key=lambda term: (-len(term), term)):
        for part in compounds.get(whole, ()) if whole in shares else ():
            if part != whole and part in shares:
                shares[whole] += shares.pop(part)
    return sorted(shares.items(), key=lambda each: (-round(each[1], 9), each[0]))
