"""The front page: the whole model at a glance, in few queries, and nothing of what the reader may not see."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from painopiste.base.actors import PUBLIC, system
from painopiste.base.audit.services import record
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.base.programmes.models import Finding, Programme
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory, FocusAreaOrganisationFactory
from painopiste.loop.plans.models import ChainIndicator, FundingLine, Milestone
from painopiste.loop.plans.tests.factories import ChainItemFactory, MeasureChangeFactory, MeasureFactory
from painopiste.loop.progress.models import FocusAreaAnswer, Round
from painopiste.site import newest, overview

pytestmark = pytest.mark.django_db
TODAY = date(2022, 5, 24)
MEMBER = system("member")


def glance(by=PUBLIC):
    return overview.get_glance(by=by, on=TODAY)


def test_measures_are_counted_by_focus_area_and_state():
    area = FocusAreaFactory()
    MeasureFactory(focus_area=area, state="completed")
    MeasureFactory(focus_area=area)
    MeasureFactory(focus_area=None)
    found = glance()
    assert found.measures == {area.pk: {"completed": 1, "under_way": 1}, None: {"under_way": 1}}
    assert found.measure_states() == {"completed": 1, "under_way": 2}
    assert found.focus_area_states() == {"running": 1}


def test_late_blocked_and_waiting_measures_ask_for_attention():
    late = MeasureFactory(due_on="2021")
    blocked = MeasureFactory(state="blocked")
    waiting = MeasureFactory()
    FundingLine.objects.create(measure=waiting, state="awaited")
    FundingLine.objects.create(measure=waiting, state="applied")
    MeasureFactory(due_on="2022")
    MeasureFactory(due_on="2021", state="completed")
    found = glance()
    assert (found.overdue, found.awaiting_funding) == (1, 1)
    assert {row["key"] for row in found.attention} == {late.key, blocked.key, waiting.key}


def test_what_nobody_has_told_of_a_focus_area_is_named():
    empty = FocusAreaFactory(key="empty", participants_stated=False)
    FocusAreaFactory(key="ended", state="completed", participants_stated=False)
    vague = FocusAreaOrganisationFactory(focus_area__key="vague").focus_area
    item = ChainItemFactory(plan__focus_area=vague)
    ChainIndicator.objects.create(item=item, kind="process", name_fi="Kokouksia")
    missing = {row["key"]: row["missing"] for row in glance().focus_areas}
    assert missing == {empty.key: ["lead", "participants", "plan"], "ended": [], "vague": ["effect"]}
    ChainIndicator.objects.create(item=item, kind="effect", name_fi="Turvallisuuden tunne")
    assert {row["key"]: row["missing"] for row in glance().focus_areas}["vague"] == []


def test_the_next_dates_are_due_dates_and_milestones_ahead():
    first = MeasureFactory(number="1.1", due_on="2022-06-30")
    MeasureFactory(number="1.2", due_on="2022-01")
    Milestone.objects.create(measure=first, title_fi="Välitavoite", due_on="2022-05-30")
    Milestone.objects.create(measure=first, title_fi="Saavutettu", due_on="2022-05-31", reached_on="2022-05")
    found = overview.list_next_dates(by=PUBLIC, on=TODAY)
    assert [row["title_fi"] for row in found] == ["Välitavoite", first.title_fi]


def test_hidden_rows_are_in_no_number_and_no_list():
    MeasureFactory(marking_id="members", due_on="2021", title_fi="Salassa")
    MeasureChangeFactory(measure__marking_id="members")
    FocusAreaFactory(marking_id="members")
    Round.objects.create(title_fi="Kierros", opens_on=TODAY, closes_on=TODAY, status_on=TODAY)
    found = glance()
    assert (found.overdue, found.attention) == (0, [])
    assert newest.list_steps(by=PUBLIC) == []
    assert newest.list_changes(by=PUBLIC) == []
    assert overview.get_open_round(by=PUBLIC, on=TODAY) is None
    assert overview.get_open_round(by=MEMBER, on=TODAY)["answered"] == set()
    assert glance(by=MEMBER).overdue == 1


def test_an_answer_about_a_hidden_focus_area_is_not_counted():
    days = {"opens_on": TODAY, "closes_on": TODAY, "status_on": TODAY}
    round_ = Round.objects.create(title_fi="Kierros", marking_id="public", **days)
    for audience in ("public", "secretariat"):
        area = FocusAreaFactory(marking_id=audience)
        FocusAreaAnswer.objects.create(
            round=round_, focus_area=area, submitted_at=timezone.now(), marking_id="public", state="running"
        )
    assert len(overview.get_open_round(by=PUBLIC, on=TODAY)["answered"]) == 1


def test_members_see_no_change_of_what_is_for_the_secretariat():
    OrganisationFactory(key="sm")
    FocusAreaFactory(key="hidden", marking_id="secretariat")
    record("organisations.changed", target=("organisation", "sm"), by=MEMBER)
    record("focus_areas.changed", target=("focus_area", "hidden"), by=MEMBER)
    assert [change["target_key"] for change in newest.list_changes(by=MEMBER)] == ["sm"]


def fill(number):
    """A model of so many of everything."""
    if not Programme.objects.exists():
        Programme.objects.create(
            name_fi="Malli", description_fi="Ensimmäinen. Toinen.", status_on=TODAY, demonstration=True
        )
    today = timezone.localdate()
    Round.objects.create(title_fi="Kierros", opens_on=today, closes_on=today, status_on=today, marking_id="public")
    for _ in range(number):
        change = MeasureChangeFactory(measure__due_on=(today + timedelta(9)).isoformat())
        FundingLine.objects.create(measure=change.measure, state="awaited")
        Finding.objects.create(kind="need", theme="x", text_fi="Tarve", marking_id="public")


@pytest.mark.parametrize("number", [1, 3])
def test_the_public_front_page_takes_ten_queries(client, number, django_assert_num_queries):
    fill(number)
    with django_assert_num_queries(10):
        assert client.get("/fi/").status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_a_members_front_page_takes_twelve_queries_and_eleven_when_the_nameplate_is_known(
    reader, number, django_assert_num_queries
):
    fill(number)
    with django_assert_num_queries(12):
        assert reader.get("/sv/").status_code == 200
    with django_assert_num_queries(11):
        assert reader.get("/sv/").status_code == 200


def test_the_front_page_of_an_empty_installation_is_a_page(client):
    assert client.get("/fi/").status_code == 200
