"""When a digest is due and when letters wait for the morning. Pure: no Django, no clock.

Hours are those of the clock on the wall. A night on which clocks are put forward or back has its digest once, too.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

DAY = timedelta(days=1)


class Digest(StrEnum):
    """How often somebody wants one letter about everything."""

    NEVER = "never"
    DAILY = "daily"
    WEEKLY = "weekly"


class Letters(StrEnum):
    """The letters that one can end, each with a link of its own."""

    DIGEST = "digest"
    ASKED = "asked"  # what is asked of somebody, at once


@dataclass(frozen=True, slots=True)
class Quiet:
    """The hours of the day in which no letter goes out: from one full hour to another, perhaps over midnight.

    Without an hour, or with the same hour twice, there is no such time.
    """

    begins: int | None = None
    ends: int | None = None

    def holds(self, hour: int) -> bool:
        """Whether letters wait while the clock shows this hour."""
        if self.begins is None or self.ends is None:
            return False
        if self.begins <= self.ends:
            return self.begins <= hour < self.ends
        return hour >= self.begins or hour < self.ends


def is_quiet(moment: datetime, quiet: Quiet, zone: tzinfo) -> bool:
    """Whether letters wait at this moment."""
    return quiet.holds(moment.astimezone(zone).hour)


def after_quiet(moment: datetime, quiet: Quiet, zone: tzinfo) -> datetime:
    """The first moment from this one on at which a letter may go out: itself, or the end of the quiet hours."""
    if quiet.ends is None or not is_quiet(moment, quiet, zone):
        return moment
    today = moment.astimezone(zone).date()
    ends = (_at(day, quiet.ends, zone) for day in (today, today + DAY))
    return next(end for end in ends if end > moment)


def newest_due(now: datetime, *, digest: Digest, weekday: int, hour: int, zone: tzinfo) -> datetime | None:
    """When the newest digest fell due, at or before `now`; None for who wants none. Monday is 0.

    It falls due once on each of its days, also on one on which the clock shows its hour twice or never.
    """
    if digest is Digest.NEVER:
        return None
    today = now.astimezone(zone).date()
    days = (today - number * DAY for number in range(9))
    moments = (_at(day, hour, zone) for day in days if digest is Digest.DAILY or day.weekday() == weekday)
    return next(moment for moment in moments if moment <= now)


def _at(day: date, hour: int, zone: tzinfo) -> datetime:
    """The first moment at which the clock shows this hour; where it never does, what it is put forward to."""
    return datetime.combine(day, time(hour), zone).astimezone(UTC)
