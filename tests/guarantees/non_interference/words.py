"""What a reader who suspects something tries: keys, row numbers, names and canaries, by their tables."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from painopiste.base.web import sealing

COLUMNS = ("key", "number", "abbreviation", "username", "name", "email")
NAMES = ("name_fi", "title_fi", "text_fi", "note_fi", "title", "message", "description_fi")


def _lists() -> defaultdict[str, list[str]]:
    return defaultdict(list)


@dataclass
class Words:
    """Words of hidden rows; `owners` tells of a visible row's key or number to which table it belongs."""

    keys: defaultdict[str, list[str]] = field(default_factory=_lists)
    addressed: defaultdict[str, list[str]] = field(default_factory=_lists)  # only what stands in an address of the row
    ids: defaultdict[str, list[str]] = field(default_factory=_lists)
    names: defaultdict[str, list[str]] = field(default_factory=_lists)
    others: list[str] = field(default_factory=list)
    visible: list[str] = field(default_factory=list)
    owners: dict[str, set[str]] = field(default_factory=dict)

    def add_hidden(self, row: Any) -> None:
        table = type(row).__name__
        self.ids[table].append(str(row.pk))
        if isinstance(row.pk, int):  # as it stands in an address whose pattern does not know the table
            self.keys[table].append(sealing.sealed_row(row))
        if key := getattr(row, "key", None):
            self.addressed[table].append(str(key))
        self.keys[table] += [str(getattr(row, name)) for name in COLUMNS if getattr(row, name, None)]
        texts = [str(getattr(row, name)) for name in NAMES if getattr(row, name, None)]
        self.names[table] += [text.split()[0] for text in texts if text.split()]

    def add_visible(self, row: Any) -> None:
        sealed = [sealing.sealed_row(row)] if isinstance(row.pk, int) else []
        for value in (row.pk, getattr(row, "key", None), *sealed):
            if value:
                self.owners.setdefault(str(value), set()).add(type(row).__name__)
                self.visible.append(str(value))

    def join(self, other: "Words") -> None:
        """Take the hidden words of another world too."""
        pairs = ((self.keys, other.keys), (self.addressed, other.addressed))
        for mine, others in (*pairs, (self.ids, other.ids), (self.names, other.names)):
            for table, words in others.items():
                mine[table] += words
        self.others += other.others

    def all(self) -> list[str]:
        lists = [*self.keys.values(), *self.ids.values(), *self.names.values(), self.others, self.visible]
        return sorted({word for words in lists for word in words})

    def alike(self, values: Any, *, numbers: bool) -> list[str]:
        """Hidden keys, or row numbers, of the tables that these visible values belong to."""
        tables = {table for value in values for table in self.owners.get(str(value), ())}
        return [word for table in sorted(tables) for word in (self.ids if numbers else self.keys)[table]]

    def at_the_place_of(self, values: Any) -> list[str]:
        """Hidden keys of the tables that these visible keys belong to: each is the address of a hidden row."""
        tables = {table for value in values for table in self.owners.get(str(value), ())}
        return [word for table in sorted(tables) for word in self.addressed[table]]
