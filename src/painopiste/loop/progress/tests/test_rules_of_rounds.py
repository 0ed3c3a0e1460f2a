"""When a round takes answers in, who is asked, who is late, and what has changed between two answers."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from painopiste.loop.focus_areas.rules import ENDED
from painopiste.loop.focus_areas.rules import State as FocusAreaState
from painopiste.loop.plans.rules import BlockedBy
from painopiste.loop.progress.rules import (
    ACTIVITY_ORDER,
    FORECAST_ORDER,
    Activity,
    Forecast,
    RoundNotOpen,
    RoundState,
    Turn,
    check_open,
    compare,
    count_codes,
    is_asked,
    is_late,
    missing_fields,
    state_on,
)

OPENS, CLOSES = date(2022, 5, 1), date(2022, 5, 20)
days = st.dates(date(2020, 1, 1), date(2024, 12, 31))
codes = st.sampled_from([*BlockedBy])
steps = st.lists(st.tuples(st.sampled_from(FocusAreaState), days.map(date.isoformat)), max_size=6)


@dataclass(frozen=True)
class Answer:
    state: str
    activity: str
    forecast: str
    obstacles: frozenset[str]


answers = st.builds(
    Answer,
    st.sampled_from(FocusAreaState),
    st.sampled_from(["", *Activity]),
    st.sampled_from(["", *Forecast]),
    st.frozensets(codes),
)
OPPOSITE = {Turn.BETTER: Turn.WORSE, Turn.WORSE: Turn.BETTER, Turn.SAME: Turn.SAME, Turn.OTHER: Turn.OTHER}


@given(days)
def test_a_round_that_nobody_closes_takes_late_answers_in_for_ever(day):
    assert state_on(OPENS, CLOSES, day, closed=False) is (RoundState.PLANNED if day < OPENS else RoundState.OPEN)
    assert state_on(OPENS, CLOSES, day, closed=True) is RoundState.CLOSED


@pytest.mark.parametrize(("day", "closed"), [(OPENS - timedelta(days=1), False), (OPENS, True)])
def test_a_round_that_is_not_open_takes_no_answers_in(day, closed):
    with pytest.raises(RoundNotOpen):
        check_open(OPENS, CLOSES, day, closed=closed)


def test_an_answer_on_the_last_day_is_in_time_and_one_day_after_it_is_late():
    assert not is_late(CLOSES, CLOSES, on=date(2023, 1, 1))
    assert is_late(CLOSES, CLOSES + timedelta(days=1), on=date(2023, 1, 1))


@given(days, days)
def test_a_missing_answer_is_late_exactly_when_one_that_came_today_would_be(closes, today):
    assert is_late(closes, None, today) == is_late(closes, today, today)


@given(days, days, days, days)
def test_what_came_in_time_never_becomes_late(closes, submitted, one, other):
    assert is_late(closes, submitted, one) == is_late(closes, submitted, other)


@given(answers)
def test_nothing_has_changed_between_an_answer_and_itself(answer):
    assert compare(answer, answer).is_same


@given(answers, answers)
def test_looking_back_turns_better_into_worse_and_new_into_gone(one, other):
    there, back = compare(one, other), compare(other, one)
    assert (back.activity, back.forecast) == (OPPOSITE[there.activity], OPPOSITE[there.forecast])
    assert (back.new_obstacles, back.gone_obstacles) == (there.gone_obstacles, there.new_obstacles)
    assert there.is_same == back.is_same == (one == other)


@given(answers, answers)
def test_the_new_and_the_gone_obstacles_lead_from_one_answer_to_the_other(before, after):
    found = compare(before, after)
    assert (before.obstacles - found.gone_obstacles) | found.new_obstacles == after.obstacles


@given(answers, st.permutations(ACTIVITY_ORDER), st.permutations(FORECAST_ORDER))
def test_more_activity_and_a_surer_forecast_are_better(answer, activities, forecasts):
    low, high = sorted(activities[:2], key=ACTIVITY_ORDER.index)[::-1]
    worse, better = sorted(forecasts[:2], key=FORECAST_ORDER.index)[::-1]
    before, after = (replace(answer, activity=a, forecast=f) for a, f in ((low, worse), (high, better)))
    found = compare(before, after)
    assert (found.activity, found.forecast) == (Turn.BETTER, Turn.BETTER)


def test_a_group_that_has_ended_its_work_is_neither_better_nor_worse():
    before = Answer("running", "active", "partly", frozenset())
    found = compare(before, replace(before, activity="ended", forecast="not_known"))
    assert (found.activity, found.forecast) == (Turn.OTHER, Turn.OTHER)


def test_a_focus_area_is_asked_from_its_approval_until_it_has_certainly_ended():
    life = [("proposed", "2020-01"), ("approved", "2020-05-04"), ("running", "2021"), ("handed_over", "[..2022-05-24]")]
    asked = {
        day: is_asked(life, date.fromisoformat(day)) for day in ("2020-05-03", "2020-05-04", "2022-05-23", "2022-05-24")
    }
    assert asked == {"2020-05-03": False, "2020-05-04": True, "2022-05-23": True, "2022-05-24": False}


def test_a_rejected_proposal_and_one_without_steps_are_never_asked():
    assert not is_asked([], date(2022, 1, 1))
    assert not is_asked([("proposed", "2021"), ("rejected", "2021-06")], date(2022, 1, 1))


@given(steps, days, st.integers(1, 500), st.sampled_from(FocusAreaState))
def test_what_happens_later_does_not_change_who_was_asked(life, day, later, state):
    assert is_asked([*life, (state, (day + timedelta(days=later)).isoformat())], day) == is_asked(life, day)


@given(steps, days, st.sampled_from(sorted(ENDED)))
def test_nobody_asks_a_focus_area_that_has_ended(life, day, state):
    assert not is_asked([*life, (state, day.isoformat())], day)


def test_an_answer_needs_activity_state_forecast_and_what_was_done_in_one_language():
    assert missing_fields({}) == ["activity", "state", "forecast", "done_fi"]
    told = {"activity": "some", "state": "running", "forecast": "yes"}
    assert missing_fields({**told, "done_fi": " "}) == ["done_fi"]
    assert missing_fields({**told, "done_fi": "", "done_sv": "Arbetet går framåt."}) == []


@given(st.lists(codes))
def test_counting_loses_nothing_and_puts_the_most_frequent_first(found):
    counts = count_codes(found, BlockedBy)
    assert sum(counts.values()) == len(found)
    assert list(counts.values()) == sorted(counts.values(), reverse=True)
    assert count_codes(reversed(found), BlockedBy) == counts
