"""What touches what: near ones are told with their reasons, people confirm, and nothing hidden shows."""

from datetime import date

import pytest
from django.db import IntegrityError
from django.urls import reverse

from painopiste.base.actors import PUBLIC, Actor, system
from painopiste.base.audit.models import AuditLine
from painopiste.base.bodies.tests.factories import BodyFactory
from painopiste.base.errors import Missing, NotAllowed, Stale
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory, FocusAreaOrganisationFactory
from painopiste.loop.plans import selectors, services
from painopiste.loop.plans.models import Dependency, Interface
from painopiste.loop.plans.rules import How, InterfaceKind, seen_as, stored_as
from painopiste.loop.plans.tests.factories import MeasureFactory, MeasurePartyFactory

pytestmark = pytest.mark.django_db
TODAY = date(2022, 5, 24)
CONFIRMER = system("confirmer", rights=["interfaces.confirm"])
MEMBER = system("member")


def end(row, by=CONFIRMER):
    kind = "measure" if hasattr(row, "title_fi") else "focus_area"
    return selectors.get_end(kind=kind, key=row.key, by=by)


def confirm(one, other, how=How.OVERLAPS, coordinator=None, by=CONFIRMER, **note):
    return services.confirm_interface(
        end=end(one), other=end(other), how=how, coordinator=coordinator, note=note, by=by
    )


def near(row, by=PUBLIC, **asked):
    found = selectors.list_nearest(end=end(row, by), on=TODAY, by=by, **asked)
    return [each.other.key for each in found]


def page(client, row, name="list", *args, **query):
    thing = "toimenpide" if hasattr(row, "title_fi") else "painopiste"
    return client.get(reverse(f"interfaces:{name}", args=[thing, row.key, *args]), query)


def text(answer):
    return answer.content.decode()


# --- rules ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", list(How))
def test_what_is_told_from_one_end_is_told_the_same_when_it_is_read_from_there(how):
    kind, turned = stored_as(how)
    assert seen_as(kind, turned=turned) is how


@pytest.mark.parametrize("kind", list(InterfaceKind))
def test_from_the_other_end_supporting_is_being_supported(kind):
    there, back = seen_as(kind, turned=False), seen_as(kind, turned=True)
    assert stored_as(back)[0] is kind
    assert (there == back) == (kind in ("overlaps", "none"))


# --- what is near -----------------------------------------------------------------------------------------------


def test_near_ones_are_told_with_the_words_and_the_participants_that_both_have():
    sm, kunnat = OrganisationFactory(key="sm"), {"named_fi": "Kunnat"}
    one = MeasureFactory(key="a", title_fi="Kuntien turvallisuussuunnitelmat")
    other = MeasureFactory(key="b", title_fi="Turvallisuussuunnitelma kunnalle")
    MeasureFactory(key="c", title_fi="Poliisin autot")
    for row in (one, other):
        MeasurePartyFactory(measure=row, organisation=sm)
        MeasurePartyFactory(measure=row, organisation=None, role="audience", **kunnat)
    (found,) = selectors.list_nearest(end=end(one, PUBLIC), on=TODAY, by=PUBLIC)
    assert found.other.key == "b"
    assert {word.lemma for word in found.near.why_words} == {"turvallisuussuunnitelma", "kunta"}
    assert {party["key"] or party["named_fi"] for party in found.shared} == {"sm", "Kunnat"}


def test_a_party_that_has_left_is_not_shared():
    sm = OrganisationFactory(key="sm")
    one, other = MeasureFactory(title_fi="Koulutus"), MeasureFactory(title_fi="Koulutus")
    MeasurePartyFactory(measure=one, organisation=sm)
    MeasurePartyFactory(measure=other, organisation=sm, until="2021")
    (found,) = selectors.list_nearest(end=end(one, PUBLIC), on=TODAY, by=PUBLIC)
    assert found.shared == []


