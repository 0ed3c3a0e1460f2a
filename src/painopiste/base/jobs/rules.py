"""How a job may live, when it is tried again, and when the next period begins. Pure: no Django, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from enum import StrEnum

from painopiste.base.errors import Conflict


class State(StrEnum):
    """Where a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED = frozenset({State.DONE, State.FAILED, State.CANCELLED})
NEXT_STATES: Mapping[State, frozenset[State]] = {
    State.WAITING: frozenset({State.RUNNING, State.CANCELLED}),
    State.RUNNING: frozenset({State.WAITING, State.DONE, State.FAILED, State.CANCELLED}),
    State.DONE: frozenset(),
    State.FAILED: frozenset({State.WAITING}),
    State.CANCELLED: frozenset({State.WAITING}),
}
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)
GROWTH = 3


class StepRefused(Conflict):
    """The job is in a state from which it can't take the step."""

    code = "jobs.step_refused"
    message = "The work has gone on in the meantime. Look at its state and try again."


def check_transition(current: State, new: State) -> None:
    """Refuse a step that a job can't take from its current state.

    :raises StepRefused: always then
    """
    if new not in NEXT_STATES[current]:
        raise StepRefused(current=current.value, new=new.value)


def may_cancel(state: State, *, cancel_asked: bool) -> bool:
    """Whether there is something left to cancel."""
    return state not in ENDED and not cancel_asked


def may_retry(state: State) -> bool:
    """Whether a person may have the job done again: what is done stays done."""
    return state in ENDED and State.WAITING in NEXT_STATES[state]


def after_failure(*, attempts: int, max_attempts: int, permanent: bool) -> State:
    """Tell where a job goes that failed: back to wait, unless it was tried enough or trying again can't help."""
    return State.FAILED if permanent or attempts >= max_attempts else State.WAITING


def when_taken(state: State, *, attempts: int, max_attempts: int, cancel_asked: bool) -> State:
    """Tell what becomes of a job that waits, or whose worker died, when the next worker comes to it.

    It runs, unless it was cancelled meanwhile, or has ended as many workers as it may be tried.
    """
    if cancel_asked:
        return State.CANCELLED
    return State.FAILED if state == State.RUNNING and attempts >= max_attempts else State.RUNNING


def back_off(attempts: int, *, draw: float) -> timedelta:
    """The pause before the next attempt: 5 s, 15 s, 45 s … at most an hour, shortened by up to half by `draw` (0–1).

    The draw spreads jobs that failed together, so that they do not all come back at the same moment.
    """
    factor: int = GROWTH ** min(max(attempts, 1) - 1, 20)
    return min(FIRST_PAUSE * factor, LONGEST_PAUSE) * (1 - draw / 2)


@dataclass(frozen=True, slots=True)
class Every:
    """A job that is made once in each interval, counted from midnight UTC of 1 January 1970."""

    interval: timedelta


@dataclass(frozen=True, slots=True)
class Daily:
    """A job that is made once a day, at or after a time of the local clock."""

    at: time


Schedule = Every | Daily


def period_of(schedule: Schedule, now: datetime, *, zone: tzinfo) -> str:
    """The name of the newest period that has begun. The same moment gives the same name on every worker.

    A daily period is named by its local day, so that it comes once even when the clock is put forward or back.
    """
    if isinstance(schedule, Daily):
        local = now.astimezone(zone)
        day = local.date() if local.time() >= schedule.at else local.date() - timedelta(days=1)
        return day.isoformat()
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    count = (now - epoch) // schedule.interval
    return (epoch + count * schedule.interval).isoformat()
