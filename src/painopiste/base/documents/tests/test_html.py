"""The page of a report is plain, named and safe, inside the site and as a file of its own."""

import re
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from painopiste.base.documents import BulletList, Callout, Facts, Figure, Heading, Paragraph, Run, Table, render_html
from painopiste.base.documents.tests.factories import COLUMNS, SVG, every_block, figure, report, table, wicked_report


class Reader(HTMLParser):
    """Collects the tags and attributes of a page."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.text = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data):
        self.text.append(data)


def test_a_fragment_has_no_style_and_no_script():
    for html in (render_html(report(*every_block())), render_html(wicked_report())):
        reader = Reader(html)
        assert not [name for name, _ in reader.attributes if name == "style" or name.startswith("on")]
        assert not {"script", "style", "iframe", "img"} & {tag for tag, _ in reader.tags}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_comes_out_as_text(text):
    blocks = (
        Heading(1, text, id=text),
        Paragraph((Run(text, href=text, language=text),)),
        BulletList((text,)),
        Table(text, COLUMNS, ((text, text, text),), note=text, source=text, href=text, id=text),
        Figure(SVG, text, text + "x"),
        Facts(((text, text),)),
        Callout("note", text, title=text),
    )
    plain = (Heading(1, "x"), Paragraph((Run("x"),)), BulletList(("x",)), Table("x", COLUMNS, (("x", "x", "x"),)))
    given_tags = {tag for tag, _ in Reader(render_html(report(*blocks, title=text))).tags}
    plain_tags = {tag for tag, _ in Reader(render_html(report(*plain, *blocks[4:]))).tags}
    assert given_tags - plain_tags <= {"a", "br", "span"}


def test_the_title_takes_the_level_that_the_page_has_for_it():
    reader = Reader(render_html(report(Heading(1, "Luku"), Heading(2, "Ala")), title_level=2))
    assert [tag for tag, _ in reader.tags if re.fullmatch("h[1-6]", tag)] == ["h2", "h3", "h4"]


def test_every_name_is_there_once_and_every_inner_link_leads_somewhere():
    twice = every_block() + every_block()
    reader = Reader(render_html(report(*twice)))
    ids = [value for name, value in reader.attributes if name == "id"]
    own = [value for value in ids if not value.startswith("chart")]
    assert len(own) == len(set(own))
    links = [value[1:] for name, value in reader.attributes if name == "href" and value.startswith("#")]
    assert links
    assert set(links) <= set(ids)


def test_table_headings_have_a_scope():
    reader = Reader(render_html(report(table())))
    assert [attrs["scope"] for tag, attrs in reader.tags if tag == "th"] == ["col"] * 3 + ["row"] * 3


def test_a_figure_offers_its_numbers_as_a_table():
    html = render_html(report(figure()))
    assert '<div class="pp-drawing" role="img" aria-label="Työn alla on 34 toimenpidettä.">' in html
    assert "<summary>Näytä taulukkona</summary>" in html


def test_dangerous_links_are_plain_text():
    dangerous = (
        "javascript:alert(1)",
        " javascript:x",
        "data:text/html,x",
        "vbscript:x",
        "//x",
        "#no",
        "\\\\x",
        "java\tscript:x",
    )
    runs = tuple(Run("x", href=href) for href in dangerous)
    assert "<a" not in render_html(report(Paragraph(runs))).replace("<article", "")


def test_a_link_of_the_site_stays_as_it_is_in_the_page_and_is_whole_in_a_file():
    document = report(Paragraph((Run("x", href="/fi/"),)))
    assert 'href="/fi/"' in render_html(document)
    assert 'href="https://painopiste.example/fi/"' in render_html(document, standalone=True)


def test_text_in_another_language_says_so():
    html = render_html(report(Paragraph((Run("hej", language="sv"), Run("moi", language="fi")))))
    assert '<span lang="sv">hej</span>' in html
    assert html.count("lang=") == 2


def test_a_file_of_its_own_is_a_whole_page():
    html = render_html(report(Paragraph("x"), language="sv"), standalone=True)
    assert html.startswith('<!DOCTYPE html>\n<html lang="sv" data-color-scheme="light">')
    assert "<title>Väliraportti</title>" in html
    assert "<style>" in html


def test_the_words_that_a_report_adds_are_in_its_language():
    for language, words in {"fi": "Taulukko 1.", "sv": "Tabell 1.", "en": "Table 1."}.items():
        assert words in render_html(report(table(), language=language))
