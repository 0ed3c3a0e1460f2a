"""Nothing that is meant for members reaches the public, through whatever address of the API."""

from itertools import product

import pytest

from painopiste.base.bodies.models import BodyMember
from painopiste.base.bodies.tests.factories import BodyFactory, DecisionFactory, MeetingFactory
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.base.programmes.models import Programme
from painopiste.base.web.tests.asking import account_with, key_of
from painopiste.knowledge.indicators.tests.factories import make_indicator
from painopiste.loop.agenda.models import Observation
from painopiste.loop.agenda.tests.factories import CandidateFactory, ObservationFactory, ProposalFactory
from painopiste.loop.commitments.tests.factories import CommitmentFactory
from painopiste.loop.consultations.tests.factories import ConsultationFactory
from painopiste.loop.focus_areas.models import FocusAreaChange
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory
from painopiste.loop.plans.models import Dependency, MeasureParty
from painopiste.loop.plans.tests.factories import ChainItemFactory, MeasureFactory, PlanFactory
from painopiste.loop.progress.models import FocusAreaAnswer, MeasureAnswer
from painopiste.site.api.description import description
from tests.api import rows

pytestmark = pytest.mark.django_db
CANARY = "kanarialintu"


def _hidden(factory, **fields):
    return factory(key=f"{CANARY}-{factory._meta.model.__name__.lower()}", marking_id="members", **fields)


@pytest.fixture
def model():
    """A public model in which each public thing touches a hidden one."""
    Programme.objects.create(name_fi="Malli", owner=OrganisationFactory(key="sm"))
    body = _hidden(BodyFactory, name_fi=CANARY)
    decision = _hidden(DecisionFactory, body=BodyFactory(), title_fi=CANARY)
    quiet = DecisionFactory(key=f"{CANARY}-of-a-hidden-body", body=body, title_fi=CANARY)
    area = FocusAreaFactory(key="p3", group=body, internal_note=CANARY)
    for one in (decision, quiet):
        FocusAreaChange.objects.create(focus_area=area, state="running", body=body, decision=one)
    shown = BodyFactory(key="cooperation-group", parent=body)
    BodyFactory(key=f"{CANARY}-sub", parent=shown, marking_id="members", name_fi=CANARY)
    BodyMember.objects.create(body=shown, organisation=OrganisationFactory(), account=account_with(), role="chair")
    shown.members.get().account.__class__.objects.update(name=CANARY)
    hidden_area = _hidden(FocusAreaFactory, name_fi=CANARY, group=shown)
    measure = MeasureFactory(key="3.4", focus_area=area, internal_note=CANARY)
    MeasureParty.objects.create(measure=measure, role="lead", body=body)
    plan = PlanFactory(focus_area=area, number=1, decision=quiet)
    draft = _hidden(PlanFactory, focus_area=area, number=2, note_fi=CANARY)
    secret = _hidden(MeasureFactory, title_fi=CANARY, focus_area=area)
    inside = MeasureFactory(key=f"{CANARY}-inside", title_fi=CANARY, focus_area=hidden_area)
    _hidden(CommitmentFactory, measure=measure, reference=CANARY)
    CommitmentFactory(key=f"{CANARY}-of-a-hidden-measure", measure=secret, reference=CANARY)
    CommitmentFactory(key="2.5-tem", measure=measure)
    scan = CandidateFactory(key=f"{CANARY}-candidate", round__key=f"{CANARY}-scan", round__marking_id="members").round
    type(scan).objects.unguarded("a test").filter(pk=scan.pk).update(title_fi=CANARY)
    hidden_seen = _hidden(ObservationFactory, title_fi=CANARY)
    _hidden(ConsultationFactory, title_fi=CANARY)
    ConsultationFactory(key="kuuleminen", focus_area=hidden_area, observation=hidden_seen)
    open_one = ObservationFactory(key="havainto", state="linked", title_fi="Havainto")
    open_one.focus_areas.add(area.pk, hidden_area.pk)
    shown_candidate = CandidateFactory(round__key="kartoitus")
    shown_candidate.observations.add(open_one, Observation.objects.unguarded("a test").exclude(pk=open_one.pk).get())
    _hidden(ProposalFactory, title_fi=CANARY)
    proposed = ProposalFactory(key="esitys", title_fi="Esitys", opened=hidden_area)
    proposed.targets.add(area.pk, hidden_area.pk)
    proposed.interfaces.create(measure=secret, how="overlaps", note_fi=CANARY)
    item = ChainItemFactory(plan=plan)
    item.measures.add(measure, secret, inside)
    ChainItemFactory(plan=draft, key=f"{CANARY}-item", text_fi=CANARY).measures.add(measure)
    for here, there in ((measure, secret), (secret, measure), (measure, inside)):
        Dependency.objects.create(measure=here, other=there, note_fi=CANARY)
    round_ = rows.round_()
    round_.key = "2022-spring"
    round_.save()
    FocusAreaAnswer.objects.create(round=round_, focus_area=hidden_area, submitted_at=rows.NOW, done_fi=CANARY)
    FocusAreaAnswer.objects.create(round=round_, focus_area=area, submitted_at=rows.NOW, marking_id="public")
    draft_of = FocusAreaFactory(key="p4")
    FocusAreaAnswer.objects.create(round=round_, focus_area=draft_of, done_fi=CANARY, marking_id="public")
    for told, at in ((secret, rows.NOW), (measure, None)):
        MeasureAnswer.objects.create(round=round_, measure=told, state="blocked", note_fi=CANARY, submitted_at=at)
    MeetingFactory(key="2022-05-24-cooperation-group", body=shown, held_on="2022-05-24")
    for make in (rows.event, rows.finding, rows.figure, rows.round_, rows.report, rows.meeting, rows.follow_up):
        row = make(marking="members", name=CANARY)
        row.__class__.objects.filter(pk=row.pk).update(key=f"{CANARY}-{make.__name__}")
    rows.report()
    rows.municipality()
    make_indicator("putoamiset")


