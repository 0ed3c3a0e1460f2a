"""How the Word file looks: styles, heading numbers, page, header and foot."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.shared import Mm, Pt, RGBColor

from painopiste.base.documents.blocks import Document
from painopiste.base.documents.characters import printable
from painopiste.base.documents.labels import LOCALES, day
from painopiste.base.documents.word_xml import NAMESPACES, field, run

FONT = "Arial"  # on every officer's machine
BLUE, QUIET, AMBER = RGBColor(0x00, 0x34, 0x7A), RGBColor(0x4A, 0x55, 0x60), RGBColor(0x8A, 0x4B, 0x00)
HEADINGS = {1: (18, 24, 8), 2: (14, 18, 6), 3: (11.5, 14, 4), 4: (10.5, 12, 4)}  # size, before, after
# name: (based on, size, colour, bold, before, after, keep with the next)
STYLES: dict[str, tuple[str, float, RGBColor | None, bool, float, float, bool]] = {
    "Table Text": ("Normal", 9, None, False, 2, 2, False),
    "Table Heading": ("Table Text", 9, BLUE, True, 2, 2, True),
    "Below Content": ("Normal", 8.5, QUIET, False, 4, 14, False),
    "Fact": ("Normal", 10.5, None, False, 0, 3, False),
    "Callout Title": ("Normal", 10.5, BLUE, True, 12, 0, True),
    "Callout": ("Normal", 10.5, None, False, 0, 12, False),
    "Demonstration": ("Normal", 10.5, AMBER, True, 6, 6, False),
    "Organisation": ("Normal", 12, BLUE, True, 0, 150, False),
    "toc 1": ("Normal", 10.5, None, True, 6, 1, False),
    "toc 2": ("Normal", 10.5, None, False, 0, 1, False),
    "Contents Title": ("Normal", 18, BLUE, True, 0, 8, True),
}
STYLE_IDS = {"toc 1": "TOC1", "toc 2": "TOC2"}  # the names by which Word itself knows them
HEADING_NUMBERS, BULLETS, NUMBERS = 90, 91, 92


def dress(word: WordDocument, document: Document) -> None:
    """Give an empty Word document the look and the particulars of a report."""
    _particulars(word, document)
    _styles(word, document.language)
    _heading_numbers(word)
    _page(word, document)


def restarted_numbers(word: WordDocument, count: int) -> int:
    """Give a new numbered list that starts from one."""
    number = 100 + count
    word.part.numbering_part.element.append(
        parse_xml(
            f'<w:num {NAMESPACES} w:numId="{number}"><w:abstractNumId w:val="{NUMBERS}"/>'
            f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
    )
    return number


def _particulars(word: WordDocument, document: Document) -> None:
    about = word.core_properties
    about.title, about.subject = _short(document.title), _short(document.subtitle)
    about.author = about.last_modified_by = _short(", ".join(document.authors or (document.organisation,)))
    about.keywords, about.comments = _short(", ".join(document.keywords)), _short(document.description)
    about.category = ""
    about.language = LOCALES.get(document.language, document.language)
    about.created = about.modified = datetime.combine(document.date, time(12), tzinfo=UTC)
    about.revision = 1


def _short(text: str) -> str:
    return printable(text)[:255]


def _styles(word: WordDocument, language: str) -> None:
    defaults = word.styles.element.find(".//" + _w("rPrDefault") + "/" + _w("rPr"))
    for old in defaults.findall(_w("lang")):
        defaults.remove(old)
    defaults.append(
        parse_xml(f'<w:lang {NAMESPACES} w:val="{LOCALES.get(language, "en-GB")}" w:eastAsia="en-US" w:bidi="ar-SA"/>')
    )
    _set(word.styles["Normal"], 10.5, RGBColor(0x1B, 0x1F, 0x24), False, 0, 8, False)
    word.styles["Normal"].paragraph_format.line_spacing = 1.2
    for level, (points, above, below) in HEADINGS.items():
        _set(word.styles[f"Heading {level}"], points, BLUE, True, above, below, True)
    _set(word.styles["Title"], 30, BLUE, True, 0, 10, False)
    _set(word.styles["Subtitle"], 15, QUIET, False, 0, 150, False)
    _set(word.styles["Caption"], 9.5, BLUE, True, 14, 5, True)
    for name in ("Header", "Footer"):
        _set(word.styles[name], 8.5, QUIET, False, 0, 0, False)
        look = word.styles[name].element.get_or_add_pPr()
        for old in look.findall(_w("tabs")):
            look.remove(old)
        word.styles[name].paragraph_format.tab_stops.add_tab_stop(Mm(160), WD_TAB_ALIGNMENT.RIGHT)
    for name, (base, size, colour, bold, before, after, keep) in STYLES.items():
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.element.styleId = STYLE_IDS.get(name, name.replace(" ", ""))
        style.base_style = word.styles[base]
        _set(style, size, colour, bold, before, after, keep)
    _link_style(word)
    _edges(word)


def _set(style: Any, size: float, colour: RGBColor | None, bold: bool, before: float, after: float, keep: bool) -> None:
    look = style.element.get_or_add_rPr()
    for name in ("rFonts", "i", "iCs", "spacing", "kern", "sz", "szCs", "color"):
        for old in look.findall(_w(name)):
            look.remove(old)
    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), bold, False
    if colour is not None:
        style.font.color.rgb = colour
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.keep_with_next = keep


def _link_style(word: WordDocument) -> None:
    style = word.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    style.font.color.rgb, style.font.underline = RGBColor(0x1D, 0x5A, 0x9E), True


def _edges(word: WordDocument) -> None:
    """Take away the lines of Word's own template, and set what stands further in."""
    for name in ("Title", "Heading 1"):
        spacing = word.styles[name].element.get_or_add_pPr()
        for old in spacing.findall(_w("pBdr")):
            spacing.remove(old)
    word.styles["toc 2"].paragraph_format.left_indent = Mm(7)
    fact = word.styles["Fact"].paragraph_format
    fact.left_indent, fact.first_line_indent = Mm(46), Mm(-46)
    fact.tab_stops.add_tab_stop(Mm(46))


