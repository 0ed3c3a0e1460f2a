"""Numbers, names and links of a report: the same in every format."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from painopiste.base.documents.blocks import Block, Document, Figure, Heading, Table, plain

SAFE_SCHEMES = frozenset({"http", "https", "mailto"})
DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: its number ("2.1" or "3"), its name for links, and a heading's level."""

    block: Block
    id: str = ""
    number: str = ""
    level: int = 0


def places(document: Document) -> tuple[Place, ...]:
    """Number the headings, tables and figures, and give each a name of its own."""
    return tuple(_Numbering().placed(document.blocks))


def targets(placed: tuple[Place, ...]) -> frozenset[str]:
    """Give the names that a link inside the report may lead to."""
    return frozenset(place.id for place in placed if place.id)


def safe_href(href: str, base_url: str = "") -> str:
    """Give the address of a link if it is one that may be followed, else nothing."""
    if href.startswith("#"):
        return "#" + _name(href[1:]) if len(href) > 1 else ""
    # What a browser would read differently from us is no address: "//host", a backslash, a space, a control character.
    if href.startswith("//") or not href.isprintable() or " " in href or "\\" in href:
        return ""
    try:
        address = urljoin(base_url, href) if base_url and href else href
        scheme = urlsplit(address).scheme
    except ValueError:
        return ""
    return address if scheme in SAFE_SCHEMES or (not scheme and href.startswith(("/", "?"))) else ""


def widths(table: Table) -> tuple[float, ...]:
    """Share the width of a table between its columns: as asked, or as their texts need."""
    return tuple(
        column.width or _need(column.header, [plain(row[number]) for row in table.rows])
        for number, column in enumerate(table.columns)
    )


def _need(header: str, texts: list[str]) -> float:
    heading = max((len(word) for word in header.split()), default=1) * 1.25 + 1  # headings are bold
    longest_word = max((len(word) for text in texts for word in text.split()), default=1) + 1
    typical = max((min(len(text), 60) for text in texts), default=0)
    return float(max(5, min(heading, 22), min(longest_word, 22), min(typical + 1, 15), typical * 0.75))


class _Numbering:
    def __init__(self) -> None:
        self._counts = [0] * DEEPEST
        self._tables = self._figures = self._level = 0
        self._unnumbered_from = 0
        self._taken: set[str] = set()

    def placed(self, blocks: tuple[Block, ...]) -> Iterator[Place]:
        for block in blocks:
            match block:
                case Heading():
                    yield self._heading(block)
                case Table():
                    self._tables += 1
                    yield Place(block, self._free(block.id or f"table-{self._tables}"), str(self._tables))
                case Figure():
                    self._figures += 1
                    yield Place(block, self._free(block.id or f"figure-{self._figures}"), str(self._figures))
                case _:
                    yield Place(block)

    def _heading(self, block: Heading) -> Place:
        # Levels may not be skipped on the way down: a screen reader's user would look for what is missing.
        level = self._level = max(1, min(block.level, self._level + 1, DEEPEST))
        if self._unnumbered_from and level <= self._unnumbered_from:
            self._unnumbered_from = 0
        if not block.numbered and not self._unnumbered_from:
            self._unnumbered_from = level
        number = "" if self._unnumbered_from else self._next(level)
        if not block.text.strip():
            block = replace(block, text="–")  # a heading that is not there yet must not keep a report from being made
        return Place(block, self._free(block.id or f"section-{number or block.text}"), number, level)

    def _next(self, level: int) -> str:
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (DEEPEST - level)
        return ".".join(str(max(count, 1)) for count in self._counts[:level])

    def _free(self, wanted: str) -> str:
        name = base = _name(wanted)
        count = 1
        while name in self._taken:
            count += 1
            name = f"{base}-{count}"
        self._taken.add(name)
        return name


def _name(text: str) -> str:
    letters = re.sub(r"[^A-Za-z0-9_.]+", "-", text.translate(_PLAIN_LETTERS)).strip("-.")
    return letters.lower() if letters[:1].isalpha() else f"s-{letters.lower()}"


_PLAIN_LETTERS: Mapping[int, int] = str.maketrans("åäöÅÄÖ", "aaoAAO")
