"""A decision on a proposal begins the work from the version that was sent, in its own transaction, and once."""

import pytest
from django.utils import timezone

from painopiste.base.audit.models import AuditLine
from painopiste.base.bodies import services as bodies
from painopiste.base.bodies.models import Decision
from painopiste.base.bodies.tests.factories import BodyFactory, MeetingFactory
from painopiste.base.errors import Invalid, NotAllowed
from painopiste.base.markings.rules import Audience
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.loop.agenda import selectors, services
from painopiste.loop.agenda.models import Proposal, ProposalVersion
from painopiste.loop.agenda.rules import ProposalStepRefused
from painopiste.loop.agenda.services import Draft, WouldOpen
from painopiste.loop.agenda.services.proposal_steps import digest_of
from painopiste.loop.agenda.tests.factories import ProposalFactory
from painopiste.loop.focus_areas.models import FocusArea
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory
from painopiste.loop.plans.models import Interface, Plan
from painopiste.loop.plans.rules import How
from painopiste.loop.plans.selectors import get_end
from painopiste.loop.plans.tests.factories import MeasureFactory, PlanFactory

pytestmark = pytest.mark.django_db
ALL = "test"


@pytest.fixture
def group():
    return BodyFactory(kind="cooperation_group", key="yhteistyoryhma")


@pytest.fixture
def meeting(group):
    return MeetingFactory(body=group, held_on="2026-10-05", state="held")


def sent(by, **columns):
    """A proposal that has been sent."""
    columns.setdefault("lead", OrganisationFactory())
    targets = columns.pop("targets", ())
    proposal = ProposalFactory(**columns)
    proposal.targets.set([row.pk for row in targets])
    services.send_proposal(proposal=proposal, version=1, by=by)
    return selectors.get_proposal(key=proposal.key, by=by)


def decide(meeting, proposal, by, **values):
    told = {"title_fi": "Painopiste-esitys", "about_kind": "proposal", "about_key": proposal.key} | values
    return bodies.record_decision(body=meeting.body, meeting=meeting, values=told, by=by)


def fresh(proposal):
    return Proposal.objects.unguarded(ALL).get(pk=proposal.pk)


def test_a_new_focus_area_is_opened_with_its_plan_organisations_and_interfaces(secretariat, meeting):
    measure, participant = MeasureFactory(), OrganisationFactory()
    proposal = ProposalFactory(title_fi="Verkkohuijaukset", lead=OrganisationFactory(key="johtaja"))
    proposal.participants.add(participant)
    end = get_end(kind="measure", key=measure.key, by=secretariat)
    services.touch_proposal(
        proposal=proposal, end=end, how=How.SUPPORTS, coordinator=participant, note={"note_fi": "Tukee"}, by=secretariat
    )
    version = services.send_proposal(proposal=proposal, version=1, by=secretariat)
    decision = decide(meeting, proposal, secretariat)
    area = FocusArea.objects.unguarded(ALL).get(name_fi="Verkkohuijaukset")
    assert (area.state, area.phenomenon_fi, area.aims_fi) == (
        "approved", "Huijauspuhelut ovat lisääntyneet.", "Huijauksia on vähemmän.",
    )  # fmt: skip
    assert area.changes.get(state="approved").decision == decision
    roles = set(area.organisations.values_list("organisation__key", "role"))
    assert roles == {("johtaja", "lead"), (participant.key, "participant")}
    plan = Plan.objects.unguarded(ALL).get(focus_area=area)
    chain = plan.chain.order_by("rank").values_list("level", "text_fi")
    assert [*chain] == [("aim", "Huijauksia on vähemmän."), ("outcome", "Ikääntyneet tunnistavat huijaukset.")]
    row = Interface.objects.get(focus_area=area)
    assert (row.kind, row.other_measure, row.coordinator, row.note_fi) == ("supports", measure, participant, "Tukee")
    done = fresh(proposal)
    assert (done.state, done.decision, done.opened) == ("accepted", decision, area)
    assert (decision.frozen["version"], decision.frozen["digest"]) == (1, version.digest)


