"""A stored report is read back as it was; numbers, names and Markdown are the same in every format."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from painopiste.base.documents import (
    BulletList,
    Figure,
    Heading,
    Paragraph,
    Run,
    from_json,
    from_markdown,
    joined,
    plain,
    to_json,
)
from painopiste.base.documents.labels import LABELS
from painopiste.base.documents.markdown import inline_markdown
from painopiste.base.documents.structure import places, safe_href
from painopiste.base.documents.svg import check_svg
from painopiste.base.documents.tests.factories import SVG, every_block, report, table, wicked_report

SAFE = st.text(st.characters(codec="utf-8"))


def test_a_report_with_every_kind_of_block_comes_back_the_same():
    for document in (report(*every_block()), wicked_report(), report()):
        stored = to_json(document)
        assert from_json(stored) == document
        assert to_json(from_json(stored)) == stored


@given(SAFE, st.booleans(), st.booleans(), SAFE)
def test_any_run_comes_back_the_same(text, strong, emphasis, href):
    document = report(Paragraph((Run(text, strong, emphasis, href),)), Paragraph(text), BulletList((text,)))
    assert from_json(to_json(document)) == document


HEAD = '{"format": "painopiste.document/1", "title": "t", "language": "fi", "date": "2022-05-24", "blocks": '


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{}",
        "x",
        '{"format": "painopiste.document/2"}',
        '{"format": "painopiste.document/1"}',
        HEAD.replace("2022-05-24", "x") + "[]}",
        HEAD + '[{"block": "x"}]}',
        HEAD + "[3]}",
        HEAD + '[{"block": "heading"}]}',
    ],
)
def test_what_is_not_a_report_is_refused(text):
    with pytest.raises(ValueError):
        from_json(text)


def test_headings_are_numbered_and_never_skip_a_level():
    blocks = (Heading(1, "a"), Heading(3, "b"), Heading(3, "c"), Heading(1, "d"), Heading(2, "e"))
    assert [place.number for place in places(report(*blocks))] == ["1", "1.1", "1.1.1", "2", "2.1"]


def test_what_stands_under_an_unnumbered_heading_has_no_number():
    blocks = (Heading(1, "a", numbered=False), Heading(2, "b"), Heading(1, "c"), Heading(2, "d"))
    assert [place.number for place in places(report(*blocks))] == ["", "", "1", "1.1"]


def test_tables_and_figures_are_numbered_apart():
    figure = Figure(SVG, "k", "k")
    assert [place.number for place in places(report(table(), figure, table(), figure))] == ["1", "1", "2", "2"]


def test_two_headings_with_the_same_name_get_names_of_their_own():
    assert [place.id for place in places(report(Heading(1, "a", id="Äiti"), Heading(1, "b", id="Äiti")))] == [
        "aiti",
        "aiti-2",
    ]


def test_markdown_gives_paragraphs_lists_and_appearances():
    found = from_markdown("Eka *vino* **vahva** [linkki](https://a.fi)\njatkuu\n\n- yksi\n- kaksi\n\n1. eka\n")
    paragraph, bullets, numbers = found
    assert plain(paragraph.text) == "Eka vino vahva linkki jatkuu"
    assert Run("linkki", href="https://a.fi") in paragraph.text
    assert [plain(item) for item in bullets.items] == ["yksi", "kaksi"]
    assert (bullets.ordered, numbers.ordered) == (False, True)


def test_markdown_outside_the_subset_stays_as_it_was_written():
    (paragraph,) = from_markdown("# Otsikko `koodi` <b>x</b> | a |")
    assert paragraph.text == (Run("# Otsikko `koodi` <b>x</b> | a |"),)


@given(SAFE)
def test_any_text_is_read_as_markdown_without_failing(text):
    assert all(isinstance(block, Paragraph | BulletList) for block in from_markdown(text))
    assert all(run.text for run in inline_markdown(text))


def test_texts_are_joined_with_their_links():
    assert joined([(Run("62", href="/x"),), " toimenpidettä"]) == (Run("62", href="/x"), Run(" toimenpidettä"))


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("/fi/", "https://s.example/fi/"),
        ("https://a.fi/?x=1", "https://a.fi/?x=1"),
        ("mailto:a@b.fi", "mailto:a@b.fi"),
        ("#p1", "#p1"),
        ("javascript:x", ""),
        ("JaVaScRiPt:x", ""),
        ("data:x", ""),
        ("file:///etc/passwd", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_only_links_that_may_be_followed_are_kept(href, address):
    assert safe_href(href, "https://s.example/") == address


@pytest.mark.parametrize(
    "svg",
    [
        "<svg",
        "<p/>",
        "<svg><script/></svg>",
        "<svg><foreignObject/></svg>",
        '<svg><image href="x"/></svg>',
        '<svg onload="x"/>',
        '<svg style="x"/>',
        '<svg><rect fill="url(http://x)"/></svg>',
        '<!DOCTYPE svg [<!ENTITY x "y">]><svg/>',
        "<svg><style>x</style></svg>",
    ],
)
def test_a_drawing_with_more_than_shapes_and_words_is_refused(svg):
    with pytest.raises(ValueError):
        check_svg(svg)


def test_every_language_has_every_word():
    assert len({frozenset(words) for words in LABELS.values()}) == 1
