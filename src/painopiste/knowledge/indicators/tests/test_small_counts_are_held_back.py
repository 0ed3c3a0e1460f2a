"""Counts of 1–4 are held back from who has no right to them, everywhere, and can not be worked out."""

import json

import pytest

from painopiste.analysis.disclosure import audit, table
from painopiste.base.actors import PUBLIC
from painopiste.knowledge.indicators import selectors
from painopiste.knowledge.indicators.tests.factories import CLOSE, make_indicator, take_in

COUNTS = {"035": 12, "043": 3, "060": 20, "062": 0, "065": 8, "076": 2, "170": 31, "295": 15,
          "318": 7, "417": 9, "438": 26, "478": 240, "736": 6, "766": 11, "771": 10, "941": 18}  # fmt: skip


@pytest.fixture
def åland(finland):
    """The sixteen municipalities of Åland: two small counts, and the published sum of all."""
    indicator = make_indicator(confidentiality="small_counts")
    take_in([("falls", code, "2022", str(count)) for code, count in COUNTS.items()])
    return indicator


def read(indicator, by):
    held = selectors.holding(indicators=[indicator], by=by)
    return {f.area: f for f in selectors.figures(indicators=[indicator], held=held, by=by).values()}


def test_small_counts_and_what_would_give_them_back_are_held_back(åland):
    found = read(åland, PUBLIC)
    assert found["municipality-043"].value is None
    assert found["municipality-076"].held
    assert found["region-21"].value == sum(COUNTS.values())
    keys = [f"municipality-{code}" for code in COUNTS]
    published = [not found[key].held for key in keys] + [True]
    cells = table(list(COUNTS.values()), [[1] * len(COUNTS)])
    assert audit(cells, published).safe.all()


def test_who_has_the_right_sees_them(åland):
    assert read(åland, CLOSE)["municipality-043"].value == 3


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/indicators/falls/figures?area=municipality-043",
        "/api/v1/indicators/falls/data?format=json-stat&area=municipality-043",
        "/fi/mittarit/falls/sarja.json?alue=municipality-043",
        "/fi/mittarit/falls/jarjestys.json?taso=municipality&alue=municipality-043",
    ],
)
def test_no_answer_to_the_public_carries_them(åland, client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    told = json.loads(answer.content)
    rows = told.get("items") or [r for r in told.get("rows", ()) if r["code"] == "municipality-043"]
    assert all(row["value"] is None and row["count"] is None for row in rows)
    assert rows or told["value"] == [None] * 5


def test_a_page_says_that_a_figure_is_held_back(åland, client):
    page = client.get("/en/mittarit/falls/?alue=municipality-043").content.decode()
    assert "held back" in page


def test_what_was_held_back_stays_so_while_it_is_the_same(åland):
    before = {area for area, figure in read(åland, PUBLIC).items() if figure.held}
    take_in([("falls", code, "2022", str(count + (code == "478"))) for code, count in COUNTS.items()])
    assert before <= {area for area, figure in read(åland, PUBLIC).items() if figure.held}
