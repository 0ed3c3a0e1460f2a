"""Keeps a running job's lease alive from a thread of its own, and carries progress out and cancelling in.

The thread has its own database connection: progress is seen although the handler's transaction is still open,
and a person who cancels never waits for that transaction.
"""

import logging
import threading
import time
from types import TracebackType

from django.db import DatabaseError, InterfaceError, connection

from painopiste.base.jobs import leases
from painopiste.base.jobs.models import Job

logger = logging.getLogger("painopiste.jobs")
TICK = 1.0


class Pulse:
    """The heartbeat of one attempt. Without `thread` it beats only when progress is told (in tests)."""

    def __init__(self, job: Job, *, seconds: float, thread: bool = True) -> None:
        self.lost = self.cancelled = False
        self._job, self._seconds = job, seconds
        self._tick = min(TICK, seconds / 5)
        self._told: tuple[int, str] | None = None
        self._extended = time.monotonic()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="jobs-pulse", daemon=True) if thread else None

    def say(self, percent: int, step: str) -> None:
        self._told = percent, step
        if self._thread is None:
            self.beat()

    def beat(self) -> None:
        """Hear whether somebody cancels; extend the lease when there is news or a third of it has passed."""
        asked = leases.is_cancel_asked(job=self._job)
        self.lost, self.cancelled = asked is None, bool(asked)
        told, self._told = self._told, None
        if self.lost or not (told or time.monotonic() - self._extended > self._seconds / 3):
            return
        self.lost = not leases.extend(job=self._job, seconds=self._seconds, told=told)
        self._extended = time.monotonic()

    def _run(self) -> None:
        try:
            while not self.lost and not self._ended.wait(self._tick):
                try:
                    self.beat()
                except (DatabaseError, InterfaceError) as error:  # the lease has room for some missed beats
                    logger.warning("job %s: the lease could not be extended: %s", self._job.key, error)
                    connection.close()
        finally:
            connection.close()

    def __enter__(self) -> "Pulse":
        if self._thread:
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        if self._thread:
            self._thread.join()
