"""How a letter may live, when it is tried again, and what a mail server means by its answer. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from smtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from painopiste.base.errors import Conflict
from painopiste.base.words import marked

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=4)
GROWTH = 3
KEPT_TRYING = timedelta(days=5)
LONGEST_REPLY = 300


class State(StrEnum):
    """Where a letter is."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"  # waits for a person
    WITHDRAWN = "withdrawn"
    NEEDLESS = "needless"  # when it was to be written there was nothing to tell any more


NEXT_STATES: Mapping[State, frozenset[State]] = {
    State.WAITING: frozenset({State.SENT, State.FAILED, State.WITHDRAWN, State.NEEDLESS}),
    State.FAILED: frozenset({State.WAITING, State.WITHDRAWN}),
    State.SENT: frozenset(),
    State.WITHDRAWN: frozenset({State.WAITING}),
    State.NEEDLESS: frozenset(),
}


class Trouble(StrEnum):
    """Why a letter has not gone out."""

    NO_SERVER = "no_server"
    NO_ENTRANCE = "no_entrance"
    LATER = "later"
    NO_SUCH_ADDRESS = "no_such_address"
    REFUSED = "refused"
    SENDER_REFUSED = "sender_refused"
    NO_ADDRESS = "no_address"
    TOO_OLD = "too_old"


# What trying again can't help: the address or the letter itself is wrong.
FOR_GOOD = frozenset({Trouble.NO_SUCH_ADDRESS, Trouble.REFUSED, Trouble.NO_ADDRESS, Trouble.TOO_OLD})


class LetterRefused(Conflict):
    """The letter is in a state from which it can't take the step."""

    code = "mail.step_refused"
    message = marked("The letter has gone on in the meantime. Look at its state and try again.")


@dataclass(frozen=True, slots=True)
class Refusal:
    """What went wrong, and what the mail server said about it in its own words."""

    trouble: Trouble
    reply: str = ""


def check_transition(current: State, new: State) -> None:
    """Refuse a step that a letter can't take from its current state.

    :raises LetterRefused: always then
    """
    if new not in NEXT_STATES[current]:
        raise LetterRefused


def may_send_again(state: State) -> bool:
    """Whether a person may have the letter sent again: what has gone out is not sent twice."""
    return state is not State.WAITING and State.WAITING in NEXT_STATES[state]


def may_withdraw(state: State) -> bool:
    """Whether there is something left to hold back."""
    return State.WITHDRAWN in NEXT_STATES[state]


def pause_after(tries: int) -> timedelta:
    """The pause before the next attempt: 1, 3, 9, 27, 81 minutes, then 4 hours each."""
    factor: int = GROWTH ** min(max(tries, 1) - 1, 20)
    return min(FIRST_PAUSE * factor, LONGEST_PAUSE)


def understand(error: Exception) -> Refusal:
    """What an error of `smtplib` or of the network means. Codes from 500 on are for good, those from 400 on pass."""
    if isinstance(error, SMTPRecipientsRefused):
        code, reply = next(iter(error.recipients.values()))
        return Refusal(Trouble.NO_SUCH_ADDRESS if code >= 500 else Trouble.LATER, _said(code, reply))
    if isinstance(error, SMTPNotSupportedError):
        return Refusal(Trouble.NO_ENTRANCE, str(error)[:LONGEST_REPLY])
    if not isinstance(error, SMTPResponseException):
        return Refusal(Trouble.NO_SERVER, str(error)[:LONGEST_REPLY])
    said = _said(error.smtp_code, error.smtp_error)
    if isinstance(error, SMTPAuthenticationError):
        return Refusal(Trouble.NO_ENTRANCE, said)
    if error.smtp_code < 500:
        return Refusal(Trouble.LATER, said)
    if isinstance(error, SMTPSenderRefused):
        return Refusal(Trouble.SENDER_REFUSED, said)
    return Refusal(Trouble.REFUSED if isinstance(error, SMTPDataError) else Trouble.NO_SERVER, said)


def _said(code: int, reply: bytes | str) -> str:
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return f"{code} {' '.join(text.split())}"[:LONGEST_REPLY]
