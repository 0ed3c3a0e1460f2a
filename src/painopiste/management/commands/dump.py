"""`painopiste dump FOLDER` writes the programme as files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from painopiste.base.actors import system
from painopiste.base.errors import DomainError
from painopiste.base.markings.naming import as_system
from painopiste.base.markings.watching import WATCHED
from painopiste.base.remarking.kinds import marked_models
from painopiste.base.viewing.rules import How
from painopiste.base.viewing.services import note_views
from painopiste.site.exchange.dump import dump

OPERATOR = system("painopiste dump")


class Command(BaseCommand):
    help = "Write the programme in the database as YAML files into FOLDER."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="FOLDER", type=Path)
        parser.add_argument("--force", action="store_true", help="replace the programme files in the folder")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with as_system("an operator writes the whole programme down"):
                files = dump(options["folder"], force=options["force"])
        except (DomainError, OSError) as error:
            raise CommandError(str(error)) from error
        with as_system("what of it was secret is written into the log of views"):
            _note()
        self.stdout.write(f"Wrote {len(files)} files into {options['folder']}")


def _note() -> None:
    """Write into the log of views what of it was secret."""
    secret = [
        (kind, str(key))
        for kind, model in marked_models().items()
        for key in model.objects.unguarded("the operator takes everything out")
        .filter(marking__level__gte=WATCHED)
        .values_list("key", flat=True)
    ]
    if secret:
        note_views(rows=secret, how=How.DUMP, reason="", by=OPERATOR)
