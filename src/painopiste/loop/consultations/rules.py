"""What may become of a consultation, and when its links take answers in. Pure: no Django, no clock, no database."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from painopiste.base.errors import Conflict
from painopiste.base.words import marked

REMINDED_BEFORE = timedelta(days=5)  # how long before the closing day who has not answered is reminded
MOST_FILES = 10  # from one that is asked
FORGOTTEN_AFTER = timedelta(days=365)  # how long after the closing day names and addresses are kept
MOST_TAKING_PART = 100_000


class State(StrEnum):
    """Where a consultation is."""

    DRAFT = "draft"  # valmisteilla
    OPEN = "open"  # avoinna
    CLOSED = "closed"  # päättynyt
    CANCELLED = "cancelled"  # peruttu


class EventState(StrEnum):
    """What became of an event of a consultation."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Qualifier(StrEnum):
    """How exact a number is that a source tells."""

    EXACT = ""
    MORE_THAN = "more_than"
    ABOUT = "about"


class Standing(StrEnum):
    """How far one that is asked has come."""

    NOT_SENT = "not_sent"  # no link yet: the consultation is a draft
    ASKED = "asked"
    DRAFT = "draft"
    ANSWERED = "answered"
    REVOKED = "revoked"


NEXT_STATES: Mapping[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.OPEN, State.CANCELLED}),
    State.OPEN: frozenset({State.CLOSED, State.CANCELLED}),
    State.CLOSED: frozenset({State.OPEN}),  # with a new closing day: somebody asked for more time
    State.CANCELLED: frozenset(),
}
NEEDS_REASON = frozenset({State.CANCELLED})


class StepRefused(Conflict):
    """A consultation can't take this step from its current state."""

    code = "step_refused"
    message = marked("The consultation can't take this step now. Look at its state and try again.")


class NotOpen(Conflict):
    """What is asked needs a consultation that takes answers in."""

    code = "not_open"
    message = marked("The consultation does not take answers now.")


class InUse(Conflict):
    """Somebody has answered: what the answers hang on stays."""

    code = "in_use"
    message = marked("There are answers to it already, so it can't be removed.")


def check_transition(current: State, new: State) -> None:
    """Refuse a step that a consultation can't take from its current state.

    :raises StepRefused: always then
    """
    if new not in NEXT_STATES[current]:
        raise StepRefused


def takes_answers(state: State, closes: date | None, today: date) -> bool:
    """Whether links lead anywhere: it is open, and the closing day, the last on which one may answer, is not over."""
    return state is State.OPEN and closes is not None and today <= closes


def is_to_be_reminded(closes: date | None, today: date) -> bool:
    """Whether it is time to remind those who have not answered: in the last days, but not on the closing day itself."""
    return closes is not None and closes - REMINDED_BEFORE <= today < closes


def standing(*, sent: bool, revoked: bool, draft: bool, answered: bool) -> Standing:
    """How far one that is asked has come. What was returned stays returned, whatever happens to the link."""
    if answered:
        return Standing.ANSWERED
    if revoked:
        return Standing.REVOKED
    if not sent:
        return Standing.NOT_SENT
    return Standing.DRAFT if draft else Standing.ASKED
