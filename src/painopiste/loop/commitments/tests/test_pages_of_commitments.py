"""The pages of commitments: found, narrowed, exported, asked, answered; and only by those who may."""

import csv
import io
import json

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.loop.commitments.models import Commitment
from painopiste.loop.commitments.tests.factories import CommitmentFactory, part_in
from painopiste.loop.plans.tests.factories import ChainItemFactory, MeasureChangeFactory, MeasureFactory

pytestmark = pytest.mark.django_db


def address(name, *args):
    return reverse(f"commitments:{name}", args=args)


def page(client, name, *args, **query):
    return client.get(address(name, *args), query)


def text(response):
    return response.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_five_queries(rows, browse, django_assert_num_queries):
    for _ in range(rows):
        CommitmentFactory()
    page(browse(), "list")  # the nameplate of the programme is remembered
    with django_assert_num_queries(4):
        assert text(page(browse(), "list")).count("Toimenpide ") >= rows


@pytest.mark.parametrize("rows", [1, 3])
def test_all_that_is_asked_of_an_organisation_takes_seven_queries(
    rows, coordinator, lead, browse, django_assert_num_queries
):
    for _ in range(rows):
        CommitmentFactory(organisation=lead)
    client = browse(coordinator)
    page(client, "answers", lead.key)
    with django_assert_num_queries(7):  # the session, the account, its rights; the organisation, its other names; rows
        assert page(client, "answers", lead.key).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("chains", 7), ("area_chain", 7), ("measure_chain", 7)])
def test_the_chains_take_seven_queries(name, queries, rows, measure, browse, django_assert_num_queries):
    for _ in range(rows):
        other = MeasureFactory(focus_area=measure.focus_area)
        ChainItemFactory(plan__focus_area=measure.focus_area, plan__number=other.pk).measures.add(other)
        for each in (measure, other):
            CommitmentFactory(measure=each, organisation=part_in(each))
    args = {"area_chain": [measure.focus_area.key], "measure_chain": [measure.key]}.get(name, [])
    page(browse(), name, *args)
    with django_assert_num_queries(queries):
        assert page(browse(), name, *args).status_code == 200


def test_the_address_carries_the_filters(browse):
    one = CommitmentFactory(measure__title_fi="Opas", state="decided", euros=20000)
    CommitmentFactory(measure__title_fi="Selvitys")
    for query in (
        {"tila": "decided"},
        {"organisaatio": one.organisation.key},
        {"painopiste": one.measure.focus_area.key},
        {"toimenpide": one.measure.key},
    ):
        shown = text(page(browse(), "list", **query))
        assert "Opas" in shown
        assert "Selvitys" not in shown
    assert page(browse(), "list", tila="no-such", painopiste="%00").status_code == 200


@pytest.mark.parametrize("form", ["csv", "xlsx", "ods", "json"])
def test_the_export_holds_exactly_what_is_filtered(form, browse):
    CommitmentFactory(measure__title_fi="Opas", state="decided", euros=20000, years="2026/2027")
    CommitmentFactory(measure__title_fi="Selvitys")
    answer = page(browse(), "export", form, tila="decided")
    assert answer.status_code == 200
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
        assert [row["Toimenpide"] for row in rows] == ["Opas"]
        assert rows[0]["Euroa"] == "20000,00"
    elif form == "json":
        assert [row["state_code"] for row in json.loads(answer.content)["rows"]] == ["decided"]
    elif form == "xlsx":
        assert load_workbook(io.BytesIO(answer.content)).worksheets[0].max_row == 2


def test_an_unknown_format_is_not_there(browse):
    assert page(browse(), "export", "exe").status_code == 404


def test_what_is_for_members_is_not_there_for_the_public(browse, acting):
    hidden = CommitmentFactory(marking_id="members", reference="SALAINEN")
    inside = CommitmentFactory(measure__marking_id="members", reference="SALAINEN")
    area = CommitmentFactory(measure__focus_area__marking_id="members", reference="SALAINEN")
    for row in (hidden, inside, area):
        absent, refused = page(browse(), "commitment", "no-such"), page(browse(), "commitment", row.key)
        assert (absent.status_code, refused.status_code) == (404, 404)
        assert text(absent).replace("no-such", "") == text(refused).replace(row.key, "")
        assert page(browse(acting("reader")), "commitment", row.key).status_code == 200
    for one in (page(browse(), "list"), page(browse(), "export", "csv"), page(browse(), "export", "json")):
        assert "SALAINEN" not in text(one)
    assert "0 sitoumusta" in text(page(browse(), "list"))
    assert hidden.organisation.key not in text(page(browse(), "list"))  # not among the choices either
    for name, args in (("measure_chain", [inside.measure.key]), ("area_chain", [area.measure.focus_area.key])):
        assert page(browse(), name, *args).status_code == 404


