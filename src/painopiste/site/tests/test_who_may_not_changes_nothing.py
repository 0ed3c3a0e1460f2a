"""Every service refuses who has no right here, though they may have every right in another group and organisation."""

import inspect
from datetime import date
from importlib import import_module
from pkgutil import walk_packages

import pytest
from django.db import transaction
from django.utils import timezone

import painopiste
from painopiste.base.accounts import services as accounts
from painopiste.base.accounts.models import Membership
from painopiste.base.accounts.tests.factories import AccountFactory, RoleGrantFactory
from painopiste.base.actors import PUBLIC, Actor, system
from painopiste.base.areas import services as areas
from painopiste.base.audit.models import AuditLine
from painopiste.base.bodies import services as bodies
from painopiste.base.bodies.models import AgendaItem, Attendance, BodyMember, DiscussionPoint, FollowUp
from painopiste.base.bodies.tests.factories import BodyFactory, DecisionFactory, MeetingFactory, WrittenProcedureFactory
from painopiste.base.errors import Missing, NotAllowed
from painopiste.base.jobs import services as jobs
from painopiste.base.jobs.models import Job
from painopiste.base.mail import services as mail
from painopiste.base.mail.models import Letter
from painopiste.base.markings.models import (
    Clearance,
    ClearanceRequest,
    Compartment,
    CompartmentMember,
    MarkingDecision,
)
from painopiste.base.markings.tests.owning import as_owner
from painopiste.base.organisations import services as organisations
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.base.programmes import services as programmes
from painopiste.base.remarking import services as remarking
from painopiste.base.viewing import services as viewing
from painopiste.knowledge.indicators import services as indicators
from painopiste.loop.agenda import services as agenda
from painopiste.loop.agenda.rules import Criterion, RoundKind
from painopiste.loop.agenda.rules import Outcome as ScanOutcome
from painopiste.loop.agenda.rules import State as ObservationState
from painopiste.loop.agenda.tests.factories import (
    CandidateFactory,
    ObservationFactory,
    ProposalFactory,
    ProposalVersionFactory,
)
from painopiste.loop.commitments import services as commitments
from painopiste.loop.commitments.rules import State as CommitmentState
from painopiste.loop.commitments.services import Answer
from painopiste.loop.commitments.tests.factories import CommitmentFactory
from painopiste.loop.consultations import services as consultations
from painopiste.loop.consultations.rules import State as ConsultationState
from painopiste.loop.consultations.tests.factories import (
    ConsultationFactory,
    ConsultationInviteeFactory,
    ConsultationQuestionFactory,
)
from painopiste.loop.discussion import services as discussion
from painopiste.loop.discussion.models import Comment
from painopiste.loop.focus_areas import services as focus_areas
from painopiste.loop.focus_areas.rules import State as AreaState
from painopiste.loop.focus_areas.tests.factories import FocusAreaOrganisationFactory
from painopiste.loop.plans import services as plans
from painopiste.loop.plans.models import BulkChange, Interface, Milestone
from painopiste.loop.plans.rules import How, State
from painopiste.loop.plans.selectors.interfaces import end_of, seen_from
from painopiste.loop.plans.tests.factories import ChainItemFactory, MeasureFactory, MeasurePartyFactory
from painopiste.loop.progress import services as progress
from painopiste.loop.progress.models import Round
from painopiste.loop.progress.services import MeasureValues
from painopiste.loop.reports import services as reports
from painopiste.loop.reports.tests.factories import ReportFactory
from painopiste.site.roles import ROLES
from painopiste.support.feedback import services as feedback
from painopiste.support.feedback.models import Feedback

