"""What people see of jobs: state, progress and what went wrong."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from painopiste.base.actors import Actor
from painopiste.base.errors import Missing
from painopiste.base.jobs import permissions, registry
from painopiste.base.jobs.models import Job
from painopiste.base.jobs.rules import ENDED, State, may_cancel, may_retry
from painopiste.base.jobs.told import Fault, Step


@dataclass(frozen=True, slots=True)
class JobStatus:
    """How a job stands. `title`, `step` and `fault` hold message ids; the page translates them and fills in values."""

    key: str
    kind: str
    title: str
    state: State
    percent: int
    step: Step
    fault: Fault | None
    result: Any
    attempts: int
    max_attempts: int
    asked_at: datetime
    due_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    cancel_asked: bool

    @property
    def ended(self) -> bool:
        return self.state in ENDED

    @property
    def may_cancel(self) -> bool:
        return may_cancel(self.state, cancel_asked=self.cancel_asked)

    @property
    def may_retry(self) -> bool:
        return may_retry(self.state)

    @property
    def will_be_tried_again(self) -> bool:
        return self.state == State.WAITING and self.fault is not None


def get_job(*, key: str, by: Actor) -> JobStatus:
    """The state of one job.

    :raises Missing: if there is no such job that the actor may see
    """
    job = permissions.visible(by).filter(key=key).first()
    if job is None:
        raise Missing
    return _status(job)


def list_jobs(
    *, by: Actor, kind: str | None = None, state: State | None = None, limit: int = 50
) -> tuple[JobStatus, ...]:
    """The newest jobs that the actor may see, newest first."""
    jobs = permissions.visible(by).order_by("-pk")
    if kind:
        jobs = jobs.filter(kind=kind)
    if state:
        jobs = jobs.filter(state=state)
    return tuple(_status(job) for job in jobs[:limit])


def _status(job: Job) -> JobStatus:
    return JobStatus(
        key=job.key,
        kind=job.kind,
        title=_title(job.kind),
        state=State(job.state),
        percent=job.progress,
        step=Step.of_text(job.step),
        fault=Fault.of_text(job.error),
        result=job.result,
        attempts=job.attempts,
        max_attempts=job.max_attempts,
        asked_at=job.asked_at,
        due_at=job.due_at,
        started_at=job.started_at,
        ended_at=job.ended_at,
        cancel_asked=job.cancel_asked,
    )


def _title(kind: str) -> str:
    try:
        return registry.find(kind).title
    except LookupError:  # a kind of an earlier version of the program
        return registry.TITLE
