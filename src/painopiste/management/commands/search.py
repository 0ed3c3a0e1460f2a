"""`painopiste search rebuild` builds the index of words anew, `painopiste search check` tells what of it is wrong."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from painopiste.site.search.keeping import differences, rebuild


class Command(BaseCommand):
    help = "rebuild: read every row anew. check: 0 if the index is as the rows are, 1 with what differs if not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["rebuild", "check"])

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "rebuild":
            self.stdout.write(f"The index holds {rebuild()} rows.")
            return
        faults = differences()
        if faults:
            raise CommandError("\n".join([*faults, f"The index does not hold: {len(faults)} differences."]))
        self.stdout.write("The index is as the rows are.")
