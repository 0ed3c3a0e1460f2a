"""The process that does jobs: takes one at a time, keeps its lease alive, and acknowledges what came of it."""

import json
import logging
import os
import select
import signal
import socket
import time
import traceback
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import DatabaseError, InterfaceError, close_old_connections
from django.utils import timezone
from django.utils.translation import gettext_noop

from painopiste.base.accounts.models import Account
from painopiste.base.actors import Actor
from painopiste.base.errors import DomainError
from painopiste.base.jobs import leases, registry
from painopiste.base.jobs.models import Job
from painopiste.base.jobs.periods import make_due_jobs
from painopiste.base.jobs.pulse import Pulse
from painopiste.base.jobs.told import Fault
from painopiste.base.jobs.work import Cancelled, LeaseLost, Released, Work
from painopiste.base.markings.naming import reading_as

logger = logging.getLogger("painopiste.jobs")
LEASE_SECONDS = 30.0
GRACE_SECONDS = 5.0
SHORTEST_PAUSE, LONGEST_PAUSE, TROUBLE_PAUSE = 0.5, 2.0, 30.0
PERIODS_EVERY = 15.0
UNEXPECTED = gettext_noop(
    "The work met an unexpected fault on our side. Start it again; if it fails again, tell those who run the service "
    "the code %(key)s."
)
ActorOf = Callable[..., Actor]


class Worker:
    """Does jobs until it is told to stop. `actor_of(account, on=day)` tells what the person who asked may do."""

    def __init__(
        self,
        *,
        actor_of: ActorOf | None = None,
        lease_seconds: float = LEASE_SECONDS,
        grace_seconds: float = GRACE_SECONDS,
        pulse_thread: bool = True,
    ) -> None:
        self.name = f"{socket.gethostname()}:{os.getpid()}:{os.urandom(3).hex()}"[:100]
        self._actor_of, self._pulse_thread = actor_of, pulse_thread
        self._lease, self._grace = lease_seconds, grace_seconds
        self._stopped_at: float | None = None
        self._periods_at: float | None = None
        self._in_handler = False
        self._waker, self._wake = os.pipe()

    # --- running ----------------------------------------------------------------------------------------------

    def run(self, *, until: Callable[[], bool] = lambda: False) -> None:
        """Do jobs as they come, until `stop` is called or `until` says so. Idle, it looks every half to two seconds."""
        pause = SHORTEST_PAUSE
        while self._stopped_at is None and not until():
            close_old_connections()
            try:
                busy = self.run_one()
                pause = SHORTEST_PAUSE if busy else min(pause * 1.2, LONGEST_PAUSE)
            except (DatabaseError, InterfaceError):  # the database is away: it may come back
                logger.exception("worker %s can't reach the database", self.name)
                busy, pause = False, min(pause * 2, TROUBLE_PAUSE)
            if not busy:
                self._rest(pause)

    def run_waiting(self) -> int:
        """Do everything that is due now, and tell how many jobs that was."""
        count = 0
        while self._stopped_at is None and self.run_one():
            count += 1
        return count

    def run_one(self) -> bool:
        """Make the jobs whose period has begun, then do one job; False if there is none."""
        self._look_at_periods()
        kinds = [handler.code for handler in registry.all_handlers()]
        job = leases.take(worker=self.name, kinds=kinds, seconds=self._lease)
        if job is None:
            return False
        self._do(job)
        return True

    def _look_at_periods(self) -> None:
        now = time.monotonic()
        if self._periods_at is None or now - self._periods_at >= PERIODS_EVERY:
            make_due_jobs()
            self._periods_at = now

    # --- stopping ---------------------------------------------------------------------------------------------

    def stop(self) -> None:
        """Stop when the job at hand is done; after some seconds of grace it is put back at its next step."""
        if self._stopped_at is None:
            self._stopped_at = time.monotonic()
            os.write(self._wake, b".")

    def stop_on_signals(self) -> None:
        """Stop cleanly on SIGTERM and SIGINT; the second one puts the job back at once."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)

    def _on_signal(self, number: int, frame: object) -> None:
        if self._stopped_at is not None and self._in_handler:
            self._in_handler = False
            raise Released
        self.stop()

    def _must_stop(self) -> bool:
        return self._stopped_at is not None and time.monotonic() - self._stopped_at >= self._grace

    def _rest(self, seconds: float) -> None:
        # A pipe, not an Event: a signal may come at any moment, and an Event set from a signal can lock up.
        select.select([self._waker], [], [], seconds)

    # --- one job ----------------------------------------------------------------------------------------------

    def _do(self, job: Job) -> None:
        try:
            result = self._attempt(job)
        except Cancelled:
            heard = leases.stop(job=job)
        except Released:
            heard = leases.release(job=job)
        except LeaseLost:
            heard = False
        except DomainError as error:  # a refusal: trying again would be refused again
            fault = Fault(error.code, error.message, error.values)
            heard = leases.fail(job=job, fault=fault, permanent=True)
        except (Exception, SystemExit):  # a bug in one job must not end the others
            logger.exception("job %s (%s) failed at attempt %s", job.key, job.kind, job.attempts)
            fault = Fault("jobs.unexpected", UNEXPECTED, {"key": job.key}, traceback.format_exc())
            heard = leases.fail(job=job, fault=fault, permanent=False)
        else:
            heard = leases.finish(job=job, result=result)
        if not heard:
            logger.warning(
                "job %s (%s) was taken by another worker; what was done here does not count", job.key, job.kind
            )

    def _attempt(self, job: Job) -> Any:
        handler = registry.find(job.kind)
        with Pulse(job, seconds=self._lease, thread=self._pulse_thread) as pulse:
            work = Work(job, by=self._actor(job, handler), pulse=pulse, must_stop=self._must_stop)
            self._in_handler = True
            try:
                with reading_as(work.by, together=False):
                    return json.loads(json.dumps(handler.function(work)))
            finally:
                self._in_handler = False

    def _actor(self, job: Job, handler: registry.Handler) -> Actor:
        """Who the job acts for: the person who asked, with the rights of today, or the system."""
        account = Account.objects.filter(pk=job.asked_by_id).first() if job.asked_by_id else None
        if account is None:
            return Actor(label=handler.code, member=bool(handler.rights), everywhere=handler.rights)
        today: date = timezone.localdate()
        return self._actor_of(account, on=today) if self._actor_of else Actor(account_id=account.pk, label=account.name)
