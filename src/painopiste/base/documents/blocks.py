"""What a report is made of: a list of blocks that every format (PDF, Word, HTML, JSON) is made from.

A plain string is always taken literally; only `from_markdown` reads markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from painopiste.base.documents.svg import check_svg

Align = Literal["start", "center", "end"]
CalloutKind = Literal["note", "warning", "decision"]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of running text with one appearance; `language` is given where it differs from the document's."""

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str = ""
    language: str = ""


Text = str | tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One value in a table or a fact list; with `href` the value leads to the rows behind it."""

    text: Text
    href: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a chapter. `id` makes it a target of links such as `#p7`."""

    level: int
    text: str
    id: str = ""
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    text: Text


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list of one level, with bullets or numbers."""

    items: tuple[Text, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `width` is a share relative to the other columns, 0 means as the text needs."""

    header: str
    align: Align = "start"
    width: float = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption above it; the first column heads its rows unless `row_headers` is off."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str | Cell, ...], ...]
    row_headers: bool = True
    note: str = ""
    source: str = ""
    href: str = ""
    id: str = ""

    def __post_init__(self) -> None:
        """Refuse a row with more or fewer cells than there are columns."""
        if not self.columns:
            raise ValueError("A table needs at least one column.")
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise ValueError(f"Row {number} has {len(row)} cells for {len(self.columns)} columns: {self.caption}")


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with its caption, a text that replaces it, and the numbers it shows.

    The HTML always offers `table`; PDF and Word print it only where `print_table` says so.
    """

    svg: str
    caption: str
    alt: str
    table: Table | None = None
    note: str = ""
    source: str = ""
    href: str = ""
    id: str = ""
    print_table: bool = False

    def __post_init__(self) -> None:
        """Refuse a drawing that is not safe to show inside a page, or that says nothing without being seen."""
        check_svg(self.svg)
        if not self.alt.strip():
            raise ValueError(f"A figure needs a text that replaces it: {self.caption}")


@dataclass(frozen=True, slots=True)
class Facts:
    """A list of named facts, such as "Vastuutaho: SM"."""

    rows: tuple[tuple[str, str | Cell], ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """A framed remark."""

    kind: CalloutKind
    text: Text
    title: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page in PDF and Word; nothing in HTML."""


Block = Heading | Paragraph | BulletList | Table | Figure | Facts | Callout | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report. `demonstration` is the label shown on the first page and on every page's foot; empty means real.

    Relative links work in PDF and Word only where `base_url` is given.
    """

    title: str
    language: str
    date: date
    blocks: tuple[Block, ...]
    subtitle: str = ""
    organisation: str = ""
    authors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    description: str = ""
    demonstration: str = ""
    base_url: str = ""
    contents: bool = True


def runs(text: Text, href: str = "") -> tuple[Run, ...]:
    """Turn any text into runs; `href` is given to those that lead nowhere yet."""
    given = (Run(text),) if isinstance(text, str) else text
    return tuple(Run(r.text, r.strong, r.emphasis, r.href or href, r.language) for r in given) if href else given


def cell_runs(cell: str | Cell) -> tuple[Run, ...]:
    """Turn a cell into runs."""
    return runs(cell.text, cell.href) if isinstance(cell, Cell) else runs(cell)


def plain(text: Text | Cell) -> str:
    """Give the words of a text without its appearance."""
    content = text.text if isinstance(text, Cell) else text
    return content if isinstance(content, str) else "".join(run.text for run in content)


def joined(parts: Sequence[Text]) -> tuple[Run, ...]:
    """Put texts one after another, such as a number that leads to its rows and the words after it."""
    return tuple(run for part in parts for run in runs(part))
