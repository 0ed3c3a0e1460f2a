"""How often a log-in may fail. Pure: no Django, no clock, no database."""

from datetime import timedelta

ALLOWED_FAILURES = 10
WAIT = timedelta(minutes=15)


def must_wait(failures: int) -> bool:
    """Whether so many failures within `WAIT` close the door until the oldest of them is older than that."""
    return failures >= ALLOWED_FAILURES
