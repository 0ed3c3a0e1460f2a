"""Whatever the words and numbers, every label is whole, on the sheet, and apart from every other."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from painopiste.base.charts.bars import draw_bars, draw_stacked_bars
from painopiste.base.charts.dots import draw_dots
from painopiste.base.charts.drawing import Drawing
from painopiste.base.charts.lines import draw_lines
from painopiste.base.charts.matrix import draw_matrix
from painopiste.base.charts.measure import width_of, wrapped
from painopiste.base.charts.model import Bar, Category, Dot, Event, Series, StackedBar, Strand
from painopiste.base.charts.strands import TONE, draw_strands
from painopiste.base.charts.timeline import draw_timeline
from painopiste.base.charts.tones import TONES

WIDTHS = st.sampled_from([320, 480, 720, 1000])
WORDS = [
    "ja",
    "SM",
    "turvallisuusviranomaisten",
    "yhteistoimintajärjestelmäkokonaisuuskehittämishanke",
    "väkivalta-",
    "Åbo",
    "2.1",
]
LABELS = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60),
)
DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))
fast = settings(max_examples=60, deadline=None)


def assert_clear(drawing: Drawing) -> None:
    """Every label lies on the sheet and meets no other."""
    for box in drawing.boxes:
        assert box.x >= -0.6
        assert box.x + box.width <= drawing.width + 0.6
        assert box.y >= -0.1
        assert box.y + box.height <= drawing.height + 0.1
    for one, other in combinations(drawing.boxes, 2):
        assert not one.meets(other), (one, other)


@fast
@given(st.lists(st.builds(Bar, LABELS, st.floats(0, 1e6), st.one_of(st.just(""), LABELS)), max_size=12), WIDTHS)
def test_names_of_bars(rows, width):
    assert_clear(draw_bars(rows, title="t", language="fi", tone="series1", width=width, id=""))


@fast
@given(st.data(), WIDTHS)
def test_names_and_numbers_of_stacked_bars(data, width):
    tones = data.draw(st.lists(st.sampled_from(sorted(TONES)), min_size=1, max_size=9, unique=True))
    categories = [Category(data.draw(LABELS), tone) for tone in tones]
    numbers = st.lists(st.integers(0, 40), min_size=len(tones), max_size=len(tones))
    rows = [StackedBar(data.draw(LABELS), values) for values in data.draw(st.lists(numbers, max_size=8))]
    assert_clear(draw_stacked_bars(rows, categories, title="t", language="fi", width=width, id=""))


@st.composite
def events(draw):
    label, text, first = draw(LABELS), draw(st.one_of(st.just(""), LABELS)), draw(DAYS)
    last = first + timedelta(days=draw(st.integers(0, 2500)))
    start, end = draw(st.sampled_from([(first, first), (first, last), (None, last), (first, None)]))
    return Event(label, start, end, text, span=draw(st.booleans()))


@fast
@given(st.lists(events(), max_size=20), WIDTHS)
def test_names_of_events(found, width):
    assert_clear(draw_timeline(found, title="t", language="fi", width=width, id=""))


@fast
@given(st.lists(LABELS, max_size=9), st.lists(LABELS, max_size=9), WIDTHS)
def test_headings_of_a_matrix(rows, columns, width):
    cells = {(r, c): "lead" for r in range(len(rows)) for c in range(len(columns)) if (r + c) % 2}
    marks = {"lead": "Vastuutaho", "participant": "Osallistuja"}
    assert_clear(draw_matrix(rows, columns, cells, marks, title="t", language="fi", width=width, id=""))


@fast
@given(st.data(), WIDTHS)
def test_names_of_strands_and_stations(data, width):
    stations = data.draw(st.lists(LABELS, min_size=1, max_size=5))
    marks = st.lists(st.sampled_from(sorted(TONE)), min_size=len(stations), max_size=len(stations))
    rows = data.draw(st.lists(st.builds(Strand, LABELS, marks, st.one_of(st.just(""), LABELS)), max_size=8))
    named = {mark: data.draw(LABELS) for mark in TONE}
    assert_clear(draw_strands(rows, stations, named, title="t", language="fi", width=width, id=""))


@fast
@given(st.data(), WIDTHS)
def test_names_of_lines_and_places(data, width):
    count = data.draw(st.integers(1, 30))
    values = st.lists(st.one_of(st.none(), st.floats(-1e4, 1e6)), min_size=count, max_size=count)
    found = [
        Series(data.draw(LABELS), data.draw(values), f"series{number + 1}")
        for number in range(data.draw(st.integers(1, 6)))
    ]
    places = [str(1990 + at) for at in range(count)]
    assert_clear(draw_lines(found, places, breaks=(), title="t", language="sv", width=width, id=""))


@fast
@given(st.lists(st.tuples(LABELS, st.floats(-1e3, 1e3), st.floats(0, 50)), max_size=9), WIDTHS)
def test_names_and_numbers_of_dots(rows, width):
    found = [Dot(label, value, value - spread, value + spread) for label, value, spread in rows]
    assert_clear(draw_dots(found, reference=1.0, title="t", language="fi", width=width, id=""))


@given(LABELS, st.floats(30, 400))
def test_a_wrapped_text_keeps_every_letter_and_its_room(text, room):
    lines = wrapped(text, room, 14)
    assert "".join(lines).replace("-", "").replace(" ", "") == "".join(text.split()).replace("-", "")
    assert all(width_of(line, 14) <= room for line in lines if len(line) > 2)


@pytest.mark.parametrize(("room", "first"), [(100, "rikosseuraa-"), (60, "rikosseu-"), (50, "rikos-")])
def test_a_long_finnish_word_is_divided_between_syllables(room, first):
    assert wrapped("rikosseuraamuslaitos", room, 14)[0] == first