def test_a_hidden_commitment_looks_like_one_that_nobody_has_asked_for(measure, lead, browse):
    before = text(page(browse(), "measure_chain", measure.key))
    CommitmentFactory(measure=measure, organisation=lead, marking_id="members", state="declined")
    assert text(page(browse(), "measure_chain", measure.key)) == before


def test_the_chain_shows_who_has_decided_who_is_waited_for_and_where_it_broke(measure, lead, participant, browse):
    CommitmentFactory(measure=measure, organisation=lead, state="decided", person_months=2)
    CommitmentFactory(measure=measure, organisation=participant)  # asked on the first of January
    shown = text(page(browse(), "measure_chain", measure.key))
    assert "Päätetty" in shown
    assert "60 päivää" in shown
    assert 'data-state="waiting"' in shown
    assert shown.count("<svg") >= 2
    Commitment.objects.filter(organisation=lead).update(state="withdrawn")
    assert 'data-state="broken"' in text(page(browse(), "measure_chain", measure.key))


def test_a_measure_without_resources_is_a_finding_of_its_area_and_of_the_whole(measure, browse):
    type(measure).objects.filter(pk=measure.pk).update(state="blocked")
    MeasureChangeFactory(measure=measure, state="blocked", blocked_by="resources")
    for name, args in (("chains", []), ("area_chain", [measure.focus_area.key]), ("measure_chain", [measure.key])):
        assert "Ei voi tehdä ilman voimavaroja" in text(page(browse(), name, *args)), name


def test_the_public_finds_no_form(measure, lead, browse):
    row = CommitmentFactory(measure=measure, organisation=lead)
    for name, args in (("edit", [row.key]), ("ask", [measure.key]), ("answers", [lead.key]), ("import", [lead.key])):
        assert page(browse(), name, *args).status_code == 403
    assert browse().post(address("save_import", lead.key), {}).status_code == 403


@pytest.mark.parametrize("role", ["secretariat", "group_chair", "coordinator", "reader"])
def test_nobody_opens_the_form_of_another_organisation(role, measure, lead, acting, browse):
    row = CommitmentFactory(measure=measure, organisation=lead)
    limits = {"group_chair": {"body": measure.focus_area.group}, "coordinator": {"organisation": OrganisationFactory()}}
    client = browse(acting(role, **limits.get(role, {})))
    for name, key in (("edit", row.key), ("answers", lead.key), ("import", lead.key)):
        assert page(client, name, key).status_code == 403
    assert page(client, "ask", measure.key).status_code == (200 if role in ("secretariat", "group_chair") else 403)


def test_organisations_are_asked_on_the_page_of_the_chain(measure, lead, participant, secretariat, browse):
    client = browse(secretariat)
    assert address("ask", measure.key) in text(page(client, "measure_chain", measure.key))
    form = {"organisations": [lead.key, participant.key], "on": "2.3.2026", "own_marking_id": "public"}
    assert client.post(address("ask", measure.key), form | {"organisations": []}).status_code == 422
    assert client.post(address("ask", measure.key), form).status_code == 302
    assert Commitment.objects.filter(measure=measure, state="asked").count() == 2
    again = client.post(address("ask", measure.key), form)
    assert again.status_code == 422  # neither can be chosen any more
    assert "Ketään ei voi pyytää" in text(again)


def filled(row, **more):
    """The fields of a row of the table."""
    told = {"state": row.state, "on": "2.3.2026", "version": row.version} | more
    return {f"{row.key}-{name}": value for name, value in told.items()}