def test_a_measure_is_told_of_other_focus_areas_and_not_of_its_own():
    mine = FocusAreaFactory(key="mine", name_fi="Nuorten koulutus")
    theirs = FocusAreaFactory(key="theirs", name_fi="Kylien koulutus")
    one = MeasureFactory(key="a", title_fi="Koulutus nuorille", focus_area=mine)
    MeasureFactory(key="sibling", title_fi="Koulutus nuorille", focus_area=mine)
    MeasureFactory(key="far", title_fi="Koulutus kylille", focus_area=theirs)
    assert set(near(one)) == {"sibling", "theirs", "far"}
    assert set(near(one, elsewhere=True)) == {"theirs", "far"}
    assert set(near(mine)) == {"theirs", "far"}


def test_what_is_hidden_is_neither_listed_nor_felt_in_the_scores():
    one = MeasureFactory(key="a", title_fi="Koulutus kylille")
    MeasureFactory(key="b", title_fi="Kylien kysely")

    def scores(by):
        found = selectors.list_nearest(end=end(one, by), on=TODAY, by=by)
        return [(each.other.key, each.near.score, each.near.why_words) for each in found]

    before = scores(PUBLIC)
    MeasureFactory(key="c", title_fi="Kylien salaisuus", marking_id="members", focus_area=one.focus_area)
    MeasureFactory(key="d", title_fi="Kylien toinen salaisuus", focus_area__marking_id="members")
    assert scores(PUBLIC) == before
    assert [key for key, *_ in scores(MEMBER)] != [key for key, *_ in before]


def test_a_hidden_body_is_no_reason():
    hidden = BodyFactory(marking_id="members")
    one, other = MeasureFactory(title_fi="Koulutus"), MeasureFactory(title_fi="Koulutus")
    for row in (one, other):
        MeasurePartyFactory(measure=row, organisation=None, body=hidden)
    area = FocusAreaFactory(name_fi="Koulutus", group=hidden)
    for by, expected in ((PUBLIC, [0, 0]), (MEMBER, [1, 1])):
        found = selectors.list_nearest(end=end(one, by), on=TODAY, by=by)
        assert {each.other.key for each in found} >= {other.key, area.key}
        shared = [len(each.shared) for each in found if each.other.key in (other.key, area.key)]
        assert shared == expected


# --- confirming -------------------------------------------------------------------------------------------------


def test_an_interface_is_seen_from_both_ends_and_suggested_no_more():
    one, other = MeasureFactory(title_fi="Koulutus"), FocusAreaFactory(name_fi="Koulutus")
    coordinator = OrganisationFactory(key="sm")
    assert near(one) == [other.key]
    confirm(one, other, How.SUPPORTS, coordinator, note_fi="Samat kouluttajat")
    (here,) = selectors.list_interfaces(end=end(one), by=PUBLIC)
    (there,) = selectors.list_interfaces(end=end(other), by=PUBLIC)
    assert (here.how, there.how) == (How.SUPPORTS, How.SUPPORTED)
    assert (here.other.key, there.other.key) == (other.key, one.key)
    assert near(one, without=[here.other.name]) == []
    line = AuditLine.objects.get(event="plans.interface_added")
    assert (line.target_kind, line.target_key) == ("interface", here.row.key)
    assert line.content["after"] == {
        "between": f"{one.key} → {other.key}", "kind": "supports", "coordinator": "sm", "note_fi": "Samat kouluttajat",
    }  # fmt: skip


def test_a_pair_is_recorded_once_whichever_end_one_starts_from():
    one, other = MeasureFactory(), MeasureFactory()
    confirm(one, other)
    with pytest.raises(services.AlreadyConfirmed):
        confirm(other, one, How.NONE)
    assert Interface.objects.count() == 1


def test_nothing_touches_itself():
    one = MeasureFactory()
    with pytest.raises(Exception, match="can't be used"):
        confirm(one, one)


def test_the_database_wants_one_thing_at_each_end():
    with pytest.raises(IntegrityError):
        Interface.objects.create(measure=MeasureFactory(), kind="overlaps")


