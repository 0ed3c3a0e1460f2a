"""How often a log-in may fail, how long an invitation is valid, who may give which role. Pure: no Django."""

from collections.abc import Iterable
from datetime import date, timedelta

ALLOWED_FAILURES = 10
WAIT = timedelta(minutes=15)
INVITATION_VALID = timedelta(days=7)
KEY_VALID_AT_MOST = timedelta(days=366)
# The roles that an organisation gives to its own people. They open nothing beyond what every member reads, and
# change nothing beyond the organisation; a test compares this with the table of roles.
OF_ORGANISATION = frozenset({"coordinator", "municipal_planner", "reader"})
# Those of them that are held for the organisation, and not simply by somebody who works there.
FOR_ORGANISATION = frozenset({"coordinator"})
IN_BODY = frozenset({"group_chair", "group_member"})


def must_wait(failures: int) -> bool:
    """Whether so many failures within `WAIT` close the door until the oldest of them is older than that."""
    return failures >= ALLOWED_FAILURES


def last_day(left_on: date) -> date:
    """The last day of something that somebody no longer has on `left_on`: a leaver is out on that very day."""
    return left_on - timedelta(days=1)


def lasts(since: date | None, until: date | None, *, on: date) -> bool:
    """Whether something that holds from a day to a day holds on this one."""
    return (since is None or since <= on) and (until is None or until >= on)


def all_lasted(ends: Iterable[date | None], *, on: date) -> bool:
    """Whether everything with these last days is over on this day."""
    return all(until is not None and until < on for until in ends)