def test_the_trail_tells_of_all_of_it_in_one_row_of_lines(secretariat, meeting):
    proposal = sent(secretariat)
    before = AuditLine.objects.count()
    decide(meeting, proposal, secretariat)
    events = list(AuditLine.objects.order_by("number").values_list("event", flat=True)[before:])
    assert events == [
        *("focus_areas.proposed", "focus_areas.approved", "focus_areas.organisation_added", "plans.version_started"),
        *("plans.chain_changed", "plans.chain_changed", "agenda.proposal_accepted", "bodies.decided"),
    ]
    line = AuditLine.objects.get(event="agenda.proposal_accepted")
    assert line.content["after"]["digest"] == proposal.versions.get().digest


@pytest.mark.parametrize("number", [1, 2])
def test_the_aims_go_into_the_plans_of_the_focus_areas_that_take_it_up(number, secretariat, meeting):
    targets = [FocusAreaFactory(marking_id="public") for _ in range(number)]
    PlanFactory(focus_area=targets[0], number=1, state="approved")
    proposal = sent(secretariat, route="inside" if number == 1 else "jointly", targets=targets)
    decide(meeting, proposal, secretariat)
    for area in targets:
        draft = Plan.objects.unguarded(ALL).get(focus_area=area, state="draft")
        assert draft.chain.filter(level="aim", text_fi="Huijauksia on vähemmän.").exists()
    assert FocusArea.objects.unguarded(ALL).count() == number
    assert fresh(proposal).state == "accepted"


def test_a_draft_that_is_there_takes_it_in(secretariat, meeting):
    plan = PlanFactory(state="draft", marking_id="public")
    decide(meeting, sent(secretariat, route="inside", targets=[plan.focus_area]), secretariat)
    assert plan.chain.count() == 2
    assert Plan.objects.unguarded(ALL).count() == 1


def test_a_closed_proposal_is_not_written_into_a_plan_that_more_people_read(secretariat, meeting):
    plan = PlanFactory(state="draft", marking_id="public")
    proposal = sent(secretariat, route="inside", targets=[plan.focus_area], marking_id="secretariat")
    with pytest.raises(WouldOpen):
        decide(meeting, proposal, secretariat)
    assert plan.chain.count() == 0


@pytest.mark.parametrize(
    ("route", "values", "state", "answer"),
    [
        ("not_now", {}, "closed", "Seurataan ensin."),
        ("elsewhere", {}, "closed", "Seurataan ensin."),
        ("new", {"verdict": "declined", "text_fi": "Ei ole johtajaa."}, "closed", "Ei ole johtajaa."),
        ("new", {"verdict": "returned", "text_fi": "Tarkentakaa."}, "draft", "Tarkentakaa."),
    ],
)
def test_what_begins_no_work_says_why(route, values, state, answer, secretariat, meeting):
    proposal = sent(secretariat, route=route, reason_fi="Seurataan ensin.")
    decide(meeting, proposal, secretariat, **values)
    row = fresh(proposal)
    assert (row.state, row.answer_fi) == (state, answer)
    assert not FocusArea.objects.unguarded(ALL).exists()


def test_declining_needs_its_reason(secretariat, meeting):
    with pytest.raises(Invalid) as caught:
        decide(meeting, sent(secretariat), secretariat, verdict="declined")
    assert caught.value.fields.keys() == {"text_fi"}


def test_it_applies_once(secretariat, meeting):
    proposal = sent(secretariat)
    decide(meeting, proposal, secretariat)
    with pytest.raises(ProposalStepRefused):
        decide(meeting, proposal, secretariat)
    assert FocusArea.objects.unguarded(ALL).count() == 1
    assert Decision.objects.unguarded(ALL).count() == 1


