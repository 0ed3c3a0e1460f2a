"""What is given to the finder and what it gives back. Plain frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Fact(NamedTuple):
    """Something that two items may share besides words.

    `kind` is the caller's word (organisation, body, area, group of people), `key` tells one of a kind from another.
    """

    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of work: a measure, a focus area, a proposal.

    `title` and `text` are by language (`fi`, `sv`, `en`); a language may be missing. `facts` say how strongly each
    holds: 1 for who leads, less for who takes part. Nothing but what stands here is looked at.
    """

    key: str
    title: Mapping[str, str]
    text: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[Fact, float] = field(default_factory=dict)


class SharedWord(NamedTuple):
    """A base form in both texts, and its part of the likeness of the texts: 0 to 1, all of a pair together give 1."""

    lemma: str
    share: float


class SharedFact(NamedTuple):
    """A fact that holds for both, and its part of the likeness of the facts: 0 to 1, all of a pair together give 1."""

    fact: Fact
    share: float


@dataclass(frozen=True, slots=True)
class Near:
    """How near another item is.

    `words` and `facts` are cosines, 0 (nothing shared) to 1 (the same); `score` is what the list is sorted by.
    `why_words` and `why_facts` name what weighs most, heaviest first. `language` is the one that was compared in,
    `told_in` that of the words.
    """

    key: str
    score: float
    words: float
    facts: float
    language: str
    told_in: str
    why_words: tuple[SharedWord, ...] = ()
    why_facts: tuple[SharedFact, ...] = ()
