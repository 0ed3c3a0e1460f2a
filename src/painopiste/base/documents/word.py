"""Makes the Word file of a report, which officials can edit further."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.shared import Mm

from painopiste.base.documents import word_look
from painopiste.base.documents import word_xml as xml
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
    Run,
    Table,
    cell_runs,
    runs,
)
from painopiste.base.documents.characters import printable
from painopiste.base.documents.labels import day, labels
from painopiste.base.documents.pictures import render_pngs, shape
from painopiste.base.documents.structure import Place, places, safe_href, targets, widths

WIDTH, HEIGHT = 160.0, 200.0  # millimetres that a picture may take


def render_docx(document: Document) -> bytes:
    """Make the Word file; the same report always gives the same bytes."""
    word = docx.Document()
    word_look.dress(word, document)
    _Body(word, document).write()
    made = io.BytesIO()
    word.save(made)
    return _timeless(made, document)


def _timeless(made: io.BytesIO, document: Document) -> bytes:
    """Pack the file anew with the report's date, for Word files carry the time of their making."""
    on = (max(document.date.year, 1980), document.date.month, document.date.day, 12, 0, 0)
    packed = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, on)
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return packed.getvalue()


class _Body:
    def __init__(self, word: WordDocument, document: Document) -> None:
        self._word = word
        self._document = document
        self._labels = labels(document.language)
        self._places = places(document)
        self._names = {name: f"_pp{number}" for number, name in enumerate(sorted(targets(self._places)), start=1)}
        self._links: dict[str, str] = {}
        self._lists = 0
        self._new_page = False
        figures = [place.block for place in self._places if isinstance(place.block, Figure)]
        self._pictures = iter(render_pngs([figure.svg for figure in figures]))

    def write(self) -> None:
        """Write the first page, the contents and every block."""
        for part in self._front():
            self._add(part)
        for place in self._places:
            if isinstance(place.block, Figure):
                self._figure(place.block, place)
            else:
                for part in self._block(place):
                    self._add(part)

    def _add(self, content: str) -> None:
        for element in parse_xml(f"<w:body {xml.NAMESPACES}>{content}</w:body>"):
            if self._new_page and element.tag.endswith("}p"):
                element.get_or_add_pPr().get_or_add_pageBreakBefore()
                self._new_page = False
            self._word.element.body.insert_element_before(element, "w:sectPr")

    def _front(self) -> Iterator[str]:
        document = self._document
        yield xml.paragraph(xml.run(document.organisation), "Organisation")
        yield xml.paragraph(xml.run(document.title), "Title")
        yield xml.paragraph(xml.run(document.subtitle), "Subtitle")
        if document.demonstration:
            yield xml.paragraph(xml.run(document.demonstration), "Demonstration")
        if document.authors:
            yield xml.paragraph(xml.run(", ".join(document.authors)))
        yield xml.paragraph(xml.run(day(document.date), strong=True))
        self._new_page = True
        entries = [place for place in self._places if 0 < place.level <= 2]
        if document.contents and entries:
            yield xml.paragraph(xml.run(self._labels["contents"]), "ContentsTitle")
            yield self._contents(entries)
            self._new_page = True

    def _contents(self, entries: Sequence[Place]) -> str:
        """Write the contents as a field that Word brings up to date, filled already for other programs."""
        start = (
            '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
            '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        written: list[str] = []
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        for place in entries:
            text = place.block.text if isinstance(place.block, Heading) else ""
            line = xml.run(f"{place.number} {text}".strip())
            link = f'<w:hyperlink w:anchor="{self._names[place.id]}" w:history="1">{line}</w:hyperlink>'
            content = (start if not written else "") + link + (end if place is entries[-1] else "")
            written.append(xml.paragraph(content, f"TOC{place.level}"))
        return "".join(written)

    def _block(self, place: Place) -> Iterator[str]:
        match place.block:
            case Heading(text=text):
                unnumbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>' if not place.number else ""
                yield xml.paragraph(self._marked(place, xml.run(text)), f"Heading{place.level}", unnumbered)
            case Paragraph(text=text):
                yield xml.paragraph(self._flow(runs(text)))
            case BulletList() as items:
                yield from self._list(items)
            case Table() as table:
                yield xml.paragraph(self._caption(place, "table", table.caption), "Caption")
                yield self._table(table)
                yield self._below(table)
            case Facts(rows=rows):
                for name, value in rows:
                    yield self._fact(name, value)
            case Callout(kind=kind, text=text, title=title):
                frame = xml.framed(kind)
                yield xml.paragraph(xml.run(title or self._labels[kind]), "CalloutTitle", frame)
                yield xml.paragraph(self._flow(runs(text)), "Callout", frame)
            case PageBreak():
                self._new_page = True

    def _list(self, items: BulletList) -> Iterator[str]:
        number = word_look.BULLETS
        if items.ordered:
            self._lists += 1
            number = word_look.restarted_numbers(self._word, self._lists)
        mark = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        for place, item in enumerate(items.items, start=1):
            close = '<w:spacing w:after="60"/>' if place < len(items.items) else ""
            yield xml.paragraph(self._flow(runs(item)), "", mark + close)

    def _fact(self, name: str, value: str | Cell) -> str:
        return xml.paragraph(xml.run(name, strong=True) + "<w:r><w:tab/></w:r>" + self._flow(cell_runs(value)), "Fact")

    def _table(self, table: Table) -> str:
        rows = [
            [self._flow(cell_runs(cell), strong=number == 0 and table.row_headers) for number, cell in enumerate(row)]
            for row in table.rows
        ]
        if not rows:
            rows = [[xml.run(self._labels["empty"], emphasis=True), *[""] * (len(table.columns) - 1)]]
        return xml.table(table.columns, widths(table), rows, table.caption, table.row_headers)

    def _figure(self, figure: Figure, place: Place) -> None:
        self._add(xml.paragraph(self._caption(place, "figure", figure.caption), "Caption"))
        line = self._word.add_paragraph()
        line.paragraph_format.keep_with_next = bool(figure.source or figure.note or figure.href)
        width = min(WIDTH, HEIGHT / shape(figure.svg))
        picture = line.add_run().add_picture(io.BytesIO(next(self._pictures)), width=Mm(width))
        about = picture._inline.docPr
        about.set("descr", printable(figure.alt))
        about.set("name", f"{self._labels['figure']} {place.number}")
        self._add(self._below(figure))
        if figure.table and figure.print_table:
            self._add(self._table(figure.table) + xml.paragraph(""))

    def _caption(self, place: Place, kind: str, text: str) -> str:
        number = xml.field(f"SEQ {self._labels[kind]} \\* ARABIC", place.number)
        return self._marked(place, xml.run(f"{self._labels[kind]} ") + number) + xml.run(f". {text}")

    def _marked(self, place: Place, content: str) -> str:
        name = self._names[place.id]
        return xml.bookmark(int(name[3:]), name, content)

    def _below(self, block: Table | Figure) -> str:
        lines: list[tuple[Run, ...]] = [(Run(block.note),)] if block.note else []
        if block.source:
            lines.append((Run(f"{self._labels['source']}: {block.source}"),))
        if block.href and self._link(block.href):
            lines.append((Run(self._labels["rows"], href=block.href),))
        return xml.paragraph("<w:r><w:br/></w:r>".join(self._flow(line) for line in lines), "BelowContent")

    def _flow(self, pieces: Sequence[Run], *, strong: bool = False) -> str:
        return xml.flow(pieces, self._link, strong=strong)

    def _link(self, href: str) -> str:
        address = safe_href(href, self._document.base_url)
        if address.startswith("#"):
            return f'w:anchor="{self._names[address[1:]]}"' if address[1:] in self._names else ""
        if ":" not in address:
            return ""  # a relative address leads nowhere from a file
        if address not in self._links:
            self._links[address] = f"rIdLink{len(self._links) + 1}"
            rels = self._word.part.rels
            rels.add_relationship(
                RELATIONSHIP_TYPE.HYPERLINK, printable(address), self._links[address], is_external=True
            )
        return f'r:id="{self._links[address]}"'