def test_a_coordinator_answers_many_at_once(measure, lead, coordinator, browse):
    first, second = CommitmentFactory(measure=measure, organisation=lead), CommitmentFactory(organisation=lead)
    third = CommitmentFactory(organisation=lead)
    client = browse(coordinator)
    assert "3 odottaa vastausta" in text(page(client, "answers", lead.key))
    form = filled(first, state="decided", euros="20 000,50 €", years="2026–2027", reference="STM/1")
    form |= filled(second, state="declined", reason="Ei voimavaroja") | filled(third)
    assert client.post(address("answers", lead.key), form).status_code == 302
    first.refresh_from_db()
    assert (first.state, str(first.euros), first.years, first.reference) == (
        "decided",
        "20000.50",
        "2026/2027",
        "STM/1",
    )
    assert set(Commitment.objects.values_list("state", "version")) == {("decided", 2), ("declined", 2), ("asked", 1)}


def test_one_wrong_row_saves_nothing_and_keeps_what_was_typed(measure, lead, coordinator, browse):
    first, second = CommitmentFactory(measure=measure, organisation=lead), CommitmentFactory(organisation=lead)
    form = filled(first, state="decided", reference="STM/1") | filled(second, state="declined")
    answer = browse(coordinator).post(address("answers", lead.key), form)
    assert answer.status_code == 422
    assert "STM/1" in text(answer)
    assert f'id="id_{second.key}-reason_error"' in text(answer)
    assert set(Commitment.objects.values_list("state", flat=True)) == {"asked"}


def test_a_stale_row_shows_what_is_saved_and_can_then_be_saved(measure, lead, coordinator, browse):
    row = CommitmentFactory(measure=measure, organisation=lead)
    Commitment.objects.filter(pk=row.pk).update(version=2, reference="TOISEN")
    client, form = browse(coordinator), filled(row, state="considered", reference="OMA")
    answer = client.post(address("answers", lead.key), form)
    assert answer.status_code == 422
    assert "TOISEN" in text(answer)
    assert "OMA" in text(answer)
    assert client.post(address("answers", lead.key), form | {f"{row.key}-version": "2"}).status_code == 302
    row.refresh_from_db()
    assert (row.reference, row.version) == ("OMA", 3)


def test_a_stale_form_shows_both_versions(measure, lead, coordinator, browse):
    row = CommitmentFactory(measure=measure, organisation=lead)
    client = browse(coordinator)
    form = {"state": "asked", "own_marking_id": "public", "version": "1", "unit_fi": "Pelastusosasto"}
    assert client.post(address("edit", row.key), form).status_code == 302
    late = client.post(address("edit", row.key), form | {"unit_fi": "Hallinto"})
    assert late.status_code == 409
    assert "Pelastusosasto" in text(late)
    assert "Hallinto" in text(late)
    assert client.post(address("edit", row.key), form | {"unit_fi": "Hallinto", "version": "2"}).status_code == 302


def test_the_page_of_a_commitment_tells_its_steps_and_who_may_read_it(measure, lead, coordinator, browse):
    row = CommitmentFactory(measure=measure, organisation=lead, place_fi="Tulossopimus 2026")
    client = browse(coordinator)
    form = {"state": "decided", "on": "2.3.2026", "own_marking_id": "members", "version": "1", "place_fi": row.place_fi}
    assert client.post(address("edit", row.key), form).status_code == 302
    shown = text(page(client, "commitment", row.key))
    assert "Tulossopimus 2026" in shown
    assert "2.3.2026" in shown
    assert 'data-marking="members"' in shown
    assert page(browse(), "commitment", row.key).status_code == 404


def test_the_coordinator_finds_the_way_from_the_list(measure, lead, coordinator, browse):
    CommitmentFactory(measure=measure, organisation=lead)
    assert address("answers", lead.key) in text(page(browse(coordinator), "list"))
    assert address("answers", lead.key) not in text(page(browse(), "list"))


def test_the_front_page_counts_the_findings_among_what_its_reader_sees(measure, lead, participant, acting, browse):
    def front(by=None):
        card = text(browse(by).get(reverse("site:home"))).partition("ketju/#nobody")[2]
        return card.partition("</li>")[0]

    assert "1 toimenpide" in front()
    MeasureFactory(marking_id="members")
    assert "1 toimenpide" in front()
    assert "2 toimenpidettä" in front(acting("reader"))
    CommitmentFactory(measure=measure, organisation=participant, state="decided")
    assert front() == ""
    assert "1 toimenpide" in front(acting("reader"))
    assert "ketju/#lead" in text(browse().get(reverse("site:home")))
