"""Once a year, half-yearly at most; off the cycle whenever it can't wait."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from painopiste.loop.agenda.rules import Next, RoundKind, TooSoon, check_opening, may_see_others, next_opening

YEARLY, HALF, OFF = RoundKind.YEARLY, RoundKind.HALF_YEARLY, RoundKind.OFF_CYCLE
days = st.dates(date(2020, 1, 1), date(2040, 12, 31))
rounds = st.lists(st.tuples(st.sampled_from(RoundKind), days), max_size=6)


def test_a_year_after_the_last_regular_one_is_recommended():
    opened = [(YEARLY, date(2025, 3, 1)), (HALF, date(2025, 9, 1)), (OFF, date(2026, 1, 1))]
    assert next_opening(opened) == Next(date(2026, 3, 1), date(2026, 9, 1))
    assert next_opening([(OFF, date(2026, 1, 1))]) is None


def test_the_end_of_a_long_month_stays_an_end():
    assert next_opening([(YEARLY, date(2024, 2, 29))]) == Next(date(2024, 8, 29), date(2025, 2, 28))
    assert next_opening([(YEARLY, date(2025, 8, 31))]).earliest == date(2026, 2, 28)


def test_a_quarter_is_too_dense_and_half_a_year_is_not():
    opened = [(YEARLY, date(2026, 1, 15))]
    with pytest.raises(TooSoon):
        check_opening(HALF, date(2026, 4, 15), opened)
    check_opening(HALF, date(2026, 7, 15), opened)
    check_opening(OFF, date(2026, 1, 16), opened)


@given(rounds)
def test_what_is_recommended_can_always_be_opened(opened):
    found = next_opening(opened)
    if found is not None:
        check_opening(YEARLY, found.recommended, opened)
        check_opening(HALF, found.earliest, opened)
        with pytest.raises(TooSoon):
            check_opening(HALF, found.earliest - timedelta(1), opened)


@pytest.mark.parametrize("own_given", [True, False])
@pytest.mark.parametrize("closed", [True, False])
@pytest.mark.parametrize("asked", [True, False])
def test_nobody_is_led_by_the_scores_of_others(own_given, closed, asked):
    assert may_see_others(own_given=own_given, closed=closed, asked=asked) is (closed or (asked and own_given))
