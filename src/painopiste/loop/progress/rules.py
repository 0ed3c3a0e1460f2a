"""What may be answered in a progress round, and when an answer is late. Pure: no Django, no clock, no database."""

from datetime import date
from enum import StrEnum


class RoundState(StrEnum):
    """Whether answers are taken in."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


class Activity(StrEnum):
    """How active a focus-area group has been."""

    VERY_ACTIVE = "very_active"
    ACTIVE = "active"
    SOME = "some"
    NONE = "none"
    ENDED = "ended"


class Forecast(StrEnum):
    """Whether the planned measures can be carried out by the end of the term."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_KNOWN = "not_known"


def state_on(opens_on: date, closes_on: date, on: date, *, closed: bool) -> RoundState:
    """The state of a round on a day. A round that is not closed by hand still takes late answers in."""
    if closed:
        return RoundState.CLOSED
    return RoundState.PLANNED if on < opens_on else RoundState.OPEN


def is_late(closes_on: date, submitted_on: date | None, on: date) -> bool:
    """Whether an answer came, or is still missing, after the round's last day."""
    return (submitted_on or on) > closes_on
