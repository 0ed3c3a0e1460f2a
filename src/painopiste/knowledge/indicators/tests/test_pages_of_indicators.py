"""What the pages of indicators tell, and in how many questions."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from painopiste.knowledge.indicators.tests.factories import make_indicator

pytestmark = pytest.mark.django_db


def queries(client, address):
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_the_list_is_read_in_the_same_number_of_queries_at_one_and_three_rows(client):
    make_indicator("a")
    queries(client, "/fi/mittarit/")
    one = queries(client, "/fi/mittarit/")
    make_indicator("b")
    make_indicator("c", state="missing", obstacle_fi="Ei tietoa")
    assert one == queries(client, "/fi/mittarit/") == 2


def test_words_and_states_narrow_the_list(client):
    make_indicator("a", name_fi="Kaatumiset")
    make_indicator("b", name_fi="Palot", state="missing")
    page = client.get("/fi/mittarit/?haku=KAATUM").content.decode()
    assert "Kaatumiset" in page
    assert "Palot" not in page
    assert "Kaatumiset" not in client.get("/fi/mittarit/?tila=missing").content.decode()


def test_no_line_is_drawn_over_the_break_of_2021(real, client):
    drawing = client.get("/fi/mittarit/offences-all/sarja.svg").content.decode()
    lines = re.findall(r'<path d="M([^"]*)"[^>]*pp-stroke-series1[^>]*stroke-linejoin', drawing)
    points = [path.count("L") + 1 for path in lines]
    assert sorted(points) == [1, 4]  # 2020 alone, then 2021–2024


def test_the_page_tells_the_break_the_source_and_the_licence(real, client):
    page = client.get("/fi/mittarit/offences-all/?alue=municipality-091").content.decode()
    assert "liikennevirhemaksuiksi" in page
    assert "Lähde: Tilastokeskus" in page
    assert "CC BY 4.0" in page
    assert "75 138".replace(" ", "\N{NO-BREAK SPACE}") in page


def test_the_area_page_says_only_what_the_counts_can_show(real, client):
    page = client.get("/en/mittarit/alueet/municipality-507/").content.decode()
    assert "no difference that the data can show" in page
    assert "lower" in page


def test_the_area_page_does_not_compare_over_a_break(real):
    from painopiste.analysis.rates import Verdict
    from painopiste.base.actors import PUBLIC
    from painopiste.knowledge.indicators import selectors
    from painopiste.knowledge.indicators.writing import saying

    indicator = selectors.get_indicator(key="offences-all", by=PUBLIC)
    held = selectors.holding(indicators=[indicator], by=PUBLIC)
    found = selectors.figures(indicators=[indicator], held=held, areas=["country-fi"], by=PUBLIC)
    at = {figure.period: figure for figure in found.values()}
    assert saying.change(at["2021"], at["2020"], ["2021"]) == Verdict.UNKNOWN
    assert saying.change(at["2022"], at["2021"], ["2021"]) == Verdict.LOWER


def test_six_areas_stand_side_by_side_and_a_seventh_does_not(real, client):
    asked = "&".join(f"alue=municipality-{code}" for code in ("091", "049", "092", "837", "853", "564", "507"))
    page = client.get(f"/fi/mittarit/alueet/?{asked}").content.decode()
    assert page.count("n = ") == 6 * 5
    assert "alueet/municipality-507/" not in page


def test_a_chart_has_the_same_figures_as_its_files(real, client):
    rows = json.loads(client.get("/fi/mittarit/offences-all/jarjestys.json?taso=municipality&vuosi=2022").content)[
        "rows"
    ]
    assert len(rows) == 308
    assert sum(row["count"] for row in rows) == 497_057


def test_an_unknown_indicator_area_and_form_are_missing(real, client):
    for address in ("mittarit/x/", "mittarit/alueet/municipality-588/", "mittarit/offences-all/sarja.exe"):
        assert client.get(f"/fi/{address}").status_code == 404