def _addresses():
    """Every address that can be read, with public keys and hidden ones in every place."""
    places = {"kind": ["municipality"], "code": ["001"]}
    keys = ["p3", "p4", "3.4", "sm", "cooperation-group", "2022-spring", "2.5-tem", "2022-05-24-cooperation-group"]
    keys += ["havainto", "kartoitus", "kuuleminen", "putoamiset"]
    hidden = (
        "body",
        "decision",
        "focusarea",
        "measure",
        "observation",
        "proposal",
        "consultation",
        "commitment",
        "of-a-hidden-measure",
        "scan",
        "sub",
        "inside",
        "round_",
    )
    keys += [f"{CANARY}-{key}" for key in (*hidden, "report", "meeting", "follow_up")]
    for path, methods in description()["paths"].items():
        if "get" in methods:
            names = [one["name"] for one in methods["get"]["parameters"] if one["in"] == "path"]
            for chosen in product(*(places.get(name, keys) for name in names)):
                yield path.format(**dict(zip(names, chosen, strict=True)))


def test_the_public_reads_nothing_hidden_through_any_address(model, client):
    read = 0
    for address in _addresses():
        answer = client.get(address)
        assert answer.status_code in (200, 404), (address, answer.content)
        assert CANARY not in answer.content.decode(), address
        read += answer.status_code == 200
    assert read >= len([path for path, methods in description()["paths"].items() if "get" in methods]) - 1


def test_filters_and_words_find_nothing_hidden_either(model, client):
    for query in (f"measures?q={CANARY}", f"focus-areas?q={CANARY}", f"measures?focus_area={CANARY}-focusarea"):
        assert client.get(f"/api/v1/{query}").json()["total"] == 0, query
    assert client.get("/api/v1/plans/p3?number=2").status_code == 404


def test_members_do_read_what_is_hidden_from_the_public(model, client):
    key = key_of(account_with("reader"), may_write=False)
    seen = {address for address in _addresses() if CANARY in client.get(address, headers=key).content.decode()}
    assert {
        "/api/v1/events",
        "/api/v1/findings",
        "/api/v1/figures",
        "/api/v1/focus-areas",
        "/api/v1/measures",
        "/api/v1/commitments",
        "/api/v1/observations",
        "/api/v1/scan-rounds",
        "/api/v1/proposals",
        "/api/v1/consultations",
        "/api/v1/focus-areas/p3",
        "/api/v1/measures/3.4",
        "/api/v1/plans/p3",
        "/api/v1/bodies",
        "/api/v1/bodies/cooperation-group",
        "/api/v1/bodies/decisions",
        "/api/v1/meetings",
        "/api/v1/meetings/follow-ups",
        "/api/v1/rounds",
        "/api/v1/reports",
    } <= seen


@pytest.mark.parametrize("role", ["secretariat", "reader", "group_chair"])
def test_internal_notes_are_in_no_answer(role, client):
    measure = MeasureFactory(
        key="3.4", focus_area=FocusAreaFactory(key="p3", internal_note=CANARY), internal_note=CANARY
    )
    key = key_of(account_with(role))
    for address in ("focus-areas", "focus-areas/p3", "measures", f"measures/{measure.key}"):
        assert CANARY not in client.get(f"/api/v1/{address}", headers=key).content.decode(), address
