"""Digests fall due once on each of their days, and no letter goes out in the quiet hours: also when clocks change."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from painopiste.base.following.rules import Digest, Quiet, after_quiet, is_quiet, newest_due

HELSINKI = ZoneInfo("Europe/Helsinki")
HOURS = st.integers(0, 23)
QUIET = st.builds(Quiet, st.none() | HOURS, st.none() | HOURS)
# Some hours round the nights on which clocks change in Finland, and any other moment.
CHANGES = st.sampled_from([datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)])
NEAR = st.builds(lambda change, minutes: change + timedelta(minutes=minutes), CHANGES, st.integers(-3000, 3000))
ANY = st.integers(0, 15 * 365 * 24 * 60).map(
    lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
MOMENTS = NEAR | ANY


@given(MOMENTS, QUIET)
def test_a_held_letter_goes_out_at_the_first_moment_that_is_not_quiet(moment, quiet):
    goes = after_quiet(moment, quiet, HELSINKI)
    assert goes >= moment
    assert not is_quiet(goes, quiet, HELSINKI)
    waited = moment
    while waited < goes:  # every quarter of an hour until then is quiet
        assert is_quiet(waited, quiet, HELSINKI)
        waited += timedelta(minutes=15)
    assert goes - moment <= timedelta(hours=24)


@given(MOMENTS, QUIET)
def test_what_may_go_out_goes_out_at_once(moment, quiet):
    if not is_quiet(moment, quiet, HELSINKI):
        assert after_quiet(moment, quiet, HELSINKI) == moment


@given(HOURS, HOURS)
def test_each_hour_is_quiet_or_not_by_going_round_the_clock(begins, ends):
    quiet, hour, found = Quiet(begins, ends), begins, set()
    while hour != ends:
        found.add(hour)
        hour = (hour + 1) % 24
    assert found == {each for each in range(24) if quiet.holds(each)}


@settings(max_examples=40)
@given(NEAR, HOURS)
def test_a_daily_digest_falls_due_once_on_each_day_of_the_wall(start, hour):
    ticks = [start + timedelta(minutes=15 * number) for number in range(4 * 24 * 3)]
    due = {newest_due(tick, digest=Digest.DAILY, weekday=0, hour=hour, zone=HELSINKI) for tick in ticks}
    days = sorted(each.astimezone(HELSINKI).date() for each in due)
    assert days == [days[0] + timedelta(days=number) for number in range(len(days))]
    assert ticks[-1] - max(due) <= timedelta(hours=25)


@given(MOMENTS, st.integers(0, 6), HOURS)
def test_a_weekly_digest_has_fallen_due_within_a_week_on_its_day(now, weekday, hour):
    due = newest_due(now, digest=Digest.WEEKLY, weekday=weekday, hour=hour, zone=HELSINKI)
    assert due <= now < due + timedelta(days=7, hours=1)
    assert due.astimezone(HELSINKI).weekday() == weekday


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [
        (datetime(2026, 3, 29, 12, tzinfo=UTC), 8, "2026-03-29T05:00:00+00:00"),  # summer time has begun
        (datetime(2026, 3, 28, 12, tzinfo=UTC), 8, "2026-03-28T06:00:00+00:00"),
        (datetime(2026, 3, 29, 12, tzinfo=UTC), 3, "2026-03-29T01:00:00+00:00"),  # the clock never shows three
        (datetime(2026, 10, 25, 12, tzinfo=UTC), 3, "2026-10-25T00:00:00+00:00"),  # it shows three twice
        (datetime(2026, 10, 25, 12, tzinfo=UTC), 8, "2026-10-25T06:00:00+00:00"),
    ],
)
def test_the_hour_is_that_of_the_clock_in_helsinki(day, hour, expected):
    assert newest_due(day, digest=Digest.DAILY, weekday=0, hour=hour, zone=HELSINKI).isoformat() == expected


def test_who_wants_no_digest_has_none_due():
    assert newest_due(datetime(2026, 1, 1, tzinfo=UTC), digest=Digest.NEVER, weekday=0, hour=8, zone=HELSINKI) is None
