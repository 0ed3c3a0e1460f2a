"""What a handler is given: what was asked, by whom, and a way to tell how far it is."""

from collections.abc import Callable, Mapping
from typing import Any

from painopiste.base.actors import Actor
from painopiste.base.jobs import leases
from painopiste.base.jobs.models import Job
from painopiste.base.jobs.pulse import Pulse
from painopiste.base.jobs.told import Step


class Interrupted(BaseException):
    """The handler is to stop here. Not an Exception, so that no careless `except` swallows it."""


class Cancelled(Interrupted):
    """Somebody cancelled the job."""


class LeaseLost(Interrupted):
    """Another worker has taken the job; nothing that is done here counts any more."""


class Released(Interrupted):
    """The worker is about to stop; the job goes back to wait for another."""


class Work:
    """One attempt at one job."""

    def __init__(self, job: Job, *, by: Actor, pulse: Pulse, must_stop: Callable[[], bool]) -> None:
        self.key: str = job.key
        self.payload: Mapping[str, Any] = job.payload
        self.attempt: int = job.attempts
        self.by = by
        self.job = job
        self._pulse, self._must_stop = pulse, must_stop

    def progress(self, percent: int, step: str = "", **values: Any) -> None:
        """Tell how far the job is; call it often. `step` is a message id (`gettext_noop`), `values` fill its places.

        :raises Cancelled, LeaseLost, Released: let them through, and the worker does what follows
        """
        self._pulse.say(max(0, min(100, int(percent))), Step(step, values).to_text())
        if self._pulse.lost:
            raise LeaseLost(self.key)
        if self._pulse.cancelled:
            raise Cancelled(self.key)
        if self._must_stop():
            raise Released(self.key)

    def confirm(self) -> None:
        """Within the handler's own transaction: make sure the job is still this worker's until the commit.

        What the transaction writes then has its effect only if no other worker has taken the job.

        :raises LeaseLost: if another worker has taken the job
        """
        if not leases.hold(job=self.job):
            raise LeaseLost(self.key)
