"""Taking jobs under a lease, and acknowledging them only while the lease is one's own.

Each taking gives the job a higher lease number, the fence. A worker that was thought dead and comes back
finds another number there, and what it says is not heard.
"""

import random
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_noop

from painopiste.base.jobs import clock
from painopiste.base.jobs.models import Job
from painopiste.base.jobs.rules import State, after_failure, back_off, when_taken
from painopiste.base.jobs.told import Fault

WORKER_DIED = gettext_noop(
    "The work stopped %(attempts)s times without a word, perhaps for lack of memory. "
    "Ask for less at a time, or tell those who run the service."
)


def take(*, worker: str, kinds: Iterable[str], seconds: float) -> Job | None:
    """Take the most urgent job that waits or whose lease has run out, and hold it for `seconds`."""
    kinds = list(kinds)
    # A plain read first: on SQLite an idle worker never asks for the write lock.
    while _ready(kinds, clock.now()).exists():
        with transaction.atomic():  # BEGIN IMMEDIATE on SQLite, so there nobody reads the same row meanwhile
            now = clock.now()
            job = _ready(kinds, now).select_for_update(skip_locked=True).first()
            if job is None:
                return None
            if _settle(job, now=now):
                continue
            return job if _hand_over(job, worker=worker, now=now, seconds=seconds) else None
    return None


def _ready(kinds: list[str], now: datetime) -> QuerySet[Job]:
    waits = Q(state=State.WAITING) & (Q(due_at__lte=now) | Q(cancel_asked=True))
    expired = Q(state=State.RUNNING, leased_until__lt=now)
    return Job.objects.filter(waits | expired, kind__in=kinds).order_by("-priority", "due_at", "pk")


def _settle(job: Job, *, now: datetime) -> bool:
    """End a job that must not be tried again: cancelled while a worker had it, or the end of too many workers."""
    state = when_taken(
        State(job.state), attempts=job.attempts, max_attempts=job.max_attempts, cancel_asked=job.cancel_asked
    )
    if state == State.RUNNING:
        return False
    fault = (
        Fault("jobs.worker_died", WORKER_DIED, {"attempts": job.attempts}).to_text() if state == State.FAILED else ""
    )
    row = Job.objects.filter(pk=job.pk, lease=job.lease, state=job.state)
    row.update(state=state, error=fault, leased_until=None, ended_at=now, lease=F("lease") + 1)
    return True


def _hand_over(job: Job, *, worker: str, now: datetime, seconds: float) -> bool:
    found = Job.objects.filter(pk=job.pk, lease=job.lease, state=job.state)
    job.state, job.worker = State.RUNNING, worker
    job.lease += 1
    job.attempts += 1
    job.leased_until = now + timedelta(seconds=seconds)
    job.started_at, job.progress, job.step = now, 0, ""
    return bool(
        found.update(
            state=job.state,
            worker=worker,
            lease=job.lease,
            attempts=job.attempts,
            leased_until=job.leased_until,
            started_at=now,
            progress=0,
            step="",
        )
    )


def extend(*, job: Job, seconds: float, told: tuple[int, str] | None = None) -> bool:
    """Hold the job longer and write down its progress (per cent, step); False if it is another worker's by now."""
    changes: dict[str, Any] = {"leased_until": clock.now() + timedelta(seconds=seconds)}
    if told:
        changes |= {"progress": told[0], "step": told[1]}
    return bool(_own(job).update(**changes))


def is_cancel_asked(*, job: Job) -> bool | None:
    """Whether somebody wants the job cancelled; None if it is another worker's by now."""
    return _own(job).values_list("cancel_asked", flat=True).first()


def hold(*, job: Job) -> bool:
    """Lock the job's row until the caller's transaction ends; False if it is another worker's by now."""
    return bool(_own(job).update(worker=job.worker))


def finish(*, job: Job, result: Any) -> bool:
    """Acknowledge the job as done; False if it is another worker's by now."""
    return _end(job, state=State.DONE, progress=100, step="", result=result, error="")


def stop(*, job: Job) -> bool:
    """Acknowledge that the job was cancelled; False if it is another worker's by now."""
    return _end(job, state=State.CANCELLED, step="")


def fail(*, job: Job, fault: Fault, permanent: bool) -> bool:
    """Put the job back to wait for its next attempt, or end it as failed; False if it is another worker's by now."""
    state = after_failure(attempts=job.attempts, max_attempts=job.max_attempts, permanent=permanent)
    if state == State.FAILED:
        return _end(job, state=state, error=fault.to_text())
    pause = back_off(job.attempts, draw=random.random())  # noqa: S311  spreads load, guards nothing
    return _let_go(job, due_at=clock.now() + pause, error=fault.to_text())


def release(*, job: Job) -> bool:
    """Put the job back at once, as if it had not been taken: its worker stops."""
    return _let_go(job, due_at=clock.now(), attempts=max(job.attempts - 1, 0))


def _own(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, lease=job.lease, state=State.RUNNING)


def _end(job: Job, **changes: Any) -> bool:
    return bool(_own(job).update(leased_until=None, ended_at=clock.now(), **changes))


def _let_go(job: Job, **changes: Any) -> bool:
    return bool(_own(job).update(state=State.WAITING, leased_until=None, progress=0, step="", **changes))
