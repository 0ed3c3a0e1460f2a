"""The pieces that a Word file is written in: runs, links, fields, paragraphs and tables as XML."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape, quoteattr

from painopiste.base.documents.blocks import Column, Run
from painopiste.base.documents.characters import breakable, printable
from painopiste.base.documents.labels import LOCALES

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
SIDES = {"start": "left", "center": "center", "end": "right"}
BLUE, PALE, LINE = "00347A", "EAF1F9", "B4C4D8"
CALLOUTS = {"note": ("2A6EBB", "EAF1F9"), "warning": ("8A4B00", "FFF6E5"), "decision": ("1F6B3A", "EDF6F0")}
TEXT_WIDTH = 9072  # twentieths of a point: 160 mm

Linker = Callable[[str], str]  # gives the attribute of a link for an address, or nothing where it leads nowhere


def words(text: str) -> str:
    """Write text so that it is only ever text."""
    return escape(printable(text))


def quoted(text: str) -> str:
    """Write an attribute's value with its quotes."""
    return quoteattr(printable(text).replace("\n", " "))


def run(text: str, *, strong: bool = False, emphasis: bool = False, style: str = "", language: str = "") -> str:
    """Write a run; its line breaks stay."""
    look = f'<w:rStyle w:val="{style}"/>' if style else ""
    look += "<w:b/>" if strong else ""
    look += "<w:i/>" if emphasis else ""
    look += f"<w:lang w:val={quoted(LOCALES.get(language, language))}/>" if language else ""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{words(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{lines}</w:r>"


def flow(pieces: Sequence[Run], link: Linker, *, strong: bool = False) -> str:
    """Write running text with its links."""
    written = []
    for piece in pieces:
        target = link(piece.href) if piece.href else ""
        one = run(
            breakable(piece.text),
            strong=piece.strong or strong,
            emphasis=piece.emphasis,
            style="Hyperlink" if target else "",
            language=piece.language,
        )
        written.append(f'<w:hyperlink {target} w:history="1">{one}</w:hyperlink>' if target else one)
    return "".join(written)


def field(code: str, shown: str = "1") -> str:
    """Write a field that Word counts by itself, such as PAGE."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(content: str, style: str = "", more: str = "") -> str:
    """Write a paragraph in a style."""
    look = (f'<w:pStyle w:val="{style}"/>' if style else "") + more
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{content}</w:p>"


def bookmark(number: int, name: str, content: str) -> str:
    """Write content that links inside the file may lead to."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def table(
    columns: Sequence[Column], shares: Sequence[float], rows: Sequence[Sequence[str]], title: str, headed: bool
) -> str:
    """Write a table whose header row is repeated on every page and whose rows stay whole.

    `rows` hold the cells' content as written by `flow`.
    """
    wider = [share + 2 for share in shares]  # the cells' margins, and a font wider than the PDF's
    sizes = [round(TEXT_WIDTH * share / sum(wider)) for share in wider]
    sides = [SIDES[column.align] for column in columns]
    grid = "".join(f'<w:gridCol w:w="{size}"/>' for size in sizes)
    head = "".join(
        _cell(run(breakable(column.header)), size, side, "TableHeading", shade=True)
        for column, size, side in zip(columns, sizes, sides, strict=True)
    )
    body = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(_cell(cell, size, side, "TableText") for cell, size, side in zip(row, sizes, sides, strict=False))
        + "</w:tr>"
        for row in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/>{_borders()}<w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblLook w:val="0{"6" if headed else "4"}20" w:firstRow="1" w:lastRow="0" w:firstColumn="{int(headed)}" '
        f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val={quoted(title)}/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{body}</w:tbl>"
    )


def framed(tone: str) -> str:
    """Write the line and the ground of a callout, each kind in its own colours."""
    edge, ground = CALLOUTS[tone]
    return (
        f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="{edge}"/></w:pBdr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>'
    )


def _borders() -> str:
    edge = '<w:{} w:val="single" w:sz="{}" w:space="0" w:color="{}"/>'
    return (
        f"<w:tblBorders>{edge.format('top', 12, BLUE)}{edge.format('bottom', 8, BLUE)}"
        f"{edge.format('insideH', 4, LINE)}</w:tblBorders>"
    )


def _cell(content: str, size: int, side: str, style: str, *, shade: bool = False) -> str:
    ground = f'<w:shd w:val="clear" w:color="auto" w:fill="{PALE}"/><w:vAlign w:val="bottom"/>' if shade else ""
    inside = paragraph(content, style, f'<w:jc w:val="{side}"/>' if side != "left" else "")
    return f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/>{ground}</w:tcPr>{inside}</w:tc>'
