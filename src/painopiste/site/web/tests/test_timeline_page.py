"""The timeline: everything dated, in order, with dates as exact as the source gives them."""

import json

import pytest

from painopiste.base.bodies.tests.factories import DecisionFactory
from painopiste.base.programmes.models import TimelineEvent
from painopiste.loop.focus_areas.models import FocusAreaChange
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory
from painopiste.loop.plans.tests.factories import MeasureChangeFactory

pytestmark = pytest.mark.django_db


def rows(client, query=""):
    return json.loads(client.get(f"/fi/aikajana/vienti.json{query}").content)["rows"]


def event(name, happened_on, **more):
    return TimelineEvent.objects.create(name_fi=name, happened_on=happened_on, **({"marking_id": "public"} | more))


def test_events_decisions_and_steps_stand_in_the_order_of_time(client):
    area = FocusAreaFactory(key="p1", name_fi="Alue")
    FocusAreaChange.objects.create(focus_area=area, state="approved", happened_on="2019-12")
    MeasureChangeFactory(measure__title_fi="Työ", happened_on="2021-06-01")
    DecisionFactory(title_fi="Päätös", decided_on="2020-09-30")
    event("Alku", "2019-23")
    assert [row["title"] for row in rows(client)] == ["Alku", "Alue", "Päätös", "Työ"]
    page = client.get("/fi/aikajana/").content.decode()
    assert "syksy 2019" in page
    assert "joulukuu 2019" in page


def test_what_is_not_public_is_not_on_the_public_timeline(client, reader):
    event("Piilossa", "2020", marking_id="members")
    MeasureChangeFactory(measure__title_fi="Salassa", measure__marking_id="members", happened_on="2021")
    DecisionFactory(title_fi="Suljettu", marking_id="secretariat")
    assert rows(client) == []
    assert [row["title"] for row in rows(reader)] == ["Piilossa", "Salassa"]


def test_the_timeline_is_narrowed_by_theme_focus_area_and_year(client):
    area = FocusAreaFactory(key="p1")
    FocusAreaChange.objects.create(focus_area=area, state="approved", happened_on="2019-12")
    MeasureChangeFactory(measure__focus_area=area, measure__title_fi="Työ", happened_on="2021-06-01")
    event("Muu", "2021/2022", theme="surroundings")
    assert [row["title"] for row in rows(client, "?teema=measure")] == ["Työ"]
    assert len(rows(client, "?painopiste=p1")) == 2
    assert [row["title"] for row in rows(client, "?vuosi=2022")] == ["Muu"]
    assert len(rows(client, "?vuosi=abc&teema=nothing")) == 3


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_nine_queries_however_much_it_shows(client, number, django_assert_num_queries):
    for place in range(number):
        FocusAreaChange.objects.create(focus_area=FocusAreaFactory(), state="approved", happened_on="2019-12")
        MeasureChangeFactory()
        DecisionFactory()
        event(f"Tapahtuma {place}", "2020")
    with django_assert_num_queries(9):  # the nameplate, six sources, the years, the choices of focus areas
        assert client.get("/fi/aikajana/").status_code == 200


def test_the_same_facts_come_in_every_format(client):
    event("Alku", "[..2022-05-24]")
    for form in ("csv", "xlsx", "ods", "json"):
        assert client.get(f"/fi/aikajana/vienti.{form}").status_code == 200
    (row,) = rows(client)
    assert (row["when"], row["date"]) == ("[..2022-05-24]", "viimeistään 24.5.2022")


def test_the_page_shows_the_newest_steps_of_measures_and_a_file_all(client, monkeypatch):
    monkeypatch.setattr("painopiste.site.web.timeline.views.SHOWN_AT_MOST", 2)
    for year in (2019, 2020, 2021):
        MeasureChangeFactory(measure__title_fi=f"Työ {year}", happened_on=str(year))
    page = client.get("/fi/aikajana/").content.decode()
    assert "Työ 2019" not in page
    assert "Työ 2021" in page
    assert '<option value="2019"' in page
    assert "Työ 2019" in client.get("/fi/aikajana/?vuosi=2019").content.decode()
    assert len(rows(client)) == 3
