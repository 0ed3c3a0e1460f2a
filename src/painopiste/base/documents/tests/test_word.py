"""The Word file has real headings, repeated header rows, texts for pictures, and a language."""

import io
import time
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from painopiste.base.documents import BulletList, Heading, PageBreak, Paragraph, Run, render_docx
from painopiste.base.documents.tests.factories import (
    WICKED,
    every_block,
    figure,
    long_report,
    report,
    table,
    wicked_report,
)


def opened(document):
    return docx.Document(io.BytesIO(render_docx(document)))


def styles(word):
    return [(line.style.name, line.text) for line in word.paragraphs]


def test_headings_are_headings_of_their_level():
    word = opened(report(Heading(1, "Luku"), Heading(2, "Alaluku"), Heading(4, "Hyppy"), contents=False))
    found = [pair for pair in styles(word) if pair[0].startswith("Heading")]
    assert found == [("Heading 1", "Luku"), ("Heading 2", "Alaluku"), ("Heading 3", "Hyppy")]


def test_an_unnumbered_heading_has_no_number():
    word = opened(report(Heading(1, "Tiivistelmä", numbered=False), contents=False))
    heading = next(line for line in word.paragraphs if line.style.name == "Heading 1")
    assert heading._p.pPr.numPr.numId.val == 0


def test_header_rows_are_repeated_and_rows_stay_whole():
    (made,) = opened(report(table(count=4))).tables
    first, *others = made._tbl.tr_lst
    assert first.trPr.find(qn("w:tblHeader")) is not None
    assert all(row.trPr.find(qn("w:tblHeader")) is None for row in others)
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in (first, *others))
    assert [cell.text for cell in made.rows[1].cells] == ["2.1", "Selvitys", "1"]


def test_pictures_carry_the_text_that_replaces_them():
    word = opened(report(figure()))
    (picture,) = word.inline_shapes
    assert picture._inline.docPr.get("descr") == "Työn alla on 34 toimenpidettä."


@pytest.mark.parametrize(("language", "locale"), [("fi", "fi-FI"), ("sv", "sv-FI"), ("en", "en-GB")])
def test_the_file_says_what_language_it_is_in(language, locale):
    word = opened(report(Paragraph((Run("x"), Run("y", language="sv"))), language=language))
    defaults = word.styles.element.find(".//" + qn("w:rPrDefault"))
    assert defaults.find(".//" + qn("w:lang")).get(qn("w:val")) == locale
    assert word.core_properties.language == locale


def test_the_contents_is_a_field_that_leads_to_the_headings():
    word = opened(report(Heading(1, "Luku"), Heading(2, "Alaluku")))
    xml = word.element.xml
    assert 'TOC \\o "1-2"' in xml
    assert [text for style, text in styles(word) if style.lower().startswith("toc")] == ["1 Luku", "1.1 Alaluku"]
    anchors = {link.get(qn("w:anchor")) for link in word.element.iter(qn("w:hyperlink"))}
    marks = {mark.get(qn("w:name")) for mark in word.element.iter(qn("w:bookmarkStart"))}
    assert anchors <= marks


def test_links_work_and_dangerous_ones_are_plain_text():
    word = opened(report(Paragraph((Run("a", href="/fi/x/"), Run("b", href="javascript:alert(1)"))), contents=False))
    links = [rel.target_ref for rel in word.part.rels.values() if "hyperlink" in rel.reltype]
    assert links == ["https://painopiste.example/fi/x/"]


def test_each_numbered_list_starts_from_one():
    word = opened(report(BulletList(("a", "b"), ordered=True), BulletList(("c",), ordered=True)))
    numbers = [line._p.pPr.numPr.numId.val for line in word.paragraphs if line.text in {"a", "b", "c"}]
    assert numbers[0] == numbers[1] != numbers[2]


def test_a_page_break_starts_the_next_block_on_a_new_page():
    word = opened(report(Paragraph("a"), PageBreak(), Paragraph("b"), contents=False))
    broken = [line.text for line in word.paragraphs if line.paragraph_format.page_break_before]
    assert "b" in broken


def test_the_demonstration_label_is_on_the_first_page_and_in_every_foot():
    word = opened(report(Paragraph("x"), demonstration="Esittelyaineisto"))
    section = word.sections[0]
    assert ("Demonstration", "Esittelyaineisto") in styles(word)
    assert "Esittelyaineisto" in section.footer.paragraphs[0].text
    assert "Esittelyaineisto" in section.first_page_footer.paragraphs[0].text
    assert "PAGE" in etree.tostring(section.footer._element, encoding="unicode")


def test_words_that_look_like_commands_are_only_words():
    word = opened(wicked_report())
    heading = next(text for style, text in styles(word) if style == "Heading 1")
    assert heading == "".join("\ufffd" if sign in "\x00\x07\x1b" else sign for sign in WICKED)


def test_the_same_report_always_gives_the_same_bytes():
    document = report(*every_block())
    made = render_docx(document)
    assert made == render_docx(document)
    with zipfile.ZipFile(io.BytesIO(made)) as pack:
        assert {entry.date_time[:3] for entry in pack.infolist()} == {(2022, 5, 24)}


def test_a_long_report_is_made_fast():
    document = long_report()
    started = time.process_time()
    render_docx(document)
    assert time.process_time() - started < 4  # on two busy cores; alone it takes under a second
