"""A body that has not met for twice its tempo has gone quiet; what is not known is not guessed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from painopiste.base.bodies.rules import TEMPO_DAYS, Pulse, Tempo, pulse

DAY = date(2022, 5, 24)
DAYS = st.dates(date(2019, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(("days", "quiet"), [(0, False), (184, False), (185, True), (700, True)])
def test_four_times_a_year_is_quiet_after_twice_a_quarter(days, quiet):
    assert pulse("quarterly", [DAY - timedelta(days=days)], DAY).quiet is quiet


@pytest.mark.parametrize("tempo", ["", "own", "regular", "not_known"])
def test_without_a_stated_tempo_three_meetings_tell_nothing_and_four_tell_it(tempo):
    held = [DAY - timedelta(days=days) for days in (30, 60, 90)]
    assert pulse(tempo, held, DAY) == Pulse(held[0], 30, None, None)
    assert pulse(tempo, [*held, DAY - timedelta(days=120)], DAY) == Pulse(held[0], 30, 30.0, False)


def test_a_body_that_never_met_is_not_called_quiet():
    assert pulse("monthly", [], DAY) == Pulse(None, None, 31, None)


@given(held=st.lists(DAYS, max_size=12), on=DAYS, tempo=st.sampled_from(list(Tempo)))
def test_meetings_to_come_change_nothing_and_order_does_not_matter(held, on, tempo):
    found = pulse(tempo, held, on)
    assert found == pulse(tempo, sorted((day for day in held if day <= on), reverse=True), on)
    assert found.last is None or found.last <= on


@given(held=st.lists(DAYS, min_size=1, max_size=12), tempo=st.sampled_from(list(TEMPO_DAYS)))
def test_quiet_bodies_stay_quiet_until_they_meet(held, tempo):
    last = max(held)
    quiet = [pulse(tempo, held, last + timedelta(days=days)).quiet for days in range(0, 800, 20)]
    assert quiet == sorted(quiet)
    assert quiet[0] is False
    assert quiet[-1] is True
