"""The states of a job, the pauses between attempts, and the periods of what comes by itself."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from painopiste.base.jobs import rules
from painopiste.base.jobs.rules import ENDED, NEXT_STATES, Daily, Every, State
from painopiste.base.jobs.told import STEP_LENGTH, Fault, Step

HELSINKI = ZoneInfo("Europe/Helsinki")
FIRST, LAST = datetime(2000, 1, 1), datetime(2100, 1, 1)  # noqa: DTZ001  hypothesis wants them so
moments = st.datetimes(FIRST, LAST, timezones=st.just(UTC))


class Life(RuleBasedStateMachine):
    """Everything that can happen to a job, in any order."""

    def __init__(self):
        super().__init__()
        self.state, self.cancel_asked, self.attempts, self.was_done = State.WAITING, False, 0, False

    def step(self, new):
        rules.check_transition(self.state, new)
        self.state = new

    @precondition(lambda self: self.state == State.WAITING)
    @rule()
    def take(self):
        self.arrive()

    @precondition(lambda self: self.state == State.RUNNING)
    @rule()
    def finish(self):
        self.step(State.DONE)
        self.was_done = True

    @precondition(lambda self: self.state == State.RUNNING)
    @rule(permanent=st.booleans())
    def fail(self, permanent):
        self.step(rules.after_failure(attempts=self.attempts, max_attempts=3, permanent=permanent))

    @precondition(lambda self: self.state == State.RUNNING)
    @rule()
    def die(self):
        self.arrive()

    def arrive(self):
        """The next worker comes to the job."""
        new = rules.when_taken(self.state, attempts=self.attempts, max_attempts=3, cancel_asked=self.cancel_asked)
        assert not (self.cancel_asked and new == State.RUNNING), "a cancelled job never begins again"
        self.attempts += new == State.RUNNING
        if new != self.state:
            self.step(new)

    @precondition(lambda self: self.state == State.DONE)
    @rule()
    def rest(self):
        """Nothing happens to a job that is done."""

    @precondition(lambda self: rules.may_cancel(self.state, cancel_asked=self.cancel_asked))
    @rule()
    def cancel(self):
        self.cancel_asked = True
        if self.state == State.WAITING:
            self.step(State.CANCELLED)

    @precondition(lambda self: rules.may_retry(self.state))
    @rule()
    def retry(self):
        self.step(State.WAITING)
        self.cancel_asked, self.attempts = False, 0

    @invariant()
    def what_is_done_stays_done(self):
        assert not self.was_done or self.state == State.DONE

    @invariant()
    def no_job_is_tried_without_end(self):
        assert self.attempts <= 3

    @invariant()
    def a_person_can_always_do_something_unless_it_is_done_or_stopping(self):
        able = rules.may_retry(self.state) or rules.may_cancel(self.state, cancel_asked=self.cancel_asked)
        assert able or self.state == State.DONE or self.cancel_asked


TestLife = Life.TestCase


@given(st.sampled_from(State), st.sampled_from(State))
def test_only_the_steps_of_the_table_are_taken(current, new):
    if new in NEXT_STATES[current]:
        rules.check_transition(current, new)
    else:
        with pytest.raises(rules.StepRefused):
            rules.check_transition(current, new)


def test_every_state_can_be_reached_and_has_an_end():
    assert set(NEXT_STATES) == set(State)
    assert set().union(*NEXT_STATES.values()) == set(State)
    assert all(State.RUNNING not in NEXT_STATES[state] for state in ENDED)


@given(st.integers(1, 10_000), st.floats(0, 1))
def test_pauses_grow_up_to_an_hour_and_are_spread(attempts, draw):
    pause = rules.back_off(attempts, draw=draw)
    assert timedelta(seconds=2.5) <= pause <= timedelta(hours=1)
    assert pause <= rules.back_off(attempts, draw=0) <= rules.back_off(attempts + 1, draw=0)


@given(moments, st.timedeltas(timedelta(seconds=1), timedelta(days=40)))
def test_an_interval_has_one_name_and_no_gap(now, interval):
    start = datetime.fromisoformat(rules.period_of(Every(interval), now, zone=HELSINKI))
    assert start <= now < start + interval
    assert rules.period_of(Every(interval), start, zone=HELSINKI) == start.isoformat()


@given(moments, st.times())
def test_a_daily_period_is_today_or_yesterday_and_never_goes_back(now, at):
    day = date.fromisoformat(rules.period_of(Daily(at), now, zone=HELSINKI))
    assert 0 <= (now.astimezone(HELSINKI).date() - day).days <= 1
    next_day = rules.period_of(Daily(at), now + timedelta(hours=26), zone=HELSINKI)
    assert date.fromisoformat(next_day) > day


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_the_night_when_the_clock_changes_has_one_period(day):
    minutes = [datetime(day.year, day.month, day.day, tzinfo=HELSINKI).astimezone(UTC)]
    minutes = [minutes[0] + timedelta(minutes=count) for count in range(24 * 60)]
    names = [rules.period_of(Daily(time(3, 30)), minute, zone=HELSINKI) for minute in minutes]
    assert set(names) == {(day - timedelta(days=1)).isoformat(), day.isoformat()}


@given(st.text(min_size=1, max_size=150), st.dictionaries(st.text(max_size=8), st.text() | st.integers(), max_size=4))
def test_a_step_always_fits_into_its_column(message, values):
    text = Step(message, values).to_text()
    assert len(text) <= STEP_LENGTH
    assert Step.of_text(text).message in ("", message)


def test_a_long_value_is_shortened_and_the_message_kept():
    step = Step.of_text(Step("Reading %(name)s", {"name": "x" * 1000, "row": 3}).to_text())
    assert step.message == "Reading %(name)s"
    assert step.values["name"].endswith("x…")
    assert step.values["row"] == 3


def test_a_fault_survives_being_written_down():
    fault = Fault("invalid", "No %(day)s", {"day": "1.1."}, "trace")
    assert Fault.of_text(fault.to_text()) == fault
    assert Fault.of_text("") is None
