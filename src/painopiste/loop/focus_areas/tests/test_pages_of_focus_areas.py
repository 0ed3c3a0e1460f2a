"""The pages of focus areas and their plans: what each reader finds, and how a change goes through."""

import pytest
from django.urls import reverse

from painopiste.base.bodies.tests.factories import DecisionFactory
from painopiste.loop.focus_areas.models import FocusArea
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory, FocusAreaOrganisationFactory
from painopiste.loop.plans.models import Plan
from painopiste.loop.plans.tests.factories import ChainItemFactory, MeasureFactory, PlanFactory

pytestmark = pytest.mark.django_db


def page(client, name, *args, **query):
    return client.get(reverse(f"focus_areas:{name}", args=args), query)


def text(response):
    return response.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_three_queries(rows, client, django_assert_num_queries):
    for _ in range(rows):
        FocusAreaOrganisationFactory()
    page(client, "list")  # the nameplate of the programme is remembered
    with django_assert_num_queries(3):
        assert text(page(client, "list")).count("ORG") >= rows


@pytest.mark.parametrize("rows", [1, 3])
def test_one_focus_area_takes_eleven_queries(rows, client, django_assert_num_queries):
    area = FocusAreaFactory()
    for _ in range(rows):
        FocusAreaOrganisationFactory(focus_area=area)
        MeasureFactory(focus_area=area)
    page(client, "focus_area", area.key)
    with django_assert_num_queries(11):
        assert page(client, "focus_area", area.key).status_code == 200


def test_an_empty_list_of_participants_is_told_apart_from_none(client):
    FocusAreaFactory(participants_stated=False)
    unstated = text(page(client, "list"))
    FocusArea.objects.update(participants_stated=True)
    assert text(page(client, "list")) != unstated


def test_a_proposed_focus_area_for_members_is_not_there_for_the_public(client, browser_of):
    hidden = FocusAreaFactory(name_fi="Salainen ehdotus", marking_id="members", state="proposed")
    assert "Salainen ehdotus" not in text(page(client, "list"))
    assert page(client, "focus_area", hidden.key).status_code == 404
    assert "Salainen ehdotus" in text(page(browser_of("reader"), "list"))
    assert "Salainen ehdotus" not in page(client, "export", "csv").content.decode("utf-8-sig")


def test_the_internal_note_is_for_the_secretariat_only(client, browser_of):
    area = FocusAreaFactory(internal_note="Vain sihteeristölle")
    assert "Vain sihteeristölle" not in text(page(client, "focus_area", area.key))
    assert "Vain sihteeristölle" not in text(page(browser_of("reader"), "focus_area", area.key))
    chair = browser_of("group_chair", body=area.group)
    assert "Vain sihteeristölle" not in text(page(chair, "change", area.key))
    assert "Vain sihteeristölle" in text(page(browser_of(), "focus_area", area.key))


def test_a_chairs_change_keeps_the_internal_note(browser_of):
    area = FocusAreaFactory(internal_note="Vain sihteeristölle")
    chair = browser_of("group_chair", body=area.group)
    form = {"own_marking_id": "public", "phenomenon_fi": "Ilmiö", "version": "1"}
    assert chair.post(reverse("focus_areas:change", args=[area.key]), form).status_code == 302
    area.refresh_from_db()
    assert (area.phenomenon_fi, area.internal_note) == ("Ilmiö", "Vain sihteeristölle")


def test_a_decision_needs_its_reason_and_is_told_on_the_page(browser_of):
    area, decision = FocusAreaFactory(state="running"), DecisionFactory(title_fi="Siirtopäätös")
    client, address = browser_of(), reverse("focus_areas:decide", args=[area.key])
    form = {"new_state": "handed_over", "on": "2020", "decision": decision.key}
    refused = client.post(address, form)
    assert refused.status_code == 422
    assert 'id="id_reason_fi_error"' in text(refused)
    done = client.post(address, form | {"reason_fi": "Ohjelma jatkaa", "destination_fi": "Toimenpideohjelma"})
    assert done.status_code == 302
    shown = text(page(client, "focus_area", area.key))
    assert "Siirtopäätös" in shown
    assert "Toimenpideohjelma" in shown
    assert client.get(address).status_code == 200


def test_a_forged_state_is_refused(browser_of):
    area = FocusAreaFactory(state="running")
    answer = browser_of().post(reverse("focus_areas:decide", args=[area.key]), {"new_state": "approved", "on": "2020"})
    assert answer.status_code == 422
    area.refresh_from_db()
    assert area.state == "running"


def test_a_new_focus_area_is_proposed_and_renamed(browser_of):
    client = browser_of()
    made = client.post(
        reverse("focus_areas:propose"), {"name_fi": "Uusi ilmiö", "own_marking_id": "public", "on": "5/2022"}
    )
    assert made.status_code == 302
    area = FocusArea.objects.get(name_fi="Uusi ilmiö")
    form = {"name_fi": "Parempi nimi", "on": "2022", "version": "1"}
    client.post(reverse("focus_areas:rename", args=[area.key]), form)
    shown = text(page(client, "focus_area", area.key))
    assert "Parempi nimi" in shown
    assert "Uusi ilmiö" in shown


def test_a_plan_grows_from_an_aim_to_measures_and_is_approved_once(browser_of):
    measure = MeasureFactory()
    area, client = measure.focus_area, browser_of()
    client.post(reverse("focus_areas:start_version", args=[area.key]), {"marking": "public"})
    draft = Plan.objects.get()
    add = reverse("focus_areas:add_chain_item", args=[area.key, draft.number])
    client.post(add, {"level": "aim", "text_fi": "Arki on turvallista"})
    aim = draft.chain.get()
    wrong = client.post(add, {"level": "output", "parent": aim.key, "text_fi": "Opas"})
    assert wrong.status_code == 422
    client.post(add, {"level": "outcome", "parent": aim.key, "text_fi": "Kunnat suunnittelevat"})
    outcome = draft.chain.get(level="outcome")
    place = [area.key, draft.number, outcome.key]
    client.post(reverse("focus_areas:add_indicator", args=place), {"kind": "process", "name_fi": "Kokousten määrä"})
    client.post(reverse("focus_areas:link_measures", args=place), {"measures": [measure.key], "version": "1"})
    shown = text(page(client, "plan_version", area.key, draft.number))
    assert "Kokousten määrä" in shown
    assert measure.title_fi in shown
    approve = reverse("focus_areas:approve_plan", args=[area.key, draft.number])
    assert client.post(approve, {"on": "24.5.2022"}).status_code == 302
    assert client.post(approve, {"on": "24.5.2022"}).status_code == 409
    assert client.post(add, {"level": "aim", "text_fi": "Liian myöhään"}).status_code == 409


def test_a_new_version_begins_with_the_chain_of_the_old_one(browser_of):
    plan = PlanFactory(state="approved")
    aim = ChainItemFactory(plan=plan)
    ChainItemFactory(plan=plan, level="outcome", parent=aim)
    client = browser_of()
    client.post(reverse("focus_areas:start_version", args=[plan.focus_area.key]), {"marking": "public"})
    new = Plan.objects.get(number=2)
    assert new.chain.count() == plan.chain.count() == 2
    assert new.chain.get(level="outcome").parent in new.chain.all()
    again = client.post(reverse("focus_areas:start_version", args=[plan.focus_area.key]), follow=True)
    assert Plan.objects.count() == 2
    assert again.status_code == 200
