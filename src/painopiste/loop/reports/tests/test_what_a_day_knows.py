"""What can be said of a day from steps whose dates are known only roughly."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from painopiste.base.dates import span
from painopiste.loop.reports.rules import Former, Step, check_day, in_order, name_on, standing
from painopiste.loop.reports.rules.as_of import DayAhead, DayBeforeModel

DAY = date(2021, 6, 30)
days = st.dates(date(2019, 9, 1), date(2023, 12, 31))
rough_dates = st.one_of(
    days.map(date.isoformat),
    days.map(lambda day: day.isoformat()[:7]),
    days.map(lambda day: day.isoformat()[:4]),
    days.map(lambda day: f"[..{day.isoformat()}]"),
    st.just(""),
)
steps_of_a_life = st.lists(
    st.builds(Step, st.sampled_from(["planned", "under_way", "completed"]), rough_dates), max_size=6
)


def test_a_step_counts_from_its_last_possible_day():
    steps = [Step("planned", "2020"), Step("completed", "2021-06")]
    assert standing(steps, date(2021, 6, 29)).state == "planned"
    assert standing(steps, date(2021, 6, 30)).state == "completed"


def test_a_step_that_may_have_been_taken_makes_the_known_state_uncertain():
    found = standing([Step("planned", "2020"), Step("completed", "2021")], DAY)
    assert (found.state, found.certain, found.since, found.possible) == ("planned", False, "2020", (1,))


def test_a_state_is_unknown_when_no_step_is_certain():
    found = standing([Step("completed", "[..2022-05-24]")], DAY)
    assert (found.state, found.certain, found.since) == ("unknown", False, "")


def test_what_certainly_began_later_does_not_exist_yet():
    assert standing([Step("planned", "2021-12"), Step("under_way", "[..2022-05-24]")], DAY) is None


def test_a_state_that_is_stated_again_did_not_begin_anew():
    steps = [Step("planned", "2020-01"), Step("under_way", "2020-09"), Step("under_way", "2021-02")]
    assert standing(steps, DAY).since == "2020-09"


def test_dates_that_certainly_tell_the_order_are_believed_more_than_the_order_of_entering():
    assert in_order([Step("completed", "2021-05"), Step("planned", "2020")]) == [1, 0]
    assert in_order([Step("planned", "2021"), Step("completed", "2021-05")]) == [0, 1]


@given(steps_of_a_life, days, st.integers(1, 400), st.sampled_from(["planned", "completed"]))
def test_a_step_dated_after_the_day_never_changes_the_report(steps, day, later, state):
    ahead = Step(state, (day + timedelta(days=later)).isoformat())
    before, after = standing(steps, day), standing([*steps, ahead], day)
    if steps:
        assert before == after
    else:
        assert after is None


@given(steps_of_a_life, days, days)
def test_a_later_day_never_forgets_a_certain_step(steps, one, other):
    earlier, later = standing(steps, min(one, other)), standing(steps, max(one, other))
    if earlier is not None:
        assert later is not None
        assert set(earlier.known) <= set(later.known)


@given(steps_of_a_life, days)
def test_a_certain_state_rests_on_a_step_that_had_been_taken_and_has_no_rival(steps, day):
    found = standing(steps, day)
    if found is not None and found.certain:
        assert span(steps[found.step].happened_on).latest <= day
        assert found.possible == ()
        assert found.state != "unknown"


@given(steps_of_a_life, days)
def test_once_nothing_is_open_every_step_is_either_known_or_ahead(steps, day):
    found = standing(steps, day)
    dated = [step for step in steps if step.happened_on]
    if found is not None and all(span(step.happened_on).earliest == span(step.happened_on).latest for step in dated):
        assert len(found.known) == sum(1 for step in dated if span(step.happened_on).latest <= day)


def test_a_former_name_holds_until_it_was_given_up():
    present, old = {"fi": "Uusi"}, Former({"fi": "Vanha"}, "2021-09-01")
    assert name_on(present, [old], DAY) == ({"fi": "Vanha"}, True)
    assert name_on(present, [old], date(2021, 9, 1)) == ({"fi": "Uusi"}, True)


def test_nobody_knows_the_name_while_it_may_have_changed():
    assert name_on({"fi": "Uusi"}, [Former({"fi": "Vanha"}, "2021")], DAY) == ({"fi": "Uusi"}, False)


def test_another_spelling_is_not_a_former_name():
    assert name_on({"fi": "Uusi"}, [Former({"fi": "Toinen"}, "")], DAY) == ({"fi": "Uusi"}, True)


def test_the_oldest_of_several_former_names_in_use_is_the_name_of_the_day():
    former = [Former({"fi": "Toinen"}, "2022"), Former({"fi": "Ensimmäinen"}, "2021-08")]
    assert name_on({"fi": "Kolmas"}, former, DAY)[0] == {"fi": "Ensimmäinen"}


def test_no_report_is_made_of_a_day_that_has_not_come_or_that_the_model_did_not_see():
    check_day(DAY, today=DAY, began="2019-23")
    with pytest.raises(DayAhead):
        check_day(DAY + timedelta(days=1), today=DAY, began="2019-23")
    with pytest.raises(DayBeforeModel):
        check_day(date(2019, 8, 31), today=DAY, began="2019-23")
