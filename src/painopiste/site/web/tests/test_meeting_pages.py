"""Pages of meetings: planned, held, decided in, read by whom they are for."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from painopiste.base.accounts.models import Membership
from painopiste.base.accounts.tests.factories import RoleGrantFactory
from painopiste.base.bodies.models import (
    AgendaItem,
    Attendance,
    BodyMember,
    Decision,
    DiscussionPoint,
    FollowUp,
    Meeting,
    WrittenProcedure,
)
from painopiste.base.bodies.tests.factories import BodyFactory, DecisionFactory, MeetingFactory, WrittenProcedureFactory
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory
from painopiste.loop.plans.models import Plan
from painopiste.loop.plans.tests.factories import ChainItemFactory, PlanFactory
from painopiste.site.web.tests.conftest import signed_in

pytestmark = pytest.mark.django_db


def page(client, name, *args, **query):
    return client.get(reverse(f"meetings:{name}", args=args), query)


def send(client, name, *args, **values):
    return client.post(reverse(f"meetings:{name}", args=args), values)


def text(response):
    return response.content.decode()


def of(organisation) -> Client:
    """A browser of somebody who works for the organisation."""
    grant = RoleGrantFactory(role="reader")
    Membership.objects.create(account=grant.account, organisation=organisation)
    client = Client()
    client.force_login(grant.account)
    return client


def fill(meeting, number):
    for _ in range(number):
        item = AgendaItem.objects.create(meeting=meeting, title_fi="Asia")
        DecisionFactory(body=meeting.body, meeting=meeting, item=item, number=1)
        DiscussionPoint.objects.create(meeting=meeting, text_fi="Nosto")
        Attendance.objects.create(meeting=meeting, organisation=OrganisationFactory())
        FollowUp.objects.create(
            body=meeting.body, text_fi="Tehtävä", organisation=OrganisationFactory(), marking_id="public"
        )


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_four_queries(number, client, django_assert_num_queries):
    body = BodyFactory()
    for _ in range(number):
        fill(MeetingFactory(body=body), 1)
    page(client, "list")
    with django_assert_num_queries(3):  # the meetings, the bodies to choose from, what is to be done
        assert text(page(client, "list")).count("24.5.2022") >= number


@pytest.mark.parametrize("number", [1, 3])
def test_a_meeting_takes_eight_queries(number, client, django_assert_num_queries):
    meeting = MeetingFactory()
    fill(meeting, number)
    page(client, "meeting", meeting.key)
    with django_assert_num_queries(7):
        assert text(page(client, "meeting", meeting.key)).count("Nosto") == number


def test_a_meeting_is_planned_held_and_decided_in(client):
    organisation = OrganisationFactory()
    body = BodyFactory()
    BodyMember.objects.create(body=body, organisation=organisation)
    secretary = signed_in("secretariat")
    day = {"held_on": "24.5.2022", "begins_at": "9.00", "ends_at": "11.30", "own_marking_id": "public"}
    assert send(secretary, "plan", body.key, **day).status_code == 302
    meeting = Meeting.objects.unguarded("a test").get()
    assert (meeting.held_on, meeting.begins_at.hour, meeting.ends_at.minute) == ("2022-05-24", 9, 30)
    send(secretary, "move", meeting.key, to="invited", version=1)
    answered = send(
        of(organisation), "answer_invitation", meeting.key, organisation=organisation.key, presence="accepted"
    )
    assert answered.status_code == 302
    assert Attendance.objects.get().presence == "accepted"
    send(secretary, "move", meeting.key, to="held", version=2)
    for title in ("Ensin", "Sitten"):
        assert send(secretary, "add_item", meeting.key, title_fi=title, kind="decision").status_code == 302
    first, second = AgendaItem.objects.order_by("rank")
    send(secretary, "order_items", meeting.key, up=second.key)
    assert list(AgendaItem.objects.order_by("rank").values_list("title_fi", flat=True)) == ["Sitten", "Ensin"]
    decision = {"title_fi": "Päätettiin jatkaa", "verdict": "accepted", "way": "consensus", "own_marking_id": "public"}
    assert send(secretary, "decide", meeting.key, first.key, **decision).status_code == 302
    assert send(secretary, "remove_item", meeting.key, first.key).status_code == 409
    send(secretary, "attendance", meeting.key, **{f"people_{organisation.pk}": 2})
    send(secretary, "add_point", meeting.key, kind="success", text_fi="Yhteistyö sujuu")
    public = text(page(client, "meeting", meeting.key))
    for told in ("Päätettiin jatkaa", "Yhteistyö sujuu", "9.00–11.30", "2 henkilöä"):
        assert told in public
    send(secretary, "move", meeting.key, to="approved", version=3)
    assert send(secretary, "add_item", meeting.key, title_fi="Myöhässä", kind="discussion").status_code == 409


def test_a_hidden_meeting_is_as_one_that_there_is_not(client, reader):
    hidden = MeetingFactory(marking_id="secretariat", title_fi="Piilokokous")
    for browser in (client, reader):
        missing = page(browser, "meeting", "ei-ole")
        found = page(browser, "meeting", hidden.key)
        assert (found.status_code, missing.status_code) == (404, 404)
        assert "Piilokokous" not in text(page(browser, "list"))
        assert hidden.key not in text(page(browser, "list"))
    assert "Piilokokous" in text(page(signed_in("secretariat"), "list"))


def test_the_cooperation_groups_decision_approves_a_focus_area_and_begins_its_plan():
    area = FocusAreaFactory(state="proposed")
    group = BodyFactory(kind="cooperation_group")
    meeting = MeetingFactory(body=group, state="held")
    secretary = signed_in("secretariat")
    item = {"title_fi": "Uusi painopiste", "kind": "decision", "about": f"focus_area:{area.key}"}
    assert send(secretary, "add_item", meeting.key, **item).status_code == 302
    decision = {"title_fi": "Hyväksyttiin", "verdict": "accepted", "way": "vote", "own_marking_id": "public"}
    key = AgendaItem.objects.get().key
    assert send(secretary, "decide", meeting.key, key, **decision).status_code == 422  # a vote has numbers
    assert send(secretary, "decide", meeting.key, key, **decision, votes_for=7, votes_against=2).status_code == 302
    area.refresh_from_db()
    made = Decision.objects.unguarded("a test").get()
    assert area.state == "approved"
    assert area.changes.get(state="approved").decision == made
    assert made.frozen["name_fi"] == area.name_fi
    assert Plan.objects.unguarded("a test").filter(focus_area=area, state="draft").exists()


def test_a_decision_on_a_draft_puts_the_plan_into_force_as_it_was_that_day():
    plan = PlanFactory(state="draft")
    aim = ChainItemFactory(plan=plan, text_fi="Turvallisuus paranee")
    meeting = MeetingFactory(body=BodyFactory(kind="cooperation_group"), state="held")
    item = AgendaItem.objects.create(meeting=meeting, title_fi="Suunnitelma", about_kind="plan", about_key=plan.key)
    decision = {"title_fi": "Hyväksyttiin", "verdict": "accepted", "way": "consensus", "own_marking_id": "public"}
    assert send(signed_in("secretariat"), "decide", meeting.key, item.key, **decision).status_code == 302
    plan.refresh_from_db()
    assert (plan.state, plan.approved_on) == ("approved", "2022-05-24")
    frozen = Decision.objects.unguarded("a test").get().frozen
    assert [row["text_fi"] for row in frozen["chain"]] == [aim.text_fi]


def test_a_decision_shows_what_was_decided_on_as_it_was_to_those_who_may_read_that(client):
    area = FocusAreaFactory(name_fi="Ennen", aims_fi="Tavoite ennen", marking_id="members")
    meeting = MeetingFactory(body=BodyFactory(), state="held")
    about = {"about_kind": "focus_area", "about_key": area.key}
    item = AgendaItem.objects.create(meeting=meeting, title_fi="Asia", **about)
    decision = {"title_fi": "Hyväksyttiin", "verdict": "accepted", "way": "consensus", "own_marking_id": "public"}
    assert send(signed_in("secretariat"), "decide", meeting.key, item.key, **decision).status_code == 302
    type(area).objects.unguarded("a test").filter(pk=area.pk).update(name_fi="Jälkeen", aims_fi="Tavoite jälkeen")
    member = text(page(signed_in("reader"), "meeting", meeting.key))
    assert "Tavoite ennen" in member
    assert "Tavoite jälkeen" not in member
    public = text(page(client, "meeting", meeting.key))
    assert "Hyväksyttiin" in public
    assert "Tavoite ennen" not in public
    assert "Tavoite ennen" not in client.get(f"/api/v1/meetings/{meeting.key}").content.decode()


def test_a_decision_is_followed_by_another_of_the_same_body_and_tells_it_to_whom_may_read_the_first(client):
    meeting, secretary = MeetingFactory(state="held"), signed_in("secretariat")
    first = DecisionFactory(body=meeting.body, title_fi="Ensin näin", marking_id="members")
    elsewhere = DecisionFactory(title_fi="Muualla")
    item = AgendaItem.objects.create(meeting=meeting, title_fi="Asia")
    decision = {"title_fi": "Sittenkin toisin", "verdict": "accepted", "way": "consensus", "own_marking_id": "public"}
    refused = send(secretary, "decide", meeting.key, item.key, **decision, follows=elsewhere.key)
    assert refused.status_code == 422
    assert send(secretary, "decide", meeting.key, item.key, **decision, follows=first.key).status_code == 302
    assert "Ensin näin" in text(page(signed_in("reader"), "meeting", meeting.key))
    public = text(page(client, "meeting", meeting.key))
    assert "Sittenkin toisin" in public
    assert "Ensin näin" not in public


def test_the_chair_of_a_group_holds_its_meetings_and_no_others():
    group = BodyFactory()
    grant = RoleGrantFactory(role="group_chair", body=group)
    chair = Client()
    chair.force_login(grant.account)
    values = {"held_on": "24.5.2022", "own_marking_id": "members"}
    assert send(chair, "plan", group.key, **values).status_code == 302
    assert send(chair, "plan", BodyFactory().key, **values).status_code == 403
    meeting = Meeting.objects.unguarded("a test").get()
    assert send(chair, "move", meeting.key, to="held", version=1).status_code == 302
    assert send(chair, "add_item", meeting.key, title_fi="Asia", kind="decision").status_code == 302
    decision = {"title_fi": "Jatketaan", "verdict": "accepted", "way": "consensus", "own_marking_id": "members"}
    assert send(chair, "decide", meeting.key, AgendaItem.objects.get().key, **decision).status_code == 302
    assert chair.get(reverse("bodies:record_decision", args=[group.key])).status_code == 403


def test_who_works_for_an_organisation_and_has_no_role_says_nothing_in_its_name():
    organisation, grant = OrganisationFactory(), RoleGrantFactory(role="reader", until=date(2022, 5, 24))
    Membership.objects.create(account=grant.account, organisation=organisation)
    client = Client()
    client.force_login(grant.account)
    written, meeting = WrittenProcedureFactory(quorum=1), MeetingFactory(state="invited")
    BodyMember.objects.create(body=written.body, organisation=organisation)
    Attendance.objects.create(meeting=meeting, organisation=organisation)
    answer = {"organisation": organisation.key, "answer": "agrees", "presence": "accepted"}
    for name, row in (("procedure", written), ("procedure_conflict", written), ("answer_invitation", meeting)):
        assert send(client, name, row.key, **answer, reason="x").status_code == 403
    assert not written.answers.exists()
    assert Attendance.objects.get().presence == "invited"


def test_a_decision_whose_consequence_is_refused_is_not_made():
    meeting = MeetingFactory(body=BodyFactory(kind="cooperation_group"), state="held")
    item = AgendaItem.objects.create(meeting=meeting, title_fi="X", about_kind="plan", about_key="ei-ole")
    decision = {"title_fi": "Hyväksyttiin", "verdict": "accepted", "way": "consensus", "own_marking_id": "public"}
    assert send(signed_in("secretariat"), "decide", meeting.key, item.key, **decision).status_code == 422
    assert not Decision.objects.unguarded("a test").exists()


def test_members_answer_in_writing_and_the_page_shows_who_has_not():
    body, first, second = BodyFactory(), OrganisationFactory(), OrganisationFactory()
    for organisation in (first, second):
        BodyMember.objects.create(body=body, organisation=organisation)
    secretary = signed_in("secretariat")
    asked = {
        "title_fi": "Nimi",
        "text_fi": "Muutetaan nimi.",
        "closes_on": "1.1.2099",
        "quorum": 2,
        "own_marking_id": "members",
    }
    assert send(secretary, "open_procedure", body.key, **asked).status_code == 302
    key = WrittenProcedure.objects.unguarded("a test").get().key
    assert page(Client(), "procedure", key).status_code == 404
    answer = {"organisation": first.key, "answer": "agrees"}
    assert send(of(first), "procedure", key, **answer).status_code == 302
    assert send(of(second), "procedure", key, **answer).status_code == 422  # of another organisation
    assert send(secretary, "procedure", key, **answer).status_code == 403
    assert text(page(secretary, "procedure", key)).count("Ei vastausta vielä") == 1
    assert send(secretary, "close_procedure", key).status_code == 409
    send(of(second), "procedure", key, organisation=second.key, answer="agrees")
    assert send(secretary, "close_procedure", key).status_code == 302
    assert Decision.objects.unguarded("a test").get().votes_for == 2


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"held_on": ""}, "held_on"),
        ({"held_on": "ensi viikolla"}, "held_on"),
        ({"held_on": "24.5.2022", "begins_at": "kello yhdeksän"}, "begins_at"),
        ({"held_on": "24.5.2022", "begins_at": "12.00", "ends_at": "11.00"}, "ends_at"),
    ],
)
def test_a_meeting_with_a_wrong_time_is_refused_on_its_field(values, field):
    answer = send(signed_in("secretariat"), "plan", BodyFactory().key, own_marking_id="public", **values)
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in text(answer)
    assert not Meeting.objects.unguarded("a test").exists()


def test_a_stale_meeting_form_shows_both_and_changes_nothing():
    meeting, secretary = MeetingFactory(), signed_in("secretariat")
    form = {"held_on": "24.5.2022", "own_marking_id": "public", "version": 1}
    assert send(secretary, "change", meeting.key, **form, place="Helsinki").status_code == 302
    late = send(secretary, "change", meeting.key, **form, place="Oulu")
    assert late.status_code == 409
    assert "Helsinki" in text(late)
    assert "Oulu" in text(late)


def test_what_was_agreed_on_stays_until_it_is_closed(client):
    owner, meeting = OrganisationFactory(), MeetingFactory(state="held")
    secretary = signed_in("secretariat")
    values = {"text_fi": "Selvittää rahoitus", "organisation": owner.key, "own_marking_id": "public"}
    address = reverse("meetings:raise_follow_up", args=[meeting.body.key]) + f"?kokous={meeting.key}"
    assert secretary.post(address, values).status_code == 302
    later = MeetingFactory(body=meeting.body, held_on="2022-09-01")
    assert "Selvittää rahoitus" in text(page(client, "meeting", later.key))
    key = FollowUp.objects.unguarded("a test").get().key
    assert page(signed_in("reader"), "close_follow_up", key).status_code == 403
    assert send(of(owner), "close_follow_up", key, state="done", version=1).status_code == 302
    assert "Selvittää rahoitus" not in text(page(client, "meeting", later.key))


def test_a_written_procedure_of_a_body_that_one_may_not_change_is_not_opened(reader):
    assert send(reader, "open_procedure", BodyFactory().key).status_code == 403
    assert send(reader, "close_procedure", WrittenProcedureFactory().key).status_code == 403