@pytest.mark.parametrize("hidden", ["one", "other"])
def test_an_interface_with_a_hidden_end_does_not_exist(hidden):
    one, other = MeasureFactory(), MeasureFactory()
    row = confirm(one, other)
    (one if hidden == "one" else other).__class__._base_manager.filter(
        pk=(one if hidden == "one" else other).pk
    ).update(own_marking="members", marking="members")
    seen = other if hidden == "one" else one
    assert selectors.list_interfaces(end=end(seen, PUBLIC), by=PUBLIC) == []
    with pytest.raises(Missing):
        selectors.get_interface(end=end(seen, PUBLIC), key=row.key, by=PUBLIC)
    assert len(selectors.list_interfaces(end=end(seen, MEMBER), by=MEMBER)) == 1


def test_a_change_turns_the_direction_and_the_trail_tells_both():
    one, other = MeasureFactory(key="a"), MeasureFactory(key="b")
    confirm(one, other, How.SUPPORTS)
    (seen,) = selectors.list_interfaces(end=end(one), by=CONFIRMER)
    services.change_interface(
        end=end(one), seen=seen, how=How.NEEDED, coordinator=None, note={"note_fi": "x"}, version=1, by=CONFIRMER
    )
    (seen,) = selectors.list_interfaces(end=end(one), by=CONFIRMER)
    assert (seen.how, seen.row.version, seen.row.note_fi) == (How.NEEDED, 2, "x")
    line = AuditLine.objects.get(event="plans.interface_changed")
    assert (line.content["before"]["between"], line.content["after"]["between"]) == ("a → b", "b → a")
    with pytest.raises(Stale):
        services.change_interface(
            end=end(one), seen=seen, how=How.NONE, coordinator=None, note={}, version=1, by=CONFIRMER
        )


def test_who_may_for_either_group_may_confirm_and_others_may_not():
    one, other, third = MeasureFactory(), MeasureFactory(), MeasureFactory()

    def chair(group):
        return Actor(label="chair", member=True, in_bodies={"interfaces.confirm": frozenset({group.pk})})

    assert confirm(one, other, by=chair(other.focus_area.group)).pk
    with pytest.raises(NotAllowed):
        confirm(one, third, by=chair(other.focus_area.group))


# --- pages ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_a_measure_takes_seven_queries(rows, client, django_assert_num_queries):
    one = MeasureFactory(title_fi="Koulutus")
    for _ in range(rows):
        other = MeasurePartyFactory(measure__title_fi="Koulutus").measure
        FocusAreaOrganisationFactory(focus_area=other.focus_area)
        Dependency.objects.create(measure=one, other=MeasureFactory())
        confirm(one, MeasureFactory(), coordinator=OrganisationFactory())
    page(client, one)
    with django_assert_num_queries(7):
        assert page(client, one).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_a_focus_area_takes_six_queries(rows, client, django_assert_num_queries):
    one = FocusAreaFactory(name_fi="Koulutus")
    for _ in range(rows):
        FocusAreaFactory(name_fi="Koulutus")
        confirm(one, MeasureFactory())
    page(client, one)
    with django_assert_num_queries(6):
        assert page(client, one).status_code == 200


def test_what_is_confirmed_comes_before_what_is_near(client):
    one = MeasureFactory(title_fi="Koulutus")
    confirmed, suggested = MeasureFactory(title_fi="Vahvistettu koulutus"), MeasureFactory(title_fi="Läheinen koulutus")
    confirm(one, confirmed, note_fi="Yhteinen verkosto")
    confirm(one, MeasureFactory(title_fi="Katsottu koulutus"), How.NONE)
    shown = text(page(client, one))
    assert shown.index("Vahvistettu") < shown.index("Läheinen") < shown.index("Katsottu")
    assert "Yhteinen verkosto" in shown
    assert "koulutus" in shown
    assert shown.count("Vahvistettu koulutus") == 1
    assert page(client, one, "add").status_code == 403
    assert suggested.key in shown


