"""The list of organisations and the page of one: what each leads and takes part in, as far as the reader may see it."""

import json

import pytest

from painopiste.base.audit.models import AuditLine
from painopiste.base.organisations.models import Organisation
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.loop.focus_areas.tests.factories import FocusAreaOrganisationFactory
from painopiste.loop.plans.tests.factories import MeasurePartyFactory

pytestmark = pytest.mark.django_db
FORM = {"abbreviation": "SM", "name_fi": "Sisäministeriö", "kind": "ministry", "aliases": "", "version": "1"}


def exported(client, query=""):
    return json.loads(client.get(f"/fi/organisaatiot/vienti.json{query}").content)["rows"]


def test_the_list_counts_what_each_leads_and_takes_part_in(client):
    ministry = OrganisationFactory(key="sm")
    FocusAreaOrganisationFactory(organisation=ministry)
    FocusAreaOrganisationFactory(organisation=ministry, role="participant")
    FocusAreaOrganisationFactory(organisation=ministry, until="2020")
    MeasurePartyFactory(organisation=ministry)
    (row,) = exported(client)
    assert (row["focus_areas_led"], row["focus_areas_joined"]) == (1, 1)
    assert (row["measures_led"], row["measures_joined"]) == (1, 0)


def test_what_is_not_public_is_neither_shown_nor_counted(client, reader):
    ministry = OrganisationFactory(key="sm")
    FocusAreaOrganisationFactory(
        organisation=ministry, focus_area__marking_id="members", focus_area__name_fi="Piilossa"
    )
    MeasurePartyFactory(organisation=ministry, measure__marking_id="members", measure__title_fi="Salassa")
    (row,) = exported(client)
    assert (row["focus_areas_led"], row["measures_led"]) == (0, 0)
    page = client.get("/fi/organisaatiot/sm/").content.decode()
    assert "Piilossa" not in page
    assert "Salassa" not in page
    assert "Piilossa" in reader.get("/fi/organisaatiot/sm/").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_five_queries_however_long_it_is(client, number, django_assert_num_queries):
    for _ in range(number):
        MeasurePartyFactory(organisation=FocusAreaOrganisationFactory().organisation)
    with django_assert_num_queries(5):  # the nameplate, two counts, the kinds, the rows
        assert client.get("/fi/organisaatiot/").status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_a_page_takes_seven_queries_however_much_it_shows(client, number, django_assert_num_queries):
    ministry = OrganisationFactory(key="sm", parent=OrganisationFactory(), successor=OrganisationFactory())
    for _ in range(number):
        FocusAreaOrganisationFactory(organisation=ministry)
        MeasurePartyFactory(organisation=ministry)
        OrganisationFactory(parent=ministry)
    with django_assert_num_queries(7):
        assert client.get("/fi/organisaatiot/sm/").status_code == 200


def test_a_file_holds_exactly_what_is_filtered(client):
    OrganisationFactory(key="a", name_fi="Poliisi", kind="agency")
    OrganisationFactory(key="b", name_fi="Tulli", kind="agency")
    OrganisationFactory(key="c", name_fi="Poliisiliitto", kind="association")
    assert [row["key"] for row in exported(client, "?q=poliisi&laji=agency")] == ["a"]
    for form in ("csv", "xlsx", "ods"):
        assert client.get(f"/fi/organisaatiot/vienti.{form}?q=poliisi").status_code == 200
    assert client.get("/fi/organisaatiot/vienti.exe").status_code == 404


def test_senseless_filters_give_a_page_all_the_same(client):
    OrganisationFactory()
    assert client.get("/fi/organisaatiot/?tila=x&jarjestys=y&laji=z&q=%00").status_code == 200


def test_the_public_cannot_change_an_organisation(client, reader):
    OrganisationFactory(key="sm")
    for browser in (client, reader):
        assert browser.post("/fi/organisaatiot/sm/muokkaa/", FORM).status_code == 403
        assert browser.get("/fi/organisaatiot/uusi/").status_code == 403
    assert not AuditLine.objects.exists()


def test_a_change_is_saved_and_told_as_history_to_members_only(client, secretariat):
    OrganisationFactory(key="sm")
    answer = secretariat.post("/fi/organisaatiot/sm/muokkaa/", FORM | {"aliases": "Inrikes\nMoI"})
    assert answer.headers["Location"] == "/fi/organisaatiot/sm/"
    assert sorted(alias.name for alias in Organisation.objects.get().aliases.all()) == ["Inrikes", "MoI"]
    assert 'id="historia"' in secretariat.get("/fi/organisaatiot/sm/").content.decode()
    assert 'id="historia"' not in client.get("/fi/organisaatiot/sm/").content.decode()


def test_a_wrong_form_comes_back_with_what_was_written(secretariat):
    OrganisationFactory(key="sm", name_fi="Ennen")
    wrong = FORM | {"valid_from": "joskus", "name_fi": "Jälkeen"}
    answer = secretariat.post("/fi/organisaatiot/sm/muokkaa/", wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "joskus" in page
    assert "Jälkeen" in page
    assert Organisation.objects.get().name_fi == "Ennen"


def test_a_stale_form_shows_both_versions_and_can_then_be_saved_knowingly(secretariat):
    OrganisationFactory(key="sm", name_fi="Ennen")
    secretariat.post("/fi/organisaatiot/sm/muokkaa/", FORM | {"name_fi": "Nopeampi"})
    stale = secretariat.post("/fi/organisaatiot/sm/muokkaa/", FORM | {"name_fi": "Hitaampi"})
    page = stale.content.decode()
    assert stale.status_code == 409
    assert "Nopeampi" in page
    assert "Hitaampi" in page
    assert 'name="version" value="2"' in page
    assert Organisation.objects.get().name_fi == "Nopeampi"
    secretariat.post("/fi/organisaatiot/sm/muokkaa/", FORM | {"name_fi": "Hitaampi", "version": "2"})
    assert Organisation.objects.get().name_fi == "Hitaampi"


def test_a_forged_parent_is_refused(secretariat):
    OrganisationFactory(key="sm")
    answer = secretariat.post("/fi/organisaatiot/sm/muokkaa/", FORM | {"parent": "no-such-key"})
    assert answer.status_code == 422
    assert Organisation.objects.get().version == 1


def test_a_new_organisation_gets_a_page(secretariat):
    answer = secretariat.post("/fi/organisaatiot/uusi/", FORM)
    assert answer.headers["Location"] == f"/fi/organisaatiot/{Organisation.objects.get().key}/"
