"""What one thing that waits is, and what a part of the model declares so that its things are found."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from painopiste.base.actors import Actor
from painopiste.base.words import Words


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits for the reader: what it is called, the page where it is done, and until when.

    `note` says in a few words what is to be done or since when it waits. `names` are the rows that the title tells of,
    as kind and key: a letter, which others may read, has the title only if all of them are public, and never the note.
    """

    title: Words | str
    url: str
    note: str = ""
    due: date | None = None
    late: bool = False
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of things that wait. `find` gives those of one reader on one day, the most urgent first.

    It reads through selectors, so that nobody is told of what they may not see. It asks a constant number of queries,
    and none for a reader without the rights that it is about.
    """

    code: str
    heading: Any  # a lazy text
    find: Callable[[Actor, date], Iterable[Item]]


@dataclass(frozen=True, slots=True)
class Group:
    """The things of one kind that wait for one reader."""

    code: str
    heading: Any
    items: tuple[Item, ...]