@pytest.mark.parametrize("thing", ["toimenpide", "painopiste", "muu"])
def test_hidden_and_absent_ends_give_the_same_page(client, thing):
    MeasureFactory(key="piilossa", marking_id="members")
    FocusAreaFactory(key="piilossa", marking_id="members")
    hidden = client.get(reverse("interfaces:list", args=[thing, "piilossa"]))
    absent = client.get(reverse("interfaces:list", args=[thing, "poissaxx"]))
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert text(hidden).replace("piilossa", "poissaxx") == text(absent)


def test_a_chair_confirms_changes_and_removes_on_the_pages(browser_of):
    one, other = MeasureFactory(title_fi="Koulutus"), MeasureFactory(title_fi="Koulutus kylille")
    coordinator = OrganisationFactory()
    client = browser_of("group_chair", body=one.focus_area.group)
    shown = text(page(client, one, "add", toinen=f"toimenpide:{other.key}"))
    assert f'value="toimenpide:{other.key}" selected' in shown
    address = reverse("interfaces:add", args=["toimenpide", one.key])
    unchosen = client.post(address, {"other": f"toimenpide:{other.key}", "how": ""})
    assert unchosen.status_code == 422  # nothing is chosen for the person
    sent = {"other": f"toimenpide:{other.key}", "how": "needed", "coordinator": coordinator.key, "note_fi": "Yhdessä"}
    assert client.post(address, sent).status_code == 302
    again = client.post(address, sent)
    assert again.status_code == 409
    assert "Yhdessä" in text(again)
    row = Interface.objects.get()
    assert (row.measure, row.other_measure, row.kind) == (other, one, "depends_on")
    assert coordinator.abbreviation in text(page(client, one))
    change = reverse("interfaces:change", args=["toimenpide", one.key, row.key])
    assert 'value="needed" selected' in text(client.get(change))
    assert client.post(change, {"how": "overlaps", "note_fi": "Yhä yhdessä", "version": "1"}).status_code == 302
    late = client.post(change, {"how": "supports", "version": "1"})
    assert late.status_code == 409
    assert "Yhä yhdessä" in text(late)
    assert client.post(reverse("interfaces:remove", args=["toimenpide", one.key, row.key])).status_code == 302
    assert not Interface.objects.exists()
    events = AuditLine.objects.filter(target_kind="interface").order_by("number").values_list("event", flat=True)
    assert list(events) == ["plans.interface_added", "plans.interface_changed", "plans.interface_removed"]


def test_members_read_the_history_of_the_interfaces_and_the_public_does_not(client, browser_of):
    one = MeasureFactory()
    confirm(one, MeasureFactory(key="toinen"))
    assert 'id="history"' in text(page(browser_of("reader"), one))
    assert 'id="history"' not in text(page(client, one))


def test_who_has_no_right_can_not_send_the_forms(client, browser_of):
    one, other = MeasureFactory(), MeasureFactory()
    row = confirm(one, other)
    stranger = browser_of("group_chair", body=BodyFactory())
    for reader in (client, browser_of("reader"), stranger):
        for name in ("change", "remove"):
            address = reverse(f"interfaces:{name}", args=["toimenpide", one.key, row.key])
            assert reader.post(address, {"how": "none", "version": "1"}).status_code == 403
        sent = {"other": f"toimenpide:{MeasureFactory().key}", "how": "overlaps"}
        assert reader.post(reverse("interfaces:add", args=["toimenpide", one.key]), sent).status_code == 403
    row.refresh_from_db()
    assert (row.kind, row.version, Interface.objects.count()) == ("overlaps", 1, 1)


def test_pages_of_a_measure_and_of_a_focus_area_lead_here(client):
    measure = MeasureFactory()
    for row, name, thing in (
        (measure, "plans:measure", "toimenpide"),
        (measure.focus_area, "focus_areas:focus_area", "painopiste"),
    ):
        assert reverse("interfaces:list", args=[thing, row.key]) in text(client.get(reverse(name, args=[row.key])))


def test_an_account_with_no_role_in_the_group_finds_no_button(browser_of):
    one = MeasureFactory()
    assert "/uusi/" not in text(page(browser_of("reader"), one))
    assert "/uusi/" in text(page(browser_of(), one))
