"""People who see only a part do their work, and no row that they do not see stops it, is lost, or tells of itself.

On PostgreSQL the database hides those rows from the services too; on SQLite the program does it alone.
"""

import pytest
from django.test import Client
from django.utils import timezone

from painopiste.base.accounts.tests.factories import RoleGrantFactory
from painopiste.base.actors import Actor
from painopiste.base.audit.models import AuditLine
from painopiste.base.audit.services import record
from painopiste.base.bodies.models import Decision
from painopiste.base.bodies.tests.factories import BodyFactory, DecisionFactory
from painopiste.base.markings import rules
from painopiste.base.markings.naming import reading_as
from painopiste.base.markings.stored import intern
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.base.remarking.services import raise_marking
from painopiste.loop.commitments.models import Commitment
from painopiste.loop.commitments.services import AskedAlready, ask
from painopiste.loop.focus_areas import services as focus_areas
from painopiste.loop.focus_areas.models import FocusArea
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory
from painopiste.loop.plans import services as plans
from painopiste.loop.plans.models import ChainItem, Measure, Plan
from painopiste.loop.plans.tests.factories import ChainItemFactory, MeasureFactory, MeasurePartyFactory, PlanFactory
from painopiste.loop.progress.models import FocusAreaAnswer, Round
from painopiste.loop.progress.services import save_answer

pytestmark = pytest.mark.django_db
RIGHTS = frozenset({"focus_areas.change", "measures.change", "plans.change", "plans.approve", "markings.change"})
MEMBER = Actor(label="members", member=True, everywhere=RIGHTS)
HIDDEN = {"marking_id": "secretariat"}


@pytest.fixture
def area():
    return FocusAreaFactory(key="p7", number=7)


def test_a_new_measure_is_numbered_as_if_the_hidden_one_were_not_there(area):
    MeasureFactory(focus_area=area, number="7.1", rank=1)
    MeasureFactory(focus_area=area, number="7.2", rank=2, **HIDDEN)
    with reading_as(MEMBER):
        made = plans.create_measure(focus_area=area, values={"title_fi": "Uusi", "own_marking_id": "public"}, by=MEMBER)
    assert (made.number, made.rank) == ("7.2", 2)


def test_a_number_that_a_hidden_focus_area_has_is_not_refused(area):
    FocusAreaFactory(number=8, **HIDDEN)
    with reading_as(MEMBER):
        made = focus_areas.propose(values={"name_fi": "Uusi", "number": 8}, on="2022", by=MEMBER)
    assert FocusArea.objects.filter(number=8).count() == 2
    assert made.number == 8


def test_a_chain_item_goes_with_its_links_to_hidden_measures(area):
    item = ChainItemFactory(plan=PlanFactory(focus_area=area), level="output")
    hidden = MeasureFactory(focus_area=area, **HIDDEN)
    item.measures.add(hidden)
    with reading_as(MEMBER):
        plans.remove_chain_item(item=item, by=MEMBER)
    assert not ChainItem.objects.exists()
    assert not hidden.chain.exists()


def test_a_new_version_takes_nothing_from_a_hidden_one_nor_passes_its_number(area):
    seen = PlanFactory(focus_area=area, number=1, state="approved")
    linked = ChainItemFactory(plan=seen, level="output", text_fi="näkyvä")
    linked.measures.add(MeasureFactory(focus_area=area, **HIDDEN))
    hidden = PlanFactory(focus_area=area, number=2, **HIDDEN)
    ChainItemFactory(plan=hidden, text_fi="kätketty")
    with reading_as(MEMBER):
        made = plans.start_version(focus_area=area, marking="public", by=MEMBER)
    assert made.number == 2
    assert [item.text_fi for item in made.chain.all()] == ["näkyvä"]
    assert made.chain.get().measures.count() == 1


def test_an_organisation_whose_hidden_commitment_is_not_seen_is_asked_as_if_for_the_first_time(area):
    party = MeasurePartyFactory(measure=MeasureFactory(focus_area=area), role="participant")
    commitment = {"measure": party.measure, "organisation": party.organisation}
    Commitment.objects.create(key="sala", state="decided", own_marking_id="secretariat", **commitment)
    asker = Actor(label="members", member=True, everywhere=frozenset({"commitments.ask"}))
    asked = {"measure": party.measure, "organisations": [party.organisation], "on": "2022-05", "marking": "members"}
    with reading_as(asker):
        (made,) = ask(**asked, by=asker)
        with pytest.raises(AskedAlready):
            ask(**asked, by=asker)
    assert (made.key == "sala", made.state) == (False, "asked")
    assert Commitment.objects.get(key="sala").state == "decided"


def test_an_answer_is_written_as_if_a_hidden_one_were_not_there(area):
    today = timezone.localdate()
    round_ = Round.objects.create(
        key="r", opens_on=today, closes_on=today, status_on=today, title_fi="K", marking_id="public"
    )
    answer = {"round": round_, "focus_area": area}
    FocusAreaAnswer.objects.create(key="sala", done_fi="Salassa", own_marking_id="secretariat", **answer)
    writer = Actor(label="members", member=True, everywhere=frozenset({"rounds.answer"}))
    told = {"round_": round_, "focus_area": area, "values": {"done_fi": "Tehty"}, "submit": False}
    with reading_as(writer):
        made = save_answer(**told, version=0, by=writer)
    assert (made.key == "sala", made.done_fi) == (False, "Tehty")
    assert FocusAreaAnswer.objects.get(key="sala").done_fi == "Salassa"


def test_an_approved_version_replaces_a_hidden_one(area):
    hidden = PlanFactory(focus_area=area, number=1, state="approved", **HIDDEN)
    draft = PlanFactory(focus_area=area, number=2, state="draft")
    with reading_as(MEMBER):
        plans.approve_plan(plan=draft, on="2022-05-24", by=MEMBER)
    assert Plan.objects.get(pk=hidden.pk).state == "replaced"


def test_a_raised_body_raises_what_its_raiser_does_not_see():
    body = BodyFactory(marking_id="public")
    org = OrganisationFactory().pk
    ground = frozenset({rules.Ground("621/1999", "24", "1")})
    only = frozenset({rules.AudienceClause(organisations=frozenset({org}))})
    secret = intern(rules.Marking(rules.LegalStatus.SECRET, ground, rules.Tlp.AMBER, only))
    decision = DecisionFactory(body=body, marking_id=secret)
    with reading_as(MEMBER):
        raise_marking(row=body, marking="members", version=body.version, by=MEMBER)
    assert Decision.objects.get(pk=decision.pk).marking_id not in (secret, "members")


def test_a_line_of_the_trail_is_written_for_who_can_not_read_it():
    public = Actor()
    with reading_as(public):
        record("test.written", target=("measure", "x"), by=public)
    assert list(AuditLine.objects.values_list("event", flat=True)) == ["test.written"]


def test_a_row_that_is_closed_while_it_is_read_leaves_no_half_page(area):
    """A member's page beside hidden rows is complete: the list, the row, and its history."""
    MeasureFactory(key="m1", focus_area=area, number="7.1")
    MeasureFactory(key="m2", focus_area=area, number="7.2", **HIDDEN)
    client = Client()
    client.force_login(RoleGrantFactory(role="reader").account)
    assert client.get("/fi/toimenpiteet/m1/").status_code == 200
    assert client.get("/fi/toimenpiteet/m2/").status_code == 404
    assert Measure.objects.count() == 2  # the test itself reads every row again after a request
