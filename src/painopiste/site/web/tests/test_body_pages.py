"""Pages of bodies: members, turns of the chair and decisions; the secretariat keeps them."""

import json

import pytest

from painopiste.base.bodies.models import Body, BodyMember, Decision
from painopiste.base.bodies.tests.factories import BodyFactory, DecisionFactory, MeetingFactory
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.base.web.sealing import sealed_row
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_five_queries_however_long_it_is(client, number, django_assert_num_queries):
    for _ in range(number):
        DecisionFactory(body=FocusAreaFactory().group)
    with django_assert_num_queries(5):  # the nameplate, the groups of focus areas, two for their tempo, the rows
        assert client.get("/fi/toimielimet/").status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_a_page_takes_ten_queries_however_much_it_shows(client, number, django_assert_num_queries):
    body = BodyFactory(key="b", parent=BodyFactory(), rotating_chair=True)
    for _ in range(number):
        BodyMember.objects.create(body=body, organisation=OrganisationFactory(), role="chair")
        BodyFactory(parent=body)
        DecisionFactory(body=body)
        MeetingFactory(body=body, state="held")
    with django_assert_num_queries(10):
        assert client.get("/fi/toimielimet/b/").status_code == 200


def test_a_hidden_body_does_not_exist_for_the_public(client, reader):
    BodyFactory(key="b", marking_id="members", name_fi="Piilossa")
    assert client.get("/fi/toimielimet/b/").status_code == 404
    assert "Piilossa" not in client.get("/fi/toimielimet/").content.decode()
    assert b"Piilossa" not in client.get("/fi/toimielimet/vienti.csv").content
    assert reader.get("/fi/toimielimet/b/").status_code == 200


def test_the_focus_area_of_a_group_is_linked_if_the_reader_may_see_it(client, reader):
    BodyFactory(key="b")
    FocusAreaFactory(group=Body.objects.get(), marking_id="members", name_fi="Piilossa")
    assert "Piilossa" not in client.get("/fi/toimielimet/b/").content.decode()
    assert "Piilossa" in reader.get("/fi/toimielimet/b/").content.decode()


def test_members_are_added_and_ended_with_dates_as_people_write_them(secretariat):
    BodyFactory(key="b")
    OrganisationFactory(key="sm")
    given = {"organisation": "sm", "role": "chair", "since": "1.9.2020"}
    assert secretariat.post("/fi/toimielimet/b/jasenet/uusi/", given).status_code == 302
    member = BodyMember.objects.get()
    assert member.since == "2020-09-01"
    secretariat.post(f"/fi/toimielimet/b/jasenet/{sealed_row(member)}/", {"until": "12/2021"})
    member.refresh_from_db()
    assert member.until == "2021-12"


@pytest.mark.parametrize("wrong", [{"organisation": "x"}, {"role": "king"}, {"since": "31.2.2020"}])
def test_a_wrong_member_form_changes_nothing(secretariat, wrong):
    BodyFactory(key="b")
    OrganisationFactory(key="sm")
    given = {"organisation": "sm", "role": "chair", "since": ""} | wrong
    assert secretariat.post("/fi/toimielimet/b/jasenet/uusi/", given).status_code == 422
    assert not BodyMember.objects.exists()


def test_a_forged_member_is_missing(secretariat):
    BodyFactory(key="b")
    other = BodyMember.objects.create(body=BodyFactory(), organisation=OrganisationFactory())
    assert secretariat.post(f"/fi/toimielimet/b/jasenet/{sealed_row(other)}/", {"until": "2021"}).status_code == 404
    other.refresh_from_db()
    assert other.until == ""


def test_a_decision_is_recorded_and_shown_to_whom_it_is_meant_for(client, secretariat):
    BodyFactory(key="b")
    given = {"decided_on": "24.5.2022", "title_fi": "Uusi painopiste", "own_marking_id": "members"}
    assert secretariat.post("/fi/toimielimet/b/paatokset/uusi/", given).status_code == 302
    assert Decision.objects.get().decided_on == "2022-05-24"
    assert "Uusi painopiste" in secretariat.get("/fi/toimielimet/b/").content.decode()
    assert "Uusi painopiste" not in client.get("/fi/toimielimet/b/").content.decode()
    wrong = secretariat.post("/fi/toimielimet/b/paatokset/uusi/", given | {"decided_on": "eilen"})
    assert wrong.status_code == 422
    assert Decision.objects.count() == 1


def test_only_those_with_the_right_change_a_body(client, reader):
    BodyFactory(key="b")
    for path in ("muokkaa/", "jasenet/uusi/", "paatokset/uusi/"):
        for browser in (client, reader):
            assert browser.post(f"/fi/toimielimet/b/{path}", {}).status_code == 403


def test_a_stale_form_changes_nothing(secretariat):
    BodyFactory(key="b")
    form = {"name_fi": "Ensin", "own_marking_id": "public", "version": "1"}
    secretariat.post("/fi/toimielimet/b/muokkaa/", form)
    assert secretariat.post("/fi/toimielimet/b/muokkaa/", form | {"name_fi": "Sitten"}).status_code == 409
    assert Body.objects.get().name_fi == "Ensin"


def test_a_file_holds_exactly_what_is_filtered(client):
    BodyFactory(key="a", kind="network")
    BodyFactory(key="b", kind="subgroup")
    rows = json.loads(client.get("/fi/toimielimet/vienti.json?laji=network").content)["rows"]
    assert [row["key"] for row in rows] == ["a"]
