"""The page of search: what it finds, how it is narrowed and paged, and what it shows of a text."""

import pytest

from painopiste.base.areas.models import Area
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory
from painopiste.loop.plans.models import Measure
from painopiste.site.search.keeping import rebuild

pytestmark = pytest.mark.django_db


@pytest.fixture
def texts():
    area = FocusAreaFactory(key="p1", name_fi="Koulujen turvallisuus", phenomenon_fi="Kouluissa pelätään.")
    told = {"title_fi": "Koulupoliisit <b>", "title_sv": "Skolpoliser", "description_fi": "Poliisi käy kouluilla."}
    Measure.objects.create(key="m1", number="1.1", focus_area=area, marking_id="public", **told)
    Measure.objects.create(key="m2", number="1.2", title_fi="Muu", description_fi="Koulu. " * 3, marking_id="public")
    Area.objects.create(key="municipality-091", kind="municipality", code="091", name_fi="Helsinki")
    rebuild()


def page(client, query, language="fi"):
    answer = client.get(f"/{language}/haku/?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_title_weighs_more_than_a_text(texts, client):
    keys = [one["key"] for one in client.get("/api/v1/search?q=koulu").json()["items"]]
    assert keys == ["p1", "m1", "m2"]


def test_words_that_answer_are_marked_and_nothing_of_a_text_becomes_markup(texts, client):
    shown = page(client, "q=koulut")
    assert "<mark>Kouluissa</mark> pelätään." in shown
    assert "<mark>Koulupoliisit</mark> &lt;b&gt;" in shown
    assert "<b>" not in shown


def test_the_kinds_have_counts_and_narrow_the_results(texts, client):
    everything = page(client, "q=koulu")
    assert "/fi/haku/?q=koulu&amp;laji=measure" in everything
    narrowed = page(client, "q=koulu&laji=measure")
    assert "/fi/toimenpiteet/m1/" in narrowed
    assert "/fi/painopisteet/p1/" not in narrowed
    answer = client.get("/api/v1/search?q=koulu&kind=measure").json()
    assert (answer["total"], answer["counts"]) == (2, {"focus_area": 1, "measure": 2})


def test_results_come_in_pages_and_the_last_can_be_reached(client):
    for n in range(45):
        Measure.objects.create(key=f"k{n:02}", number=str(n), title_fi=f"Kunta {n}", marking_id="public")
    rebuild()
    seen = [
        one["key"]
        for offset in (0, 20, 40)
        for one in client.get(f"/api/v1/search?q=kunta&offset={offset}").json()["items"]
    ]
    assert len(set(seen)) == 45
    assert page(client, "q=kunta&sivu=3").count("<h2") == 5
    assert "sivu=3" in page(client, "q=kunta")


@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=",
        "q=%20",
        "q=%00",
        "q=...",
        "q=ja",
        "q=%22%27--",
        "q=" + "a+" * 300,
        "q=a&sivu=999999999",
        "q=a&laji=nonsense",
    ],
)
def test_odd_questions_are_answered(texts, query, client):
    page(client, query)
    assert client.get(f"/fi/haku/ehdotukset/?{query}").status_code == 200


def test_a_number_an_abbreviation_and_a_code_find_what_they_name(texts, client):
    assert [one["key"] for one in client.get("/api/v1/search?q=1.2").json()["items"]] == ["m2"]
    assert [one["key"] for one in client.get("/api/v1/search?q=091").json()["items"]] == ["municipality-091"]


def test_a_swedish_reader_finds_by_swedish_words_and_sees_swedish_names(texts, client):
    assert "<mark>Skolpoliser</mark>" in page(client, "q=skolpolisen", language="sv")


def test_the_field_of_every_page_leads_to_the_results(client):
    shown = client.get("/sv/").content.decode()
    assert 'action="/sv/haku/"' in shown
    assert 'data-suggestions="/sv/haku/ehdotukset/"' in shown


def test_a_word_that_is_only_begun_suggests_titles(texts, client):
    items = client.get("/fi/haku/ehdotukset/?q=koulupo").json()["items"]
    assert items == [
        {"title": "Koulupoliisit <b>", "language": "fi", "kind": "Toimenpiteet", "url": "/fi/toimenpiteet/m1/"}
    ]
