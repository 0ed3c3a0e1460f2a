"""When feedback has to be answered. Pure: no Django, no clock, no database.

The Finnish Act on the Provision of Digital Services (306/2019) gives 14 days for feedback on accessibility;
we answer everything within that time.
"""

from datetime import date, timedelta
from enum import StrEnum

DAYS_TO_ANSWER = 14


class Kind(StrEnum):
    """What the feedback is about."""

    ACCESSIBILITY = "accessibility"
    CONTENT = "content"
    FAULT = "fault"
    IDEA = "idea"
    OTHER = "other"


class State(StrEnum):
    """Where the feedback is on its way to an answer."""

    WAITING = "waiting"
    LATE = "late"
    ANSWERED = "answered"


def due_on(received_on: date) -> date:
    """The last day for the answer."""
    return received_on + timedelta(days=DAYS_TO_ANSWER)


def state_on(due: date, answered_on: date | None, on: date) -> State:
    """The state of the feedback on a day."""
    if answered_on is not None:
        return State.ANSWERED
    return State.LATE if due < on else State.WAITING