def _heading_numbers(word: WordDocument) -> None:
    """Number headings as Word itself does, so that they stay right when an official edits the report."""
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading{level + 1}"/>'
        f'<w:suff w:val="space"/><w:lvlText w:val="{".".join(f"%{n + 1}" for n in range(level + 1))}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
        for level in range(4)
    )
    single = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="425" w:hanging="283"/></w:pPr></w:lvl>'
    )
    kinds = {HEADING_NUMBERS: ("multilevel", levels), BULLETS: ("singleLevel", single.format("bullet", "–"))}
    kinds[NUMBERS] = ("singleLevel", single.format("decimal", "%1."))
    numbering = word.part.numbering_part.element
    first = numbering.find(_w("num"))
    for number, (kind, content) in kinds.items():
        first.addprevious(
            parse_xml(
                f'<w:abstractNum {NAMESPACES} w:abstractNumId="{number}"><w:multiLevelType w:val="{kind}"/>'
                f"{content}</w:abstractNum>"
            )
        )
        numbering.append(
            parse_xml(f'<w:num {NAMESPACES} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
        )
    for level in HEADINGS:
        look = word.styles[f"Heading {level}"].element.get_or_add_pPr()
        numbered = look.get_or_add_numPr()
        numbered.get_or_add_ilvl().val, numbered.get_or_add_numId().val = level - 1, HEADING_NUMBERS


def _page(word: WordDocument, document: Document) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(25)
    section.different_first_page_header_footer = True
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    _fill(head, run(document.title) + _TAB + run(document.organisation))
    mark = run(document.demonstration or day(document.date), strong=bool(document.demonstration))
    _fill(foot, mark + _TAB + field("PAGE") + run(" (") + field("NUMPAGES") + run(")"))
    if document.demonstration:
        _fill(section.first_page_footer.paragraphs[0], mark)


_TAB = "<w:r><w:tab/></w:r>"


def _fill(line: Any, content: str) -> None:
    for piece in parse_xml(f"<w:p {NAMESPACES}>{content}</w:p>"):
        line._p.append(piece)


def _w(name: str) -> str:
    return "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}" + name
