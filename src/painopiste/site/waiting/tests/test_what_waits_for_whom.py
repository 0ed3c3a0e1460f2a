"""My work shows each reader what waits for them, from all parts of the model, and nothing else."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from painopiste.base.accounts.models import Invitation, Membership
from painopiste.base.accounts.tests.factories import AccountFactory, RoleGrantFactory
from painopiste.base.bodies.models import BodyMember, ConflictOfInterest, FollowUp, ProcedureAnswer, WrittenProcedure
from painopiste.base.bodies.tests.factories import BodyFactory, WrittenProcedureFactory
from painopiste.base.mail.models import Letter
from painopiste.base.markings.models import ClearanceRequest, MarkingDecision
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.loop.agenda.models import ScanExpert, Score
from painopiste.loop.agenda.tests.factories import (
    CandidateFactory,
    ObservationFactory,
    ProposalFactory,
    ScanRoundFactory,
)
from painopiste.loop.commitments.tests.factories import CommitmentFactory
from painopiste.loop.focus_areas.models import FocusAreaChange
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory
from painopiste.loop.plans.tests.factories import MeasureFactory, MeasurePartyFactory
from painopiste.loop.progress.models import FocusAreaAnswer, Round
from painopiste.site.actors import actor_of
from painopiste.site.waiting import SOURCES, list_groups
from painopiste.support.feedback.models import Feedback

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
PAGE = "/fi/omat/"


def waits(account):
    """What waits for somebody, as titles by kind."""
    found = list_groups(by=actor_of(account, on=TODAY), on=TODAY)
    return {group.code: [str(item.title) for item in group.items] for group in found}


def person(role, **where):
    return RoleGrantFactory(role=role, **where).account


@pytest.fixture
def area():
    area = FocusAreaFactory(name_fi="Nuoret", number=3)
    FocusAreaChange.objects.create(focus_area=area, state="approved", happened_on="2020-05-01")
    return area


@pytest.fixture
def round_(area):
    days = {"opens_on": TODAY - timedelta(9), "closes_on": TODAY + timedelta(9), "status_on": TODAY - timedelta(9)}
    return Round.objects.create(key="kevat", title_fi="Kevät", marking_id="members", **days)


def test_an_open_round_waits_for_the_group_until_its_answer_is_given(area, round_):
    chair, member = person("group_chair", body=area.group), person("group_member", body=area.group)
    assert waits(chair) == waits(member) == {"answers": ["3 Nuoret"]}
    answer = FocusAreaAnswer.objects.create(key="a", round=round_, focus_area=area, marking_id="members")
    assert waits(chair) == {"answers": ["3 Nuoret"]}
    FocusAreaAnswer.objects.filter(pk=answer.pk).update(submitted_at=timezone.now())
    assert waits(chair) == {}


def test_a_round_waits_for_no_other_group_and_not_before_it_opens(area, round_):
    assert waits(person("group_chair", body=BodyFactory())) == {}
    Round.objects.update(opens_on=TODAY + timedelta(1))
    assert waits(person("group_chair", body=area.group)) == {}


@pytest.mark.parametrize("state", ["asked", "considered"])
def test_what_an_organisation_has_been_asked_for_waits_for_its_coordinator(state):
    measure = MeasureFactory(number="2.1", title_fi="Yhteinen tilannekuva")
    asked = CommitmentFactory(measure=measure, state=state)
    assert waits(person("coordinator", organisation=asked.organisation)) == {
        "commitments": ["2.1 Yhteinen tilannekuva"]
    }
    assert waits(person("coordinator", organisation=OrganisationFactory())) == {}
    assert waits(person("reader")) == {}


@pytest.mark.parametrize("state", ["decided", "declined", "withdrawn"])
def test_what_has_been_answered_does_not_wait(state):
    answered = CommitmentFactory(state=state)
    assert waits(person("coordinator", organisation=answered.organisation)) == {}


def test_late_measures_wait_for_who_answers_for_them():
    late = {"due_on": "2020-01-01", "state": "under_way"}
    measure = MeasureFactory(number="1.1", title_fi="Opas", **late)
    leads = MeasurePartyFactory(measure=measure).organisation
    joins = MeasurePartyFactory(measure=measure, role="participant").organisation
    assert waits(person("coordinator", organisation=leads)) == {"late": ["1.1 Opas"]}
    assert waits(person("group_chair", body=measure.focus_area.group)) == {"late": ["1.1 Opas"]}
    assert waits(person("coordinator", organisation=joins)) == {}
    assert waits(person("secretariat")) == {}


def test_who_led_a_measure_once_is_not_told_that_it_is_late():
    measure = MeasureFactory(due_on="2020-01-01")
    led = MeasurePartyFactory(measure=measure, until="2020-01-01").organisation
    assert waits(person("coordinator", organisation=led)) == {}


def member(body, organisation=None):
    """Somebody who works for a member organisation of a body."""
    organisation = organisation or OrganisationFactory()
    account = person("reader")
    Membership.objects.create(account=account, organisation=organisation)
    BodyMember.objects.create(body=body, organisation=organisation)
    return account, organisation


def test_a_written_procedure_waits_for_each_member_until_it_has_answered():
    asked = WrittenProcedureFactory(title_fi="Nimi")
    (first, answers), (second, _other) = member(asked.body), member(asked.body)
    assert waits(first) == waits(second) == {"procedures": ["Nimi"]}
    given = {"organisation": answers, "answer": "for", "answered_at": timezone.now()}
    ProcedureAnswer.objects.create(procedure=asked, **given)
    assert (waits(first), waits(second)) == ({}, {"procedures": ["Nimi"]})


def test_a_written_procedure_waits_neither_for_outsiders_nor_for_who_is_biased_nor_after_its_end():
    asked = WrittenProcedureFactory()
    biased, organisation = member(asked.body)
    ConflictOfInterest.objects.create(procedure=asked, organisation=organisation, reason="x")
    assert waits(biased) == waits(member(BodyFactory())[0]) == {}
    late, _organisation = member(asked.body)
    WrittenProcedure._base_manager.update(opened_on=TODAY - timedelta(9), closes_on=TODAY - timedelta(1))
    assert waits(late) == {}


def test_what_was_agreed_on_waits_for_the_organisation_that_is_to_do_it():
    body = BodyFactory()
    mine, organisation = member(body)
    agreed = {"body": body, "organisation": organisation, "marking_id": "public"}
    task = FollowUp.objects.create(text_fi="Selvittää rahoitus", due_on="2020", **agreed)
    (group,) = list_groups(by=actor_of(mine, on=TODAY), on=TODAY)
    assert (group.code, [(str(item.title), item.late) for item in group.items]) == (
        "follow_ups",
        [("Selvittää rahoitus", True)],
    )
    assert waits(member(body)[0]) == {}
    FollowUp._base_manager.filter(pk=task.pk).update(state="done")
    assert waits(mine) == {}


def test_a_proposal_to_open_a_row_waits_for_another_than_who_proposed_it():
    closed, proposer = BodyFactory(marking_id="members", name_fi="Ryhmä"), person("secretariat")
    codes = {"target_kind": "body", "target_key": closed.key, "before_id": "members", "after_id": "public"}
    MarkingDecision.objects.create(**codes, decided_at=timezone.now(), lowers=True, decided_by=proposer)
    assert waits(proposer) == {}
    assert waits(person("secretariat")) == {"markings": ["Ryhmä"]}
    assert waits(person("reader")) == {}


def test_an_observation_waits_for_the_secretariat_until_somebody_has_looked_at_it():
    seen = ObservationFactory(title_fi="Katuväkivalta")
    assert waits(person("reader")) == {}
    assert waits(person("secretariat")) == {"observations": ["Katuväkivalta"]}
    type(seen).objects.unguarded("a test").filter(pk=seen.pk).update(state="watched")
    assert waits(person("secretariat")) == {}


def test_a_candidate_waits_for_those_who_are_asked_until_they_have_scored_it():
    expert, other = person("reader"), person("reader")
    scan = CandidateFactory(round__title_fi="Kartoitus").round
    seat = ScanExpert.objects.create(round=scan, account=expert)
    assert waits(other) == {}
    assert waits(expert) == {"scan_scores": ["Kartoitus"]}
    Score.objects.create(candidate=scan.candidates.get(), expert=seat, given_at=timezone.now())
    assert waits(expert) == {}


def test_a_round_whose_closing_date_has_passed_waits_for_who_closes_it():
    scan = ScanRoundFactory(title_fi="Kartoitus", closes_on=date(2022, 2, 1))
    assert waits(person("reader")) == {}
    assert waits(person("secretariat")) == {"scan_rounds": ["Kartoitus"]}
    type(scan).objects.unguarded("a test").filter(pk=scan.pk).update(closed_at=timezone.now())
    assert waits(person("secretariat")) == {}


def test_a_sent_proposal_waits_for_the_secretariat_and_for_who_would_lead_it():
    lead = OrganisationFactory()
    proposal = ProposalFactory(title_fi="Verkkohuijaukset", lead=lead, marking_id="members")
    coordinator = person("coordinator", organisation=lead)
    assert waits(coordinator) == waits(person("secretariat")) == {}
    rows = type(proposal).objects.unguarded("a test").filter(pk=proposal.pk)
    rows.update(state="sent")
    assert waits(coordinator) == {"leads": ["Verkkohuijaukset"]}
    assert waits(person("coordinator", organisation=OrganisationFactory())) == waits(person("reader")) == {}
    assert waits(person("secretariat")) == {"proposals": ["Verkkohuijaukset"]}
    rows.update(can_lead=True)
    assert waits(coordinator) == {}


def test_a_clearance_waits_for_another_than_who_asked_for_it():
    asker, someone = person("secretariat"), AccountFactory(name="Kaisa")
    ClearanceRequest.objects.create(account=someone, level=2, until=TODAY, reason="x", asked_by=asker)
    assert waits(asker) == {}
    assert waits(person("secretariat")) == {"clearances": ["Kaisa"]}


def test_feedback_waits_for_the_secretariat_and_is_late_after_its_day():
    Feedback.objects.create(kind="idea", message="x", received_at=timezone.now(), due_on=TODAY - timedelta(1))
    (group,) = list_groups(by=actor_of(person("secretariat"), on=TODAY), on=TODAY)
    assert (group.code, [item.late for item in group.items]) == ("feedback", [True])


def test_an_invitation_that_ran_out_waits_for_who_looks_after_the_organisation():
    organisation, now = OrganisationFactory(), timezone.now()
    told = {"email": "uusi@kunta.example", "organisation": organisation}
    Invitation.objects.create(**told, expires_at=now + timedelta(1), hash="a")
    coordinator = person("coordinator", organisation=organisation)
    assert waits(coordinator) == {}
    Invitation.objects.update(expires_at=now - timedelta(1))
    assert waits(coordinator) == {"invitations": ["uusi@kunta.example"]}


def test_mail_that_did_not_arrive_waits_for_who_looks_after_the_machine():
    now = timezone.now()
    told = {"kind": "accounts.invitation", "to": "x@kunta.example", "posted_at": now, "due_at": now}
    for _number in range(2):
        Letter.objects.create(**told, state="failed", ended_at=now)
    assert list(waits(person("technical_administrator"))) == ["letters"]


def test_what_is_hidden_does_not_wait(area, round_):
    asked = CommitmentFactory(marking_id="secretariat", own_marking_id="secretariat")
    coordinator = person("coordinator", organisation=asked.organisation)
    assert waits(coordinator) == {}
    Round._base_manager.update(marking_id="secretariat")
    assert waits(person("group_chair", body=area.group)) == {}


def test_the_page_leads_to_where_each_thing_is_done(area, round_):
    client = Client()
    client.force_login(person("group_chair", body=area.group))
    text = client.get(PAGE).content.decode()
    assert f'href="{reverse("progress:edit_answer", args=["kevat", area.key])}"' in text
    assert "3 Nuoret" in text
    assert PAGE in client.get("/fi/").content.decode()


def test_the_public_is_sent_to_log_in():
    answer = Client().get(PAGE)
    assert (answer.status_code, answer["Location"]) == (302, f"/fi/kirjaudu/?next={PAGE}")
    assert PAGE not in Client().get("/fi/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_same_number_of_questions_for_any_number_of_things(rows, round_, django_assert_num_queries):
    organisation = OrganisationFactory()
    for _number in range(rows):
        measure = MeasureFactory(due_on="2020-01-01")
        MeasurePartyFactory(measure=measure, organisation=organisation)
        CommitmentFactory(measure=measure, organisation=organisation)
    client = Client()
    client.force_login(person("coordinator", organisation=organisation))
    client.get(PAGE)
    with django_assert_num_queries(19):
        client.get(PAGE)


def test_every_kind_has_its_own_code():
    assert len({source.code for source in SOURCES}) == len(SOURCES)


def test_days_are_dates():
    """A due date is a day, so that a page can say it in any language."""
    MeasurePartyFactory(measure=MeasureFactory(due_on="2020-01-01"), organisation=(theirs := OrganisationFactory()))
    (group,) = list_groups(by=actor_of(person("coordinator", organisation=theirs), on=TODAY), on=TODAY)
    assert [item.due for item in group.items] == [date(2020, 1, 1)]
