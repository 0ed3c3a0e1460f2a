"""`painopiste audit verify` walks the audit trail and the log of views and tells what is missing or altered."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from painopiste.base.actors import system
from painopiste.base.audit.guard import is_append_only
from painopiste.base.audit.models import AuditLine
from painopiste.base.audit.selectors import find_faults
from painopiste.base.markings.naming import as_system
from painopiste.base.viewing import guard as view_guard
from painopiste.base.viewing.models import ViewLine
from painopiste.base.viewing.selectors import find_faults as find_view_faults

VERIFIER = system("painopiste audit", rights=("audit.verify",))


class Command(BaseCommand):
    help = "Verify the audit trail: 0 if every line is there as it was written, 1 with the faults if not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["verify"])

    def handle(self, *args: Any, **options: Any) -> None:
        faults = [f"line {fault.number}: {fault.problem}" for fault in find_faults(by=VERIFIER)]
        with as_system("the whole log of views is verified"):
            faults += [f"view {fault.number}: {fault.problem}" for fault in find_view_faults(by=VERIFIER)]
        if not view_guard.is_append_only():
            faults.append("the database does not refuse changes: its triggers on the log of views are missing")
        if not is_append_only():
            faults.append("the database does not refuse changes: its triggers on the trail are missing")
        if faults:
            raise CommandError("\n".join([*faults, f"The audit trail does not hold: {len(faults)} faults."]))
        with as_system("how long the whole trail is"):
            self.stdout.write(f"The audit trail holds: {AuditLine.objects.count()} lines.")
            self.stdout.write(f"The log of views holds: {ViewLine.objects.count()} lines.")