pytestmark = pytest.mark.django_db
DAY = date(2022, 5, 24)
DAYS = {"opens_on": date(2022, 1, 1), "closes_on": date(2050, 1, 1), "status_on": DAY}
ALL = frozenset().union(*(rights.everywhere | rights.in_body | rights.for_organisation for rights in ROLES.values()))
ELSEWHERE = frozenset({10**9})
STRANGER = Actor(
    label="a chair and coordinator elsewhere",
    member=True,
    in_bodies=dict.fromkeys(ALL, ELSEWHERE),
    for_organisations=dict.fromkeys(ALL, ELSEWHERE),
)
# What anybody may do, what everybody does with their own account, and what other services stand on.
OPEN = {
    *("change_password", "change_language", "make_token", "revoke_token", "note_failure", "note_log_in", "give"),
    *(
        "follow",
        "note_visit",
        "choose_letters",
        "stop_letters",
        "note_told",
    ),  # one's own; by a letter's link; by its job
    *("post", "wake"),  # letters, by whoever takes the step that they tell of
    *("record", "enqueue", "require_change", "hold_focus_area", "hold_measures", "take_step", "lock_open"),
    *("enter", "require_open", "hold_open"),
    *("hold_open", "hold_proposal", "hold_draft", "digest_of"),
    *("enter", "require_open"),
    "fingerprint_of",
    *("renew_calendar_key", "remove_calendar_key"),
    *("set_password", "note_proof", "note_use", "end_own_session", "end_own_sessions"),
    *("seal_invitation", "accept_invitation"),  # by whoever has the link of a letter
    *("settle", "define", "lower_together"),
    *("return_answer", "remove_file", "secret_of", "send_to_all"),  # by whoever has the link of a consultation
    *("note_views", "note_watch", "seal_views"),
}


def _proposal():
    """A closed body, and a proposal to open it."""
    closed = BodyFactory(marking_id="members")
    codes = {"target_kind": "body", "target_key": closed.key, "before_id": "members", "after_id": "public"}
    return closed, MarkingDecision.objects.create(**codes, decided_at=timezone.now(), lowers=True)


def _letter(state):
    now = timezone.now()
    told = {"kind": "accounts.invitation", "to": "a@kunta.example", "posted_at": now, "due_at": now}
    return Letter.objects.create(state=state, **told).key


def _people():
    """Somebody who works for an organisation and has a role there, and somebody who is invited."""
    grant = RoleGrantFactory(role="reader", organisation=OrganisationFactory())
    someone, works = grant.account, Membership.objects.create(account=grant.account, organisation=grant.organisation)
    asked = {"on": timezone.now(), "by": system("test", rights={"accounts.manage"})}
    invited = {"email": "uusi@organisaatio.example", "organisation": grant.organisation}
    waiting = accounts.invite(**invited, roles=[accounts.AskedRole("reader")], **asked)
    with as_owner():
        AuditLine.objects.all().delete()
    return {
        accounts.invite: {**invited, "roles": [accounts.AskedRole("coordinator")], "on": timezone.now()},
        accounts.withdraw_invitation: {"invitation": waiting, "on": timezone.now()},
        accounts.give_role: {"account": someone, "role": "analyst", "organisation": grant.organisation, "on": DAY},
        accounts.end_role: {"account": someone, "grant_id": grant.pk, "left_on": DAY},
        accounts.end_membership: {"account": someone, "membership_id": works.pk, "left_on": DAY, "on": DAY},
        accounts.reset_factors: {"account": someone, "reason": "x"},
        accounts.close_leavers: {"on": DAY},
    }


