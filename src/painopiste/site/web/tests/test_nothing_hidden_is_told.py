"""What is meant for the secretariat is on no page, in no list, file or answer that somebody else can open.

Every address that a page links to is opened, by the public, by a member and by the secretariat, for whom the same
words must be found: otherwise the test would look where there is nothing to see.
"""

import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from painopiste.base.accounts.tests.factories import RoleGrantFactory
from painopiste.base.actors import system
from painopiste.base.bodies import services as bodies
from painopiste.base.bodies.models import Body, BodyMember
from painopiste.base.bodies.tests.factories import BodyFactory, DecisionFactory
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.base.programmes.models import Finding, KeyFigure, Programme, TimelineEvent
from painopiste.loop.focus_areas import services as focus_areas
from painopiste.loop.focus_areas.models import FocusAreaChange, FocusAreaOrganisation
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory
from painopiste.loop.plans import services as plans
from painopiste.loop.plans.models import ChainItem, Dependency, Interface, MeasureParty, Plan
from painopiste.loop.plans.tests.factories import ChainItemFactory, MeasureChangeFactory, MeasureFactory, PlanFactory
from painopiste.loop.progress.models import FocusAreaAnswer, MeasureAnswer, Round
from painopiste.loop.reports.models import Report

pytestmark = pytest.mark.django_db
WORD = "xqzqx"  # stands in every text and key that is hidden, and nowhere else, not even by chance
HIDDEN = {"marking_id": "secretariat"}
THEN = datetime(2022, 5, 20, tzinfo=UTC)
DAYS = {"opens_on": date(2022, 5, 1), "closes_on": date(2050, 1, 1), "status_on": date(2022, 5, 20)}
SECRETARIAT = system(
    "secretariat", rights=["internal.read", "focus_areas.change", "measures.change", "bodies.change", "plans.change"]
)
API = [
    *(
        "focus-areas",
        "measures",
        "organisations",
        "bodies",
        "bodies/decisions",
        "rounds",
        "reports",
        "findings",
        "events",
    ),
    *("figures", "programme", "focus-areas/p1", "measures/1.1", "plans/p1", "plans/p1/versions", "bodies/elin"),
    *("organisations/org", "rounds/kierros"),
]


@pytest.fixture
def model():
    """Open rows, and beside each of them hidden ones that hang on it."""
    org = OrganisationFactory(key="org")
    Programme.objects.create(key="malli", name_fi="Malli", began="2020", owner=org)
    group = Body.objects.create(key="xqzqxryhma", name_fi="xqzqx ryhmä", kind="focus_area_group", **HIDDEN)
    BodyMember.objects.create(body=group, organisation=org, source="xqzqx")
    body = BodyFactory(key="elin", name_fi="Elin", parent=group)
    area = FocusAreaFactory(key="p1", number=1, group=group)
    measure = MeasureFactory(key="1.1", focus_area=area)
    MeasureChangeFactory(measure=measure)
    _in_focus_area(area, body, group, org)
    _in_plan(area, measure)
    _in_measure(measure, area, group, org)
    _in_rounds(area, measure)
    _around(area)


def _in_focus_area(area, body, group, org):
    secret = DecisionFactory(key="xqzqxpaatos", title_fi="xqzqx päätös", body=body, **HIDDEN)
    of_group = DecisionFactory(key="xqzqxryhman", title_fi="xqzqx ryhmän päätös", body=group)
    for decision, by_body in ((secret, body), (of_group, group)):
        FocusAreaChange.objects.create(
            focus_area=area, state="running", happened_on="2021", decision=decision, body=by_body
        )
        PlanFactory(focus_area=area, state="approved", decision=decision, number=decision.pk)
    values = {"title_fi": "xqzqx kirjattu", "decided_on": "2022", "reference": "xqzqx/1", **HIDDEN}
    bodies.record_decision(body=body, values=values, by=SECRETARIAT)
    focus_areas.change(focus_area=area, values={"internal_note": "xqzqx muistio"}, version=1, by=SECRETARIAT)
    hidden = FocusAreaFactory(key="xqzqxalue", number=2, name_fi="xqzqx alue", **HIDDEN)
    FocusAreaChange.objects.create(focus_area=hidden, state="running", happened_on="2021")
    FocusAreaOrganisation.objects.create(focus_area=hidden, organisation=org, role="lead")
    FocusAreaOrganisation.objects.create(focus_area=area, organisation=org, role="lead")
    open_measure = MeasureFactory(key="xqzqx2.1", title_fi="xqzqx avoimelta näyttävä", focus_area=hidden, due_on="2045")
    MeasureChangeFactory(measure=open_measure)


def _in_plan(area, measure):
    hidden = Plan.objects.create(key="xqzqxsuunnitelma", focus_area=area, number=99, note_fi="xqzqx", **HIDDEN)
    measure.chain.add(ChainItem.objects.create(key="xqzqxketju", plan=hidden, level="output", text_fi="xqzqx ketju"))
    open_item = ChainItemFactory(plan=Plan.objects.filter(focus_area=area, marking_id="public").first(), level="output")
    secret = MeasureFactory(key="xqzqxketjussa", title_fi="xqzqx ketjussa", focus_area=area, **HIDDEN)
    open_item.measures.add(secret, measure)


