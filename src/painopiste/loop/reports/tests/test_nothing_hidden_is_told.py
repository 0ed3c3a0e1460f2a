"""What is meant for the secretariat is in no report of the public facts, not even as a name or a key."""

import json
from datetime import UTC, date, datetime

import pytest

from painopiste.base.actors import PUBLIC
from painopiste.base.bodies.models import Body, BodyMember, Decision
from painopiste.base.markings.rules import Audience
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.base.programmes.models import Finding, KeyFigure, TimelineEvent
from painopiste.loop.focus_areas.models import FocusAreaChange
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory
from painopiste.loop.plans.models import Dependency, MeasureParty, Plan
from painopiste.loop.plans.tests.factories import MeasureChangeFactory, MeasureFactory
from painopiste.loop.progress.models import FocusAreaAnswer, MeasureAnswer, Round
from painopiste.loop.reports.permissions import reader_for
from painopiste.loop.reports.selectors import interim_facts

pytestmark = pytest.mark.django_db
DAY = date(2022, 5, 24)
HIDDEN = {"marking_id": "secretariat"}
THEN = datetime(2022, 5, 20, tzinfo=UTC)


@pytest.fixture
def model(programme):
    """An open and a hidden row of every kind, each hidden one named so, and tied to the open ones where it can be."""
    hidden_body = Body.objects.create(key="salaelin", name_fi="Salainen elin", kind="working_group", **HIDDEN)
    body = Body.objects.create(key="elin", name_fi="Elin", kind="subgroup", parent=hidden_body, marking_id="public")
    BodyMember.objects.create(body=hidden_body, organisation=OrganisationFactory(), source="salainen lähde")
    decision = Decision.objects.create(
        key="avoin", body=body, decided_on="2021", title_fi="Avoin päätös", marking_id="public"
    )
    secret = Decision.objects.create(key="sala", body=body, decided_on="2021", title_fi="Salainen päätös", **HIDDEN)
    Decision.objects.create(
        key="salaelimen", body=hidden_body, decided_on="2021", title_fi="Salaisen elimen päätös", marking_id="public"
    )
    area = FocusAreaFactory(key="p1", number=1, group=hidden_body, internal_note="salainen muistiinpano")
    FocusAreaChange.objects.create(
        focus_area=area, state="running", happened_on="2020", decision=secret, body=hidden_body
    )
    hidden = FocusAreaFactory(key="salainen", number=2, name_fi="Salainen painopiste", **HIDDEN)
    FocusAreaChange.objects.create(focus_area=hidden, state="running", happened_on="2020", decision=decision)
    Plan.objects.create(key="salasuunnitelma", focus_area=area, approved_on="2021", **HIDDEN)
    measure = MeasureFactory(key="1.1", focus_area=area, internal_note="salainen muistiinpano")
    secret_measure = MeasureFactory(key="salatoimi", title_fi="Salainen toimenpide", focus_area=area, **HIDDEN)
    for one in (measure, secret_measure, MeasureFactory(key="salapaikka", title_fi="Salainen", focus_area=hidden)):
        MeasureChangeFactory(measure=one, happened_on="2021")
    MeasureParty.objects.create(measure=measure, role="lead", body=hidden_body)
    Dependency.objects.create(measure=measure, other=secret_measure, note_fi="salainen huomautus")
    for kind in (Finding, KeyFigure, TimelineEvent):
        _surroundings(kind)
    _round(area, hidden, measure)
    return area


def _surroundings(kind):
    dated = {Finding: "found_on", KeyFigure: "stated_on", TimelineEvent: "happened_on"}[kind]
    named = {"text_fi": "Salainen"} if kind is Finding else {"name_fi": "Salainen"}
    more = {Finding: {"kind": "need"}, KeyFigure: {"value": 1}, TimelineEvent: {}}[kind]
    kind.objects.create(key=f"sala-{kind.__name__}", **{dated: "2021"}, **named, **more, **HIDDEN)


def _round(area, hidden, measure):
    days = {"opens_on": DAY, "closes_on": DAY, "status_on": DAY}
    round_ = Round.objects.create(key="kevat", title_fi="Kevät", marking_id="public", **days)
    FocusAreaAnswer.objects.create(round=round_, focus_area=area, done_fi="Salainen", submitted_at=THEN, **HIDDEN)
    FocusAreaAnswer.objects.create(
        round=round_, focus_area=hidden, done_fi="Salainen", submitted_at=THEN, marking_id="public"
    )
    MeasureAnswer.objects.create(round=round_, measure=measure, state="late", note_fi="Salainen", submitted_at=THEN)


def told(by):
    return json.dumps(interim_facts(as_of=DAY, by=by), ensure_ascii=False).casefold()


def test_nothing_of_it_is_told_to_the_public(model):
    facts = told(PUBLIC)
    assert "avoin päätös" in facts
    assert "sala" not in facts.replace("salassa", "")


def test_the_secretariat_is_told_all_of_it_but_internal_notes(model):
    facts = told(reader_for(Audience.SECRETARIAT))
    for secret in ("salainen elin", "salainen päätös", "salainen painopiste", "salatoimi", "salasuunnitelma"):
        assert secret in facts
    assert "muistiinpano" not in facts


def test_a_draft_is_told_to_nobody(model):
    FocusAreaAnswer.objects.update(submitted_at=None)
    assert all(
        area["answer"] is None for area in interim_facts(as_of=DAY, by=reader_for(Audience.SECRETARIAT))["focus_areas"]
    )


def test_a_group_that_is_hidden_has_no_subgroups_in_a_report(model):
    (area,) = (area for area in interim_facts(as_of=DAY, by=PUBLIC)["focus_areas"] if area["key"] == "p1")
    assert (area["group"], area["subgroups"]) == (None, [])


def test_a_figure_or_an_event_names_no_hidden_row_as_what_it_is_about(model):
    FocusAreaFactory(key="sala-alue", **HIDDEN)
    for about in ("p1", "sala-alue"):
        told = {"about": about, "marking_id": "public"}
        KeyFigure.objects.create(key=f"luku-{about}", name_fi="Luku", value=1, stated_on="2021", **told)
        TimelineEvent.objects.create(key=f"tapahtui-{about}", name_fi="Tapahtui", happened_on="2021", **told)
    facts = interim_facts(as_of=DAY, by=PUBLIC)
    told = {row["key"]: row["about"] for row in (*facts["figures"], *facts["timeline"])}
    assert (told["luku-p1"], told["luku-sala-alue"]) == ("p1", "")
    assert (told["tapahtui-p1"], told["tapahtui-sala-alue"]) == ("p1", "")
