"""A measure's state changes by steps that everybody can follow, with a reason where the reader would ask for one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from painopiste.base.actors import Actor, system
from painopiste.base.audit.models import AuditLine
from painopiste.base.errors import Invalid, NotAllowed, Stale
from painopiste.loop.plans import permissions, services
from painopiste.loop.plans.rules import ENDED, NEXT_STATES, State, TransitionRefused, is_late
from painopiste.loop.plans.tests.factories import MeasureFactory

pytestmark = pytest.mark.django_db
SECRETARIAT = system("secretariat", rights=[permissions.CHANGE_MEASURE, permissions.CHANGE_MANY])


def test_a_completed_measure_has_its_day_and_its_trace():
    measure = MeasureFactory()
    services.change_state(measure=measure, new_state=State.COMPLETED, on="2021-02", version=1, by=SECRETARIAT)
    measure.refresh_from_db()
    assert measure.state == "completed"
    assert measure.changes.get().happened_on == "2021-02"
    line = AuditLine.objects.get()
    assert (line.content["before"]["state"], line.content["after"]["state"]) == ("under_way", "completed")


def test_a_blocked_measure_says_what_stands_in_the_way():
    measure = MeasureFactory()
    with pytest.raises(Invalid) as refused:
        services.change_state(measure=measure, new_state=State.BLOCKED, on="2022", version=1, by=SECRETARIAT)
    assert "blocked_by" in refused.value.fields
    services.change_state(
        measure=measure, new_state=State.BLOCKED, on="2022", version=1, blocked_by="resources", by=SECRETARIAT
    )
    assert measure.changes.get().blocked_by == "resources"


def test_a_cancelled_measure_opens_again_only_as_under_way():
    measure = MeasureFactory(state="cancelled")
    with pytest.raises(TransitionRefused):
        services.change_state(measure=measure, new_state=State.PLANNED, on="2022", version=1, by=SECRETARIAT)


def test_a_stale_form_changes_nothing():
    measure = MeasureFactory()
    services.change_measure(measure=measure, values={"title_fi": "Uusi"}, version=1, by=SECRETARIAT)
    with pytest.raises(Stale):
        services.change_measure(measure=measure, values={"title_fi": "Myöhästynyt"}, version=1, by=SECRETARIAT)
    measure.refresh_from_db()
    assert measure.title_fi == "Uusi"


def test_a_chair_changes_only_the_measures_of_the_own_group():
    mine, other = MeasureFactory(), MeasureFactory()
    chair = Actor(
        account_id=1,
        label="chair",
        member=True,
        in_bodies={permissions.CHANGE_MEASURE: frozenset({mine.focus_area.group_id})},
    )
    services.change_measure(measure=mine, values={"title_fi": "Uusi"}, version=1, by=chair)
    with pytest.raises(NotAllowed):
        services.change_measure(measure=other, values={"title_fi": "Uusi"}, version=1, by=chair)


def test_a_new_measure_gets_the_next_number_of_its_focus_area():
    measure = MeasureFactory(number="3.10", focus_area__number=3)
    made = services.create_measure(focus_area=measure.focus_area, values={"title_fi": "Seuraava"}, by=SECRETARIAT)
    assert made.number == "3.11"


def test_a_change_of_many_measures_can_be_taken_back():
    first, second = MeasureFactory(state="planned"), MeasureFactory(state="under_way")
    change = services.change_many(
        keys=[first.key, second.key], new_state=State.COMPLETED, on="2022-05-24", due_on="2022", by=SECRETARIAT
    )
    first.refresh_from_db()
    assert (first.state, first.due_on) == ("completed", "2022")
    services.undo_change(change=change, by=SECRETARIAT)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.due_on, second.state) == ("planned", "", "under_way")


def test_a_change_of_many_measures_is_all_or_nothing():
    fine, ended = MeasureFactory(state="planned"), MeasureFactory(state="cancelled")
    with pytest.raises(TransitionRefused):
        services.change_many(keys=[fine.key, ended.key], new_state=State.PLANNED, on="2022", by=SECRETARIAT)
    fine.refresh_from_db()
    assert fine.state == "planned"
    assert not fine.changes.exists()
    assert not AuditLine.objects.exists()


def test_a_change_is_not_taken_back_over_somebody_elses_later_change():
    measure = MeasureFactory(state="planned")
    change = services.change_many(keys=[measure.key], new_state=State.UNDER_WAY, on="2022", by=SECRETARIAT)
    measure.refresh_from_db()
    services.change_measure(measure=measure, values={"title_fi": "Toinen"}, version=measure.version, by=SECRETARIAT)
    with pytest.raises(services.AlreadyUndone):
        services.undo_change(change=change, by=SECRETARIAT)


@given(st.sampled_from(State), st.dates(), st.dates())
def test_only_open_work_is_late_and_only_after_its_last_possible_day(state: State, due: date, today: date):
    late = is_late(state, due, today)
    assert late == (due < today and state not in ENDED and state is not State.CONTINUOUS)
    assert not is_late(state, None, today)


@given(st.sampled_from(State))
def test_nothing_stays_where_it_is_by_a_step(state: State):
    assert state not in NEXT_STATES[state]
