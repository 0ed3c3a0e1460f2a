"""Charts say in words what they show, tell nothing by colour alone, and hold nothing but shapes and words."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from painopiste.base.charts import (
    Bar,
    Category,
    Dot,
    Event,
    Series,
    StackedBar,
    Strand,
    bars,
    dots,
    lines,
    matrix,
    stacked_bars,
    strands,
    timeline,
)
from painopiste.base.charts.stylesheet import FILE, stylesheet
from painopiste.base.charts.tones import DARK, LIGHT, TONES, contrast
from painopiste.base.documents.svg import check_svg

WICKED = "<script>alert(1)</script> \"' & ]]> &#60; \x00\x07 å"
MARKS = {"holds": "jatkuu", "part": "osin", "waits": "odottaa", "open": "ei tiedossa", "broken": "poikki"}
SVG = "{http://www.w3.org/2000/svg}"


def every_chart(label=WICKED, **more):
    about = {"title": label, "description": label} | more
    return {
        "bars": bars([Bar(label, 3, label)], **about),
        "stacked": stacked_bars([StackedBar(label, (1, 2))], [Category(label, "done"), Category("b", "late")], **about),
        "timeline": timeline([Event(label, date(2020, 1, 1), None, label)], **about),
        "matrix": matrix([label], [label], {(0, 0): "lead"}, {"lead": label}, **about),
        "lines": lines([Series(label, [1, None, 2]), Series("b", [2, 2, 2], "series2")], ["a", "b", "c"], **about),
        "strands": strands([Strand(label, ["holds", "broken"], label)], [label, "b"], MARKS, **about),
        "dots": dots([Dot(label, 1, 0, 2, label)], **about),
    }


@pytest.mark.parametrize("standalone", [True, False])
@pytest.mark.parametrize("width", [320, 720])
@pytest.mark.parametrize("kind", ["bars", "stacked", "timeline", "matrix", "lines", "dots", "strands"])
def test_any_words_come_out_as_words(kind, width, standalone):
    svg = every_chart(width=width, standalone=standalone)[kind]
    check_svg(svg)
    assert "<script" not in svg
    assert " style=" not in svg
    root = ElementTree.fromstring(svg)
    assert root.findtext(f"{SVG}title") == WICKED.replace("\x00", "\ufffd").replace("\x07", "\ufffd")


@pytest.mark.parametrize("kind", ["bars", "stacked", "timeline", "matrix", "lines", "dots", "strands"])
def test_a_chart_is_one_picture_with_a_name_and_a_description(kind):
    root = ElementTree.fromstring(every_chart("Toimenpiteet")[kind])
    assert root.get("role") == "img"
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert root.get("aria-labelledby").split() == ids[:2]
    assert len(set(ids)) == len(ids)


def test_two_charts_on_a_page_share_no_names():
    drawn = [every_chart("a")["stacked"], every_chart("b")["stacked"]]
    one, other = (set(re.findall(r'id="([^"]+)"', svg)) for svg in drawn)
    assert not one & other


def test_the_same_rows_always_give_the_same_drawing():
    assert every_chart("Åbo") == every_chart("Åbo")


def test_nothing_to_show_is_said_and_drawn():
    about = {"title": "t", "description": "d"}
    for svg in (bars([], **about), timeline([], **about), matrix([], [], {}, {}, **about), dots([], **about)):
        assert "Ei tietoja" in svg


def test_a_negative_bar_is_refused():
    with pytest.raises(ValueError, match="negative"):
        bars([Bar("a", -1)], title="t", description="d")


def test_a_mark_outside_the_matrix_is_refused():
    with pytest.raises(ValueError, match="no place"):
        matrix(["a"], ["b"], {(1, 0): "lead"}, {"lead": "l"}, title="t", description="d")


@pytest.mark.parametrize("name", TONES)
def test_text_on_every_tone_is_easy_to_read(name):
    for shade in (TONES[name].light, TONES[name].dark):
        assert contrast(shade.fill, shade.ink) >= 4.5


@pytest.mark.parametrize("ground", [LIGHT, DARK])
def test_text_and_axes_stand_out_from_the_page(ground):
    assert contrast(ground.paper, ground.text) >= 7
    assert contrast(ground.paper, ground.quiet) >= 4.5
    assert contrast(ground.paper, ground.axis) >= 3


@pytest.mark.parametrize("name", [name for name in TONES if name.startswith("series")])
def test_lines_and_markers_stand_out_from_the_page(name):
    assert contrast(LIGHT.paper, TONES[name].light.fill) >= 3
    assert contrast(DARK.paper, TONES[name].dark.fill) >= 3


def test_no_two_series_differ_by_colour_alone():
    looks = [(tone.marker, tone.dash, tone.pattern) for name, tone in TONES.items() if name.startswith("series")]
    assert len(set(looks)) == len(looks)


def test_the_style_sheet_is_as_the_tones_say():
    assert FILE.read_text() == stylesheet(), "write stylesheet.FILE again"
