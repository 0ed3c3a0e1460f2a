"""Makes the tagged, accessible PDF (PDF/UA-1) of a report."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from painopiste.base.documents import engine
from painopiste.base.documents.blocks import (
    BulletList,
    Callout,
    Cell,
    Document,
    Facts,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Table,
    Text,
    cell_runs,
    plain,
    runs,
)
from painopiste.base.documents.characters import breakable, shown
from painopiste.base.documents.labels import day, labels
from painopiste.base.documents.pictures import shape
from painopiste.base.documents.structure import Place, places, safe_href, targets, widths

WIDTH, HEIGHT = 160.0, 205.0  # millimetres that a figure may take
LINES_KEPT_TOGETHER = 16


def render_pdf(document: Document) -> bytes:
    """Make the PDF; the same report always gives the same bytes."""
    midday = datetime.combine(document.date, time(12), tzinfo=UTC)
    return engine.pdf("report.typ", _Content(document).whole(), timestamp=int(midday.timestamp()))


class _Content:
    """The report as the template reads it: every text cleaned, every number and link settled."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._places = places(document)
        self._targets = targets(self._places)
        self._labels = labels(document.language)

    def whole(self) -> dict[str, Any]:
        document = self._document
        return {
            "title": shown(document.title).strip() or "–",
            "subtitle": shown(document.subtitle),
            "language": document.language,
            "date": {"year": document.date.year, "month": document.date.month, "day": document.date.day},
            "day": day(document.date),
            "organisation": shown(document.organisation),
            "authors": [shown(author) for author in document.authors],
            "keywords": [shown(keyword) for keyword in document.keywords],
            "description": shown(document.description),
            "demonstration": shown(document.demonstration),
            "contents": document.contents,
            "labels": dict(self._labels),
            "blocks": [self._block(place) for place in self._places],
        }

    def _block(self, place: Place) -> dict[str, Any]:
        match place.block:
            case Heading(text=text):
                content = {"kind": "heading", "text": shown(text), "level": place.level}
                return content | {"number": place.number, "id": place.id}
            case Paragraph(text=text):
                return {"kind": "paragraph", "runs": self._text(text)}
            case BulletList(items=items, ordered=ordered):
                return {"kind": "list", "ordered": ordered, "items": [self._text(item) for item in items]}
            case Table() as table:
                return {"kind": "table", "number": place.number, "id": place.id} | self._table(table)
            case Figure() as figure:
                return {"kind": "figure", "number": place.number, "id": place.id} | self._figure(figure)
            case Facts(rows=rows):
                return {"kind": "facts", "rows": [[shown(name), self._cell(cell)] for name, cell in rows]}
            case Callout(kind=kind, text=text, title=title):
                content = {"kind": "callout", "tone": kind, "runs": self._text(text)}
                return content | {"title": shown(title) or self._labels[kind]}
            case PageBreak():
                return {"kind": "page_break"}

    def _table(self, table: Table) -> dict[str, Any]:
        longest = [max(len(plain(cell)) for cell in row) for row in table.rows]
        return self._below(table) | {
            "caption": shown(table.caption),
            "columns": [
                {"header": breakable(shown(column.header)), "align": column.align, "width": width}
                for column, width in zip(table.columns, widths(table), strict=True)
            ],
            "rows": [[self._cell(cell) for cell in row] for row in table.rows],
            "row_headers": table.row_headers,
            "whole_rows": [length < 1000 for length in longest],
            "together": sum(1 + length // 40 for length in longest) <= LINES_KEPT_TOGETHER,
        }

    def _figure(self, figure: Figure) -> dict[str, Any]:
        return self._below(figure) | {
            "caption": shown(figure.caption),
            "alt": shown(figure.alt),
            "svg": shown(figure.svg),
            "width": min(WIDTH, HEIGHT / shape(figure.svg)),
            "table": self._table(figure.table) if figure.table and figure.print_table else None,
        }

    def _below(self, block: Table | Figure) -> dict[str, Any]:
        return {"note": shown(block.note), "source": shown(block.source), "href": self._href(block.href)}

    def _cell(self, cell: str | Cell) -> list[dict[str, Any]]:
        return self._text(cell_runs(cell))

    def _text(self, text: Text) -> list[dict[str, Any]]:
        return [
            {
                "text": breakable(shown(run.text)),
                "strong": run.strong,
                "emphasis": run.emphasis,
                "href": self._href(run.href),
                "language": run.language if run.language != self._document.language else "",
            }
            for run in runs(text)
        ]

    def _href(self, href: str) -> str:
        address = safe_href(href, self._document.base_url)
        if address.startswith("#"):
            return address if address[1:] in self._targets else ""
        return shown(address) if ":" in address else ""  # a relative address leads nowhere from a file
