"""The PDF is accessible, says literally what it is told, and is the same every time."""

import io
import time

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfua import validate

from painopiste.base.documents import Figure, Heading, Paragraph, Run, Table, render_pdf, render_png
from painopiste.base.documents.characters import UNKNOWN, breakable, printable, shown
from painopiste.base.documents.tests.factories import (
    COLUMNS,
    SVG,
    WICKED,
    every_block,
    figure,
    long_report,
    report,
    table,
    wicked_report,
)


def opened(pdf):
    return pikepdf.open(io.BytesIO(pdf))


def elements(pdf):
    """Count the kinds of elements in the structure that a screen reader follows."""
    found: dict[str, int] = {}
    with opened(pdf) as made:
        waiting = [made.Root.StructTreeRoot]
        while waiting:
            node = waiting.pop()
            if isinstance(node, pikepdf.Array):
                waiting += list(node)
            elif isinstance(node, pikepdf.Dictionary):
                if "/S" in node:
                    found[str(node.S)] = found.get(str(node.S), 0) + 1
                if "/K" in node:
                    waiting.append(node.K)
    return found


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_report_with_every_kind_of_block_passes_the_accessibility_check(tmp_path, language):
    path = tmp_path / "report.pdf"
    path.write_bytes(render_pdf(report(*every_block(), language=language, demonstration="Esittelyaineisto")))
    assert validate(path).findings == ()


def test_words_that_look_like_commands_are_only_words():
    with opened(render_pdf(wicked_report())) as pdf, pdf.open_outline() as outline:
        title = outline.root[-1].title
        assert '#panic() #read("/etc/passwd")' in title.replace("\u200b", "")
        assert '<script>alert("1")</script>' in title
        assert '#read("/etc/passwd")' in str(pdf.docinfo.Title)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80))
def test_any_text_makes_a_report(text):
    blocks = (
        Heading(1, text),
        Paragraph(text),
        Table(text, COLUMNS, ((text, text, text),)),
        Figure(SVG, text, text + "x"),
    )
    assert render_pdf(report(*blocks, title=text + "x", subtitle=text)).startswith(b"%PDF")


def test_the_same_report_always_gives_the_same_bytes():
    assert render_pdf(report(*every_block())) == render_pdf(report(*every_block()))


def test_the_pdf_carries_the_date_of_the_report_and_its_language():
    with opened(render_pdf(report(Paragraph("x"), language="sv"))) as pdf:
        assert str(pdf.docinfo.CreationDate).startswith("D:20220524")
        assert str(pdf.Root.Lang) == "sv-FI"


def test_tables_figures_and_headings_are_known_to_a_screen_reader():
    found = elements(render_pdf(report(Heading(1, "Luku"), table(count=60), figure(), contents=False)))
    assert found["/Table"] == 1
    assert found["/TH"] == 3
    assert found["/TR"] == 61
    assert found["/Figure"] == 1
    assert found["/H1"] == 1
    assert "/TOC" in elements(render_pdf(report(Heading(1, "Luku"))))


def test_links_lead_to_the_rows_behind_a_figure_and_dangerous_ones_nowhere():
    runs = (
        Run("a", href="/fi/x/"),
        Run("b", href="javascript:alert(1)"),
        Run("c", href="#missing"),
        Run("d", href="//evil"),
    )
    with opened(render_pdf(report(Paragraph(runs), contents=False))) as pdf:
        links = [str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", []) if "/A" in note]
    assert links == ["https://painopiste.example/fi/x/"]


def test_a_relative_link_without_an_address_of_the_site_is_plain_text():
    with opened(render_pdf(report(Paragraph((Run("a", href="/fi/x/"),)), base_url="", contents=False))) as pdf:
        assert not any("/Annots" in page for page in pdf.pages)


def test_a_figure_without_replacing_text_is_refused():
    with pytest.raises(ValueError, match="replaces"):
        Figure(SVG, "Kuvio", " ")


def test_a_table_row_with_too_few_cells_is_refused():
    with pytest.raises(ValueError, match="Row 1 has 2 cells"):
        Table("t", COLUMNS, (("a", "b"),))


def test_a_long_report_is_made_fast():
    document = long_report()
    started = time.process_time()
    pdf = render_pdf(document)
    assert time.process_time() - started < 4  # on two busy cores; alone it takes under a second
    with opened(pdf) as made:
        assert 40 <= len(made.pages) <= 80


def test_characters_that_no_font_has_are_marked_and_others_stay():
    assert shown("åäö→✓\U0001f6a8\x00") == f"åäö→✓{UNKNOWN}{UNKNOWN}"
    assert printable("a\r\nb\tc\ud800") == f"a\nb\tc{UNKNOWN}"


def test_an_endless_word_may_go_on_on_the_next_line():
    assert breakable("lyhyt sana") == "lyhyt sana"
    assert max(len(part) for part in breakable("x" * 300).split("\u200b")) <= 24
    assert breakable(WICKED).replace("\u200b", "") == WICKED


def test_a_drawing_becomes_a_picture_of_the_width_asked_for():
    png = render_png(SVG, width=900)
    assert png.startswith(b"\x89PNG")
    assert abs(int.from_bytes(png[16:20], "big") - 900) <= 1
