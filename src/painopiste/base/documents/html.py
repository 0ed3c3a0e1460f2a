"""Makes the page of a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path

from painopiste.base.documents.blocks import (
    BulletList,
    Callout,
    Cell,
    Document,
    Facts,
    Figure,
    Heading,
    Paragraph,
    Run,
    Table,
    Text,
    cell_runs,
    runs,
)
from painopiste.base.documents.characters import printable
from painopiste.base.documents.labels import day, labels
from painopiste.base.documents.structure import Place, places, safe_href, targets

STYLES = (Path(__file__).parent / "alone.css", Path(__file__).parent / "static" / "documents" / "report.css")


def render_html(document: Document, *, standalone: bool = False, title_level: int = 1) -> str:
    """Make a fragment to show inside a page, or with `standalone` a whole file with its own style.

    `title_level` is the level of the report's title among the page's headings.
    """
    if not standalone:
        return _Page(document, title_level, "").fragment()
    fragment = _Page(document, 1, document.base_url).fragment()
    title, description = _words(document.title), _words(document.description)
    return (
        f'<!DOCTYPE html>\n<html lang="{_words(document.language)}" data-color-scheme="light">\n'
        f'<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="description" content="{description}">\n<style>{_style()}</style>\n</head>\n'
        f"<body>\n<main>\n{fragment}\n</main>\n</body>\n</html>\n"
    )


@cache
def _style() -> str:
    return "".join(style.read_text() for style in STYLES)


def _words(text: str) -> str:
    return escape(printable(text), quote=True)


def _lines(text: str) -> str:
    return _words(text).replace("\n", "<br>")


class _Page:
    def __init__(self, document: Document, title_level: int, base_url: str) -> None:
        self._document = document
        self._title_level = title_level
        self._base_url = base_url
        self._places = places(document)
        self._targets = targets(self._places)
        self._labels = labels(document.language)

    def fragment(self) -> str:
        document = self._document
        body = "\n".join([*self._front(), *(self._block(place) for place in self._places)])
        return f'<article class="pp-document" lang="{_words(document.language)}">\n{body}\n</article>'

    def _front(self) -> Iterator[str]:
        document, level = self._document, self._title_level
        yield f'<header class="pp-front">\n<h{level}>{_words(document.title)}</h{level}>'
        if document.subtitle:
            yield f'<p class="pp-subtitle">{_words(document.subtitle)}</p>'
        made_by = ", ".join(part for part in (document.organisation, *document.authors) if part)
        date = f'<time datetime="{document.date.isoformat()}">{day(document.date)}</time>'
        yield f'<p class="pp-made">{_words(made_by)}{" · " if made_by else ""}{date}</p>'
        if document.demonstration:
            yield f'<p class="pp-demonstration">{_words(document.demonstration)}</p>'
        yield "</header>"
        if document.contents and any(place.level for place in self._places):
            yield self._contents()

    def _contents(self) -> str:
        rows = "\n".join(
            f'<li class="pp-level-{place.level}"><a href="#{place.id}">{self._numbered(place)}</a></li>'
            for place in self._places
            if 0 < place.level <= 2
        )
        name = _words(self._labels["contents"])
        return (
            f'<nav class="pp-contents" aria-labelledby="contents-of-report">\n'
            f'<p class="pp-contents-title" id="contents-of-report">{name}</p>\n<ol>\n{rows}\n</ol>\n</nav>'
        )

    def _numbered(self, place: Place) -> str:
        text = place.block.text if isinstance(place.block, Heading) else ""
        number = f'<span class="pp-number">{place.number}</span> ' if place.number else ""
        return number + _words(text)

    def _block(self, place: Place) -> str:
        match place.block:
            case Heading():
                level = min(place.level + self._title_level, 6)
                return f'<h{level} id="{place.id}">{self._numbered(place)}</h{level}>'
            case Paragraph(text=text):
                return f"<p>{self._text(text)}</p>"
            case BulletList(items=items, ordered=ordered):
                return self._list(items, "ol" if ordered else "ul")
            case Table() as table:
                return self._numbered_table(table, place)
            case Figure() as figure:
                return self._figure(figure, place)
            case Facts(rows=rows):
                return self._facts(rows)
            case Callout() as callout:
                return self._callout(callout)
            case _:
                return '<hr class="pp-page-break">'

    def _list(self, items: Sequence[Text], tag: str) -> str:
        rows = "".join(f"<li>{self._text(item)}</li>" for item in items)
        return f"<{tag}>{rows}</{tag}>"

    def _facts(self, rows: Sequence[tuple[str, str | Cell]]) -> str:
        pairs = "".join(
            f"<div><dt>{_words(name)}</dt><dd>{self._text(cell_runs(value))}</dd></div>" for name, value in rows
        )
        return f'<dl class="pp-facts">{pairs}</dl>'

    def _callout(self, callout: Callout) -> str:
        title = callout.title or self._labels[callout.kind]
        return (
            f'<div class="pp-callout pp-callout-{callout.kind}" role="note">'
            f'<p class="pp-callout-title">{_words(title)}</p><p>{self._text(callout.text)}</p></div>'
        )

    def _numbered_table(self, table: Table, place: Place) -> str:
        caption = self._caption("table", place.number, table.caption)
        return f'<div class="pp-table" id="{place.id}">\n{self._table(table, caption)}\n{self._below(table)}</div>'

    def _table(self, table: Table, caption: str) -> str:
        head = "".join(
            f'<th scope="col" class="pp-{column.align}">{_lines(column.header)}</th>' for column in table.columns
        )
        body = "\n".join(self._row(table, row) for row in table.rows)
        if not table.rows:
            body = f'<tr><td colspan="{len(table.columns)}"><em>{_words(self._labels["empty"])}</em></td></tr>'
        # The frame scrolls on a narrow screen, so it must be reachable with the keyboard and have a name.
        name = _words(table.caption) or _words(self._labels["table"])
        return (
            f'<div class="pp-scroll" role="group" tabindex="0" aria-label="{name}">\n<table>\n'
            f"<caption>{caption}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>\n</div>"
        )

    def _row(self, table: Table, row: Sequence[str | Cell]) -> str:
        cells = []
        for number, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            heads = number == 0 and table.row_headers
            tag, scope = ("th", ' scope="row"') if heads else ("td", "")
            cells.append(f'<{tag}{scope} class="pp-{column.align}">{self._text(cell_runs(cell))}</{tag}>')
        return f"<tr>{''.join(cells)}</tr>"

    def _figure(self, figure: Figure, place: Place) -> str:
        caption = self._caption("figure", place.number, figure.caption)
        table = ""
        if figure.table:
            inner = self._table(figure.table, _words(figure.table.caption))
            table = f"<details><summary>{_words(self._labels['show_table'])}</summary>\n{inner}\n</details>\n"
        return (
            f'<figure class="pp-figure" id="{place.id}">\n<figcaption>{caption}</figcaption>\n'
            f'<div class="pp-drawing" role="img" aria-label="{_words(figure.alt)}">{figure.svg}</div>\n'
            f"{table}{self._below(figure)}</figure>"
        )

    def _caption(self, kind: str, number: str, text: str) -> str:
        return f'<span class="pp-number">{_words(self._labels[kind])} {number}.</span> {_words(text)}'

    def _below(self, block: Table | Figure) -> str:
        parts = [_lines(block.note)] if block.note else []
        if block.source:
            parts.append(f"{_words(self._labels['source'])}: {_lines(block.source)}")
        if href := self._href(block.href):
            parts.append(f'<a href="{href}">{_words(self._labels["rows"])}</a>')
        return f'<p class="pp-below">{"<br>".join(parts)}</p>\n' if parts else ""

    def _text(self, text: Text) -> str:
        """Neighbours that lead to the same place are one link: a short one of its own would be hard to hit."""
        parts = []
        for href, neighbours in groupby(runs(text), key=lambda run: self._href(run.href)):
            shown = "".join(map(self._run, neighbours))
            parts.append(f'<a href="{href}">{shown}</a>' if href else shown)
        return "".join(parts)

    def _run(self, run: Run) -> str:
        shown = _lines(run.text)
        if run.strong:
            shown = f"<strong>{shown}</strong>"
        if run.emphasis:
            shown = f"<em>{shown}</em>"
        if run.language and run.language != self._document.language:
            shown = f'<span lang="{_words(run.language)}">{shown}</span>'
        return shown

    def _href(self, href: str) -> str:
        address = safe_href(href, self._base_url)
        known = not address.startswith("#") or address[1:] in self._targets
        return _words(address) if known else ""