@pytest.fixture
def tries():
    """For each service a call that would go well for who has the right."""
    party = MeasurePartyFactory()
    measure = party.measure
    area, body = measure.focus_area, measure.focus_area.group
    link = FocusAreaOrganisationFactory(focus_area=area)
    item = ChainItemFactory(plan__focus_area=area)
    other = MeasureFactory(focus_area=area)
    member = BodyMember.objects.create(body=body, organisation=party.organisation)
    meeting, written = MeetingFactory(body=body), WrittenProcedureFactory(body=body, quorum=1)
    topic = AgendaItem.objects.create(meeting=meeting, title_fi="Asia")
    invited = OrganisationFactory()
    Attendance.objects.create(meeting=meeting, organisation=invited)
    BodyMember.objects.create(body=body, organisation=invited)
    agreed = FollowUp.objects.create(body=body, text_fi="x")
    question = {"title_fi": "x", "text_fi": "x", "closes_on": date(2099, 1, 1), "quorum": 1}
    milestone = Milestone.objects.create(measure=measure, title_fi="Välietappi")
    said = {"text": "x", "title": "x", "language": "fi", "written_at": timezone.now()}
    comment = Comment.objects.create(measure=measure, marking_id="public", **said)
    round_ = Round.objects.create(title_fi="Kierros", marking_id="public", **DAYS)
    job = Job.objects.create(kind="jobs.tidy", due_at=timezone.now())
    told = Feedback.objects.create(kind="other", message="x", received_at=timezone.now(), due_on=DAY)
    undo = {measure.key: {"state": "planned", "due_on": "", "version": 1, "leads": [party.pk]}}
    now = {measure.key: {"state": "under_way", "due_on": "", "version": 1, "leads": [party.pk]}}
    row = MeasureValues(State.COMPLETED, "", {"fi": ""}, 0, 1)
    answer = {"activity": "active", "state": "running", "forecast": "yes", "done_fi": "Tehty"}
    day = {"as_of": DAY, "language": "fi"}
    apart = MeasurePartyFactory()
    commitment, decides = CommitmentFactory(), Answer(1, CommitmentState.DECIDED, "2026-03-02")
    closed, proposed = _proposal()
    account = AccountFactory()
    compartment = Compartment.objects.create(key="x", name_fi="x")
    within = CompartmentMember.objects.create(compartment=compartment, account=account)
    asked = ClearanceRequest.objects.create(
        account=account, level=3, until=timezone.localdate(), reason="x", asked_by=AccountFactory()
    )
    touched = ProposalFactory().interfaces.create(measure=measure, how=How.OVERLAPS)
    end, told_of_both = end_of(row=measure, by=PUBLIC), {"how": How.OVERLAPS, "coordinator": None, "note": {}}
    touching = Interface.objects.create(measure=measure, other_measure=other, kind="overlaps")
    seen = seen_from(row=touching, end=end, by=PUBLIC)
    person, candidate = AccountFactory(), CandidateFactory()
    scan, scan_days = candidate.round, {"opens_on": DAY, "closes_on": date(2099, 1, 1)}
    noticed = {"title_fi": "x", "own_marking_id": "members"}
    decided = {"new_state": AreaState.COMPLETED, "on": "2022", "reason": {"fi": "Syy"}}
    named = {"organisation": OrganisationFactory(), "role": "participant", "since": "2022"}
    to_ask = ConsultationQuestionFactory()
    return {
        areas.load_areas: {},
        indicators.propose: {"table": None, "source_name": "x", "source_sha256": "x"},
        indicators.accept: {"proposal": indicators.Proposal("x", "x", ())},
        **_people(),
        bodies.create: {"values": {"name_fi": "x", "kind": "subgroup"}},
        bodies.change: {"body": body, "values": {"name_fi": "x"}, "version": 1},
        bodies.add_member: {"body": body, "role": "member", "since": "2022", "organisation": OrganisationFactory()},
        bodies.end_member: {"body": body, "member_id": member.pk, "until": "2022"},
        bodies.record_decision: {"body": body, "values": {"title_fi": "x"}},
        bodies.plan_meeting: {"body": body, "values": {"held_on": "2022"}},
        bodies.change_meeting: {"meeting": meeting, "values": {"place": "x"}, "version": 1},
        bodies.move_meeting: {"meeting": meeting, "to": "invited", "version": 1},
        bodies.answer_invitation: {"meeting": meeting, "organisation": invited, "presence": "accepted"},
        bodies.take_attendance: {"meeting": meeting, "present": {invited.pk: 1}},
        bodies.save_item: {"meeting": meeting, "values": {"title_fi": "x"}},
        bodies.remove_item: {"item": topic},
        bodies.order_items: {"meeting": meeting, "keys": [topic.key]},
        bodies.save_point: {"meeting": meeting, "values": {"kind": "remark", "text_fi": "x"}},
        bodies.remove_point: {"point": DiscussionPoint.objects.create(meeting=meeting, text_fi="x")},
        bodies.declare_conflict: {"of": written, "organisation": invited, "reason": "x"},
        bodies.raise_follow_up: {"body": body, "values": {"text_fi": "x"}},
        bodies.close_follow_up: {"follow_up": agreed, "state": "done", "outcome": {}, "version": 1},
        bodies.open_procedure: {"body": body, "values": question},
        bodies.answer_procedure: {"procedure": written, "organisation": invited, "answer": "agrees", "comment": ""},
        bodies.close_procedure: {"procedure": WrittenProcedureFactory(body=body, opened_on=DAY)},
        jobs.cancel: {"key": job.key},
        jobs.retry: {"key": job.key},
        organisations.add: {"values": {"name_fi": "x", "abbreviation": "X", "kind": "agency"}},
        organisations.change: {"organisation": party.organisation, "values": {"name_fi": "x"}, "version": 1},
        programmes.add_event: {"values": {"name_fi": "x", "happened_on": "2022"}},
        focus_areas.propose: {"values": {"name_fi": "x"}, "on": "2022"},
        focus_areas.change: {"focus_area": area, "values": {"aims_fi": "x"}, "version": 1},
        focus_areas.give_group: {"focus_area": area, "group": body, "version": 1},
        focus_areas.rename: {"focus_area": area, "names": {"name_fi": "x"}, "on": "2022", "version": 1},
        focus_areas.decide: {"focus_area": area, **decided},
        focus_areas.add_organisation: {"focus_area": area, **named},
        focus_areas.end_organisation: {"focus_area": area, "link_id": link.pk, "until": "2022"},
        plans.change_many: {"keys": [measure.key], "due_on": "2030"},
        plans.undo_change: {"change": BulkChange.objects.create(before=undo, after=now)},
        plans.create_measure: {"focus_area": area, "values": {"title_fi": "x"}},
        plans.change_measure: {"measure": measure, "values": {"title_fi": "x"}, "version": 1},
        plans.change_state: {"measure": measure, "new_state": State.COMPLETED, "on": "2022", "version": 1},
        plans.add_party: {"measure": measure, **named},
        plans.end_party: {"measure": measure, "party_id": party.pk, "until": "2022"},
        plans.save_part: {"measure": measure, "part": "milestone", "values": {"title_fi": "x"}},
        plans.remove_part: {"measure": measure, "part": "milestone", "row_id": milestone.pk},
        plans.confirm_interface: {"end": end, "other": end_of(row=area, by=PUBLIC), **told_of_both},
        plans.change_interface: {"end": end, "seen": seen, "version": 1, **told_of_both},
        plans.remove_interface: {"end": end, "seen": seen},
        plans.start_version: {"focus_area": MeasureFactory().focus_area, "marking": "public"},
        plans.approve_plan: {"plan": item.plan, "on": "2022"},
        plans.save_chain_item: {"plan": item.plan, "values": {"level": "aim", "text_fi": "x"}},
        plans.save_indicator: {"item": item, "values": {"kind": "effect", "name_fi": "x"}},
        plans.link_measures: {"item": item, "linked": [other], "version": 1},
        plans.remove_chain_item: {"item": item},
        plans.save_view: {"page": "measures", "name": "x", "query": "", "shared": True},
        plans.remove_view: {"key": "x"},
        discussion.write: {
            "kind": "measure", "row": comment.measure, "text": "x", "marking": "members", "language": "fi"
        },
        discussion.change: {"comment": comment, "text": "x", "marking": "members", "version": 1},
        discussion.remove: {"comment": comment, "reason": "x", "version": 1},
        discussion.mark_seen: {"kind": "measure", "row": comment.measure},
        agenda.observe: {"values": noticed | {"source_kind": "work"}},
        agenda.file_observation: {"values": noticed | {"source_kind": "indicator"}, "origin": "indicator:4:2026"},
        agenda.change: {"observation": ObservationFactory(), "values": {"title_fi": "x"}, "version": 1},
        agenda.settle_observation: {
            "observation": ObservationFactory(), "outcome": agenda.Outcome(ObservationState.WATCHED), "version": 1
        },
        agenda.open_round: {
            "values": {"title_fi": "x"}, "kind": RoundKind.YEARLY, "experts": [person], **scan_days
        },
        agenda.change_round: {
            "round_": scan, "values": {"title_fi": "x"}, "closes_on": date(2026, 4, 1), "experts": [person],
            "version": 1,
        },
        agenda.close_round: {"round_": scan, "hours": None, "version": 1},
        agenda.add_candidate: {"round_": scan, "values": {"title_fi": "x"}},
        agenda.change_candidate: {
            "candidate": candidate, "values": {"title_fi": "x"}, "observations": [], "version": 1
        },
        agenda.remove_candidate: {"candidate": candidate, "version": 1},
        agenda.settle_candidate: {
            "candidate": CandidateFactory(round__closed_at=timezone.now()), "outcome": ScanOutcome.WATCHED,
            "reason": {}, "version": 1,
        },
        agenda.score: {"candidate": candidate, "scores": dict.fromkeys(Criterion, 3), "words": ""},
        agenda.give_hours: {"round_": scan, "hours": 1},
        agenda.draft_proposal: {"draft": agenda.Draft({"title_fi": "x"})},
        agenda.change_proposal: {"proposal": ProposalFactory(), "draft": agenda.Draft({"title_fi": "x"}), "version": 1},
        agenda.say_if_can_lead: {
            "proposal": ProposalFactory(lead=commitment.organisation), "can": True, "words": "x", "version": 1
        },
        agenda.send_proposal: {"proposal": ProposalFactory(lead=commitment.organisation), "version": 1},
        agenda.send_back_proposal: {"proposal": ProposalFactory(state="sent"), "answer": {"fi": "x"}, "version": 1},
        agenda.withdraw_proposal: {"proposal": ProposalFactory(), "answer": {}, "version": 1},
        agenda.take_up_proposal: {"proposal": ProposalFactory(state="withdrawn"), "version": 1},
        agenda.untouch_proposal: {
            "proposal": touched.proposal, "interface": touched, "end": end_of(row=apart.measure, by=PUBLIC)
        },
        agenda.apply_decision: {
            "proposal": ProposalVersionFactory(proposal__state="sent", content__route="not_now").proposal,
            "decision": DecisionFactory(),
        },
        agenda.touch_proposal: {
            "proposal": ProposalFactory(), "end": end_of(row=apart.measure, by=PUBLIC), "how": How.OVERLAPS,
            "coordinator": None, "note": {},
        },
        consultations.prepare_consultation: {"values": {"title_fi": "x"}},
        consultations.change_consultation: {
            "consultation": ConsultationFactory(), "values": {"title_fi": "x"}, "version": 1
        },
        consultations.move_consultation: {
            "consultation": to_ask.consultation, "new": ConsultationState.OPEN, "version": 1
        },
        consultations.write_synthesis: {
            "consultation": ConsultationFactory(), "values": {"synthesis_fi": "x"}, "version": 1
        },
        consultations.put_question: {"consultation": ConsultationFactory(), "values": {"text_fi": "x"}},
        consultations.remove_question: {"question": to_ask},
        consultations.put_event: {"consultation": ConsultationFactory(), "values": {"name_fi": "x"}},
        consultations.invite: {
            "consultation": ConsultationFactory(), "email": "a@kunta.example", "language": "fi", "name": "x"
        },
        consultations.send_again: {"invitee": ConsultationInviteeFactory(consultation__state="open")},
        consultations.revoke: {"invitee": ConsultationInviteeFactory()},
        consultations.remind: {"on": DAY},
        consultations.tidy: {"on": DAY},
        commitments.ask: {
            "measure": apart.measure, "organisations": [apart.organisation], "on": "2022", "marking": "public"
        },
        commitments.answer: {"commitment": commitment, "given": decides},
        commitments.answer_many: {"organisation": commitment.organisation, "rows": {commitment.key: decides}},
        commitments.preview_sheet: {
            "organisation": commitment.organisation, "headings": ["key", "state"], "language": "fi",
            "rows": [(2, [commitment.key, "decided"])], "today": "2026-03-02",
        },
        progress.save_answer: {
            "round_": round_, "focus_area": area, "values": answer, "version": 0, "submit": True
        },
        progress.save_measure_answers: {
            "round_": round_, "focus_area": area, "rows": {measure.key: row}, "submit": True
        },
        progress.open_round: {"title": {"fi": "x"}, "marking": "public", **DAYS},
        progress.change_round: {"round_": round_, "values": {"title_fi": "x"}, "version": 1},
        progress.close_round: {"round_": round_, "version": 1},
        progress.reopen: {"round_": round_, "version": 1},
        reports.ask_for_report: day,
        reports.freeze_report: day,
        reports.publish_report: {"key": ReportFactory(marking_id="members", content={"audience": "public"}).key},
        feedback.answer: {"feedback": told, "text": "x", "version": 1},
        mail.send_again: {"key": _letter("failed")},
        mail.withdraw: {"key": _letter("waiting")},
        remarking.raise_marking: {"row": area, "body": body.pk, "marking": "members", "version": 1},
        remarking.propose_lowering: {"row": closed, "body": closed.pk, "marking": "public", "reason": "x"},
        remarking.confirm_lowering: {"row": closed, "decision_id": proposed.pk},
        remarking.withdraw_lowering: {"row": closed, "decision_id": proposed.pk},
        remarking.keep_marking: {"row": area, "body": body.pk, "reason": "x", "review_on": None},
        remarking.make_compartment: {
            "names": {"name_fi": "x"}, "marking": "secretariat", "members_marking": "secretariat"
        },
        remarking.let_in: {"compartment": compartment, "organisation": party.organisation},
        remarking.let_out: {"compartment": compartment, "member_id": within.pk},
        remarking.clear: {"account": account, "level": 2, "until": timezone.localdate(), "reason": "x"},
        remarking.confirm_clearance: {"request_id": asked.pk},
        remarking.refuse_clearance: {"request_id": asked.pk},
        remarking.withdraw_clearance: {"clearance_id": Clearance.objects.create(account=account, level=2).pk},
        viewing.erase_person: {"account": account, "reason": "x"},
    }  # fmt: skip