def test_what_never_was_sent_is_not_decided_on(secretariat, meeting):
    with pytest.raises(Invalid):
        decide(meeting, ProposalFactory(), secretariat)
    assert not Decision.objects.unguarded(ALL).exists()


def test_what_was_decided_stays_when_the_proposal_changes(secretariat, meeting):
    proposal = sent(secretariat, title_fi="Ensin")
    returned = decide(meeting, proposal, secretariat, verdict="returned", text_fi="Tarkentakaa.")
    row = fresh(proposal)
    draft = Draft(values={"title_fi": "Sitten"}, lead=row.lead)
    changed = services.change_proposal(proposal=row, draft=draft, version=row.version, by=secretariat)
    services.send_proposal(proposal=changed, version=changed.version, by=secretariat)
    accepted = decide(meeting, changed, secretariat)
    returned.refresh_from_db()
    assert (returned.frozen["title_fi"], returned.frozen["version"]) == ("Ensin", 1)
    assert (accepted.frozen["title_fi"], accepted.frozen["version"]) == ("Sitten", 2)
    assert FocusArea.objects.unguarded(ALL).get().name_fi == "Sitten"
    for version in ProposalVersion.objects.all():
        assert digest_of(content=version.content, by=secretariat) == version.digest


def test_nothing_is_left_when_something_fails_on_the_way(secretariat, meeting):
    first = FocusAreaFactory(marking_id="public")
    second = FocusAreaFactory(marking_id="public")
    proposal = sent(secretariat, route="jointly", targets=[first, second], marking_id="members")
    plan = PlanFactory(focus_area=second, state="draft", marking_id="public")
    lines = AuditLine.objects.count()
    with pytest.raises(WouldOpen):  # the first plan has been begun by then
        decide(meeting, proposal, secretariat)
    assert Plan.objects.unguarded(ALL).get() == plan
    assert fresh(proposal).state == "sent"
    assert not Decision.objects.unguarded(ALL).exists()
    assert AuditLine.objects.count() == lines


def test_another_body_says_what_it_thinks_and_nothing_follows(secretariat):
    meeting = MeetingFactory(body=BodyFactory(kind="expert_network"), held_on="2026-10-05", state="held")
    proposal = sent(secretariat)
    decision = decide(meeting, proposal, secretariat)
    assert decision.frozen["version"] == 1
    assert fresh(proposal).state == "sent"


def test_who_may_not_begin_work_decides_nothing(acting, secretariat, group, meeting):
    proposal = sent(secretariat)
    chair = acting("group_chair", body=group)
    with pytest.raises(NotAllowed):
        decide(meeting, proposal, chair)
    assert not Decision.objects.unguarded(ALL).exists()


def test_a_closed_proposal_opens_a_closed_focus_area(secretariat, meeting):
    decide(meeting, sent(secretariat, marking_id="secretariat"), secretariat)
    area = FocusArea.objects.unguarded(ALL).get()
    assert area.marking_id == Plan.objects.unguarded(ALL).get().marking_id == Audience.SECRETARIAT


def test_a_decision_in_writing_applies_itself_too(secretariat, acting, group):
    proposal = sent(secretariat)
    member = acting("coordinator", organisation=OrganisationFactory(key="jasen"))
    organisation = OrganisationFactory._meta.model.objects.get(key="jasen")
    bodies.add_member(body=group, organisation=organisation, role="member", since="2020", by=secretariat)
    values = {
        "title_fi": "Esitys", "text_fi": "Avataan.", "closes_on": timezone.localdate(), "quorum": 1,
        "own_marking_id": "public",
        "about_kind": "proposal", "about_key": proposal.key,
    }  # fmt: skip
    procedure = bodies.open_procedure(body=group, values=values, by=secretariat)
    bodies.answer_procedure(procedure=procedure, organisation=organisation, answer="agrees", comment="", by=member)
    decision = bodies.close_procedure(procedure=procedure, by=secretariat)
    assert fresh(proposal).decision == decision
    assert FocusArea.objects.unguarded(ALL).get().state == "approved"
