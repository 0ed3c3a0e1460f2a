"""The pages of observations: found, narrowed, written and handled; what a reader may not see is nowhere on them."""

import pytest
from django.urls import reverse

from painopiste.loop.agenda.models import Observation
from painopiste.loop.agenda.tests.factories import ObservationFactory
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory

pytestmark = pytest.mark.django_db


def address(name, *args):
    return reverse(f"agenda:{name}", args=args)


def text(response):
    return response.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_three_queries(rows, browse, django_assert_num_queries):
    for _ in range(rows):
        ObservationFactory()
    browse().get(address("observations"))  # the nameplate of the programme is remembered
    with django_assert_num_queries(3):
        assert text(browse().get(address("observations"))).count("Havainto ") >= rows


@pytest.mark.parametrize("rows", [1, 3])
def test_one_observation_takes_eleven_queries(rows, browse, django_assert_num_queries):
    row = ObservationFactory(title_fi="Verkkohuijaukset", state="linked")
    for _ in range(rows):
        ObservationFactory(title_fi="Verkkohuijaukset", merged_into=row, state="merged")
        ObservationFactory(title_fi="Verkkohuijaukset ja ikääntyneet")
        row.focus_areas.add(FocusAreaFactory(name_fi="Verkkohuijausten torjunta").pk)
    browse().get(address("observation", row.key))
    with django_assert_num_queries(11):
        assert browse().get(address("observation", row.key)).status_code == 200


def test_the_address_carries_the_filters(browse):
    area = FocusAreaFactory()
    ObservationFactory(title_fi="Huijaus", state="linked", source_kind="media").focus_areas.add(area.pk)
    ObservationFactory(title_fi="Muu asia")
    for query in ({"tila": "linked"}, {"laji": "media"}, {"painopiste": area.key}, {"haku": "HUIJ"}):
        shown = text(browse().get(address("observations"), query))
        assert "Huijaus" in shown
        assert "Muu asia" not in shown
    assert browse().get(address("observations"), {"tila": "x", "page": "y", "haku": "%00"}).status_code == 200


def test_a_member_writes_in_its_own_language(member, browse):
    given = {
        "title": "Nätbedrägerier",
        "source_kind": "work",
        "own_marking_id": "members",
        "evidence": "",
        "groups": "",
    }
    answer = browse(member).post("/sv/uudet-ilmiot/havainnot/uusi/", given)
    row = Observation.objects.unguarded("test").get()
    assert answer["location"] == f"/sv/uudet-ilmiot/havainnot/{row.key}/"
    assert (row.title_sv, row.title_fi, row.marking_id) == ("Nätbedrägerier", "", "members")
    assert 'lang="sv"' in text(browse(member).get(address("observation", row.key)))


def test_what_is_wrong_is_shown_with_everything_that_was_typed(member, browse):
    given = {"title": "", "description": "Pitkä kertomus", "source_kind": "work", "own_marking_id": "members"}
    answer = browse(member).post(address("write"), given)
    assert answer.status_code == 422
    assert "Pitkä kertomus" in text(answer)
    assert Observation.objects.unguarded("test").count() == 0


def test_a_writer_corrects_what_the_secretariat_has_opened_meanwhile(member, browse):
    row = ObservationFactory(writer_id=member.account_id)
    assert '<option value="public" selected' in text(browse(member).get(address("change", row.key)))
    sent = {"title": "Korjattu", "source_kind": "work", "own_marking_id": "public", "version": 1}
    assert browse(member).post(address("change", row.key), sent).status_code == 302
    row.refresh_from_db()
    assert (row.title_fi, row.marking_id) == ("Korjattu", "public")
    assert 'value="public"' not in text(browse(member).get(address("write")))


def test_near_duplicates_are_found_by_inflected_words_and_merged_by_the_form(secretariat, browse):
    row = ObservationFactory(title_fi="Ikääntyneiden verkkohuijaukset yleistyvät")
    other = ObservationFactory(title_fi="Verkkohuijauksia ikääntyneille")
    ObservationFactory(title_fi="Kylien pelastussuunnitelma")
    client = browse(secretariat)
    shown = text(client.get(address("observation", row.key)))
    merge = f"{address('settle', row.key)}?kanssa={other.key}"
    assert merge in shown
    assert "Kylien pelastussuunnitelma" not in shown
    assert text(client.get(merge)).count("selected") >= 1
    sent = {"state": "merged", "into": other.key, "reason": "Sama asia.", "version": 1}
    assert client.post(address("settle", row.key), sent).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.merged_into, row.reason_fi) == ("merged", other, "Sama asia.")


def test_a_form_that_somebody_else_overtook_is_not_saved(secretariat, browse):
    row = ObservationFactory(version=2)
    answer = browse(secretariat).post(address("settle", row.key), {"state": "watched", "version": 1})
    assert answer.status_code == 409
    row.refresh_from_db()
    assert row.state == "received"


def test_who_does_not_handle_them_finds_no_form(member, browse):
    row = ObservationFactory()
    assert browse(member).get(address("settle", row.key)).status_code == 403
    assert browse(member).get(address("change", row.key)).status_code == 403
    assert browse().get(address("write")).status_code == 403


def test_what_is_for_members_is_not_there_for_the_public(browse, member):
    hidden = ObservationFactory(title_fi="SALAINEN huijaus", marking_id="members")
    shown = ObservationFactory(title_fi="Toinen huijaus", state="merged", merged_into=hidden)
    area = FocusAreaFactory(name_fi="SALAINEN alue", marking_id="members")
    linked = ObservationFactory(title_fi="Kolmas huijaus", state="linked")
    linked.focus_areas.add(area.pk)
    absent, refused = (browse().get(address("observation", key)) for key in ("no-such", hidden.key))
    assert (absent.status_code, refused.status_code) == (404, 404)
    assert text(absent).replace("no-such", "") == text(refused).replace(hidden.key, "")
    pages = [browse().get(address("observation", row.key)) for row in (shown, linked)]
    pages += [browse().get(address("observations")), browse().get(address("observations"), {"painopiste": area.key})]
    for page in pages:
        assert "SALAINEN" not in text(page)
        assert hidden.key not in text(page)
    assert "SALAINEN huijaus" in text(browse(member).get(address("observation", shown.key)))


def test_the_trail_on_the_page_names_no_row_that_the_reader_may_not_see(secretariat, member, browse):
    area = FocusAreaFactory(key="suljettu-alue", marking_id="secretariat")
    row = ObservationFactory(marking_id="members")
    sent = {"state": "linked", "focus_areas": [area.key], "version": 1, "reason": ""}
    assert browse(secretariat).post(address("settle", row.key), sent).status_code == 302
    assert "suljettu-alue" not in text(browse(member).get(address("observation", row.key)))


def test_only_who_handles_them_reads_who_has_written(member, secretariat, acting, browse):
    row = ObservationFactory(writer_id=member.account_id)
    row.refresh_from_db()
    name = row.writer.name
    assert name in text(browse(secretariat).get(address("observation", row.key)))
    seen = text(browse(acting("analyst")).get(address("observation", row.key)))
    assert name not in seen.replace("analyst", "")
    assert "Kirjoittanut" not in seen