def services():
    """Every function by which something is changed."""
    for found in walk_packages(painopiste.__path__, "painopiste."):
        if "services" in found.name.split(".")[3:] and ".tests" not in found.name:
            for name, function in inspect.getmembers(import_module(found.name), inspect.isfunction):
                private = name.startswith(("_", "check_")) or name in OPEN
                here = ".services" in function.__module__
                if here and not private and "by" in inspect.signature(function).parameters:
                    yield function


@pytest.mark.parametrize("by", [STRANGER, PUBLIC], ids=["somebody from elsewhere", "the public"])
def test_every_service_refuses(tries, by):
    for service, given in tries.items():
        try:
            service(**given, by=by)
        except (NotAllowed, Missing):
            continue
        pytest.fail(f"{service.__module__}.{service.__name__} lets {by.label} in")
    assert AuditLine.objects.count() == 0


def test_who_has_the_rights_is_let_in(tries):
    """Otherwise the test above would see a refusal that has another reason."""
    needs_more = {
        remarking.propose_lowering,
        remarking.confirm_lowering,
        remarking.clear,
        remarking.confirm_clearance,
        reports.publish_report,
        bodies.answer_procedure,
        jobs.retry,
        plans.remove_view,
        plans.save_view,
        reports.freeze_report,
        areas.load_areas,
        *(discussion.write, discussion.change, discussion.mark_seen),  # an account, one's own comment
        agenda.score,
        agenda.give_hours,  # both are for who is asked
        indicators.propose,
        indicators.accept,
    }
    everybody = Actor(label="everything", member=True, everywhere=ALL)
    for service, given in tries.items():
        if service not in needs_more:
            with transaction.atomic():
                service(**given, by=everybody)
                transaction.set_rollback(True)


def test_no_service_is_forgotten(tries):
    assert {service.__qualname__ for service in services()} == {service.__qualname__ for service in tries}
    assert set(services()) <= set(tries)