def _in_measure(measure, area, group, org):
    secret = MeasureFactory(
        key="xqzqxtoimi", title_fi="xqzqx toimi", focus_area=area, number="xqzqx", state="blocked", **HIDDEN
    )
    MeasureChangeFactory(measure=secret, state="blocked", reason_fi="xqzqx syy")
    MeasureParty.objects.create(measure=measure, role="lead", body=group)
    MeasureParty.objects.create(measure=measure, role="participant", organisation=org)
    MeasureParty.objects.create(measure=secret, role="lead", organisation=org)
    Dependency.objects.create(measure=measure, other=secret, note_fi="xqzqx riippuvuus")
    Dependency.objects.create(measure=secret, other=measure, note_fi="xqzqx riippuvuus")
    Interface.objects.create(measure=measure, other_measure=secret, kind="overlaps", note_fi="xqzqx liittymäpinta")
    Interface.objects.create(focus_area=area, other_measure=secret, kind="none", note_fi="xqzqx liittymäpinta")
    plans.change_measure(measure=measure, values={"internal_note": "xqzqx muistio"}, version=1, by=SECRETARIAT)


def _in_rounds(area, measure):
    round_ = Round.objects.create(key="kierros", title_fi="Kierros", marking_id="public", **DAYS)
    FocusAreaAnswer.objects.create(round=round_, focus_area=area, done_fi="xqzqx luonnos", marking_id="public")
    MeasureAnswer.objects.create(round=round_, measure=measure, state="late", note_fi="xqzqx luonnos")
    hidden = Round.objects.create(key="xqzqxkierros", title_fi="xqzqx kierros", **DAYS, **HIDDEN)
    told = {"activity": "active", "state": "running", "forecast": "yes", "submitted_at": THEN}
    FocusAreaAnswer.objects.create(round=hidden, focus_area=area, done_fi="xqzqx vastaus", **told, **HIDDEN)
    MeasureAnswer.objects.create(round=hidden, measure=measure, state="late", note_fi="xqzqx", submitted_at=THEN)


def _around(area):
    happened = {"happened_on": "2022", "theme": "focus_area", "name_fi": "Tapahtuma"}
    TimelineEvent.objects.create(key="avoin", about="xqzqxalue", marking_id="public", **happened)
    TimelineEvent.objects.create(
        key="xqzqxtapahtuma", about=area.key, **happened | {"name_fi": "xqzqx tapahtuma"}, **HIDDEN
    )
    Finding.objects.create(key="xqzqxhavainto", kind="need", theme="x", text_fi="xqzqx havainto", **HIDDEN)
    KeyFigure.objects.create(key="xqzqxluku", name_fi="xqzqx luku", value=1, **HIDDEN)
    kept = {"language": "fi", "as_of": date(2022, 5, 24), "content": {"audience": "secretariat"}, "document": {}}
    Report.objects.create(key="xqzqxraportti", title="xqzqx raportti", fingerprint="x", **kept, **HIDDEN)


def opened(browser):
    """Each address that can be reached by links, with what stands there. Reports and XLSX are looked at elsewhere."""
    waiting, seen = ["/fi/", *(f"/api/v1/{path}" for path in API)], {}
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        answer = browser.get(address)
        text = b"".join(answer.streaming_content) if answer.streaming else answer.content
        seen[address] = (answer.status_code, text.decode("utf-8", "replace").lower())
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            waiting += [link for link in re.findall(r'href="(/fi/[^"#]*)"', seen[address][1]) if _is_read(link)]
    return seen


def _is_read(link):
    one_way = "?" not in link or link.startswith("/fi/kirjaudu/")
    return one_way and not link.startswith("/fi/raportit/") and not link.endswith((".xlsx", ".ods"))


@pytest.mark.parametrize("role", [None, "reader", "analyst", "cooperation_group"])
def test_nobody_but_the_secretariat_is_told(model, role):
    browser = Client()
    if role:
        browser.force_login(RoleGrantFactory(role=role).account)
    seen = opened(browser)
    assert len(seen) > 40
    assert sorted(address for address, (_status, text) in seen.items() if WORD in text + address) == []
    assert sorted(address for address, (status, _text) in seen.items() if status >= 400) == []


def test_the_secretariat_is_told_all_of_it(model):
    browser = Client()
    browser.force_login(RoleGrantFactory(role="secretariat").account)
    told = " ".join(text for _status, text in opened(browser).values())
    for words in (
        "xqzqx ryhmä",
        "xqzqx päätös",
        "xqzqx muistio",
        "xqzqx ketju",
        "xqzqx toimi",
        "xqzqx kierros",
        "xqzqx/1",
    ):
        assert words in told


@pytest.mark.parametrize("part", ["focus-areas", "measures", "organisations"])
def test_a_search_does_not_find_what_is_hidden(model, part):
    found = Client().get(f"/api/v1/{part}", {"q": WORD}).json()
    assert (found["total"], found["items"]) == (0, [])
