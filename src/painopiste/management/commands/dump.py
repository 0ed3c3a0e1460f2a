"""`painopiste dump FOLDER` writes the programme as files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from painopiste.base.errors import DomainError
from painopiste.base.markings.naming import as_system
from painopiste.site.exchange.dump import dump


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
        self.stdout.write(f"Wrote {len(files)} files into {options['folder']}")
