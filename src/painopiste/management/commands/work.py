"""`painopiste work`: does the jobs that wait, until it is told to stop."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from painopiste.base.jobs.worker import GRACE_SECONDS, LEASE_SECONDS, Worker
from painopiste.site.actors import actor_of


class Command(BaseCommand):
    help = "Do background work: reports, imports, periodic jobs. Start as many as there are spare cores."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, then end")
        parser.add_argument(
            "--lease",
            type=float,
            default=LEASE_SECONDS,
            metavar="SECONDS",
            help="how long a job of a dead worker rests",
        )
        parser.add_argument(
            "--grace",
            type=float,
            default=GRACE_SECONDS,
            metavar="SECONDS",
            help="how long a job may go on after SIGTERM",
        )
        parser.add_argument(
            "--stop-with-parent", action="store_true", help="end when the process that started this one is gone"
        )

    def handle(
        self, *args: Any, once: bool, lease: float, grace: float, stop_with_parent: bool, **options: Any
    ) -> None:
        worker = Worker(actor_of=actor_of, lease_seconds=lease, grace_seconds=grace)
        worker.stop_on_signals()
        parent = os.getppid()
        if once:
            count = worker.run_waiting()
            self.stdout.write(f"{count} done")
        else:
            worker.run(until=lambda: stop_with_parent and os.getppid() != parent)
