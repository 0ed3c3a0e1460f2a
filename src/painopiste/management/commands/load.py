"""`painopiste load FOLDER` loads a programme; so does `painopiste load FILE.zip`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

from painopiste.base.areas.models import Area
from painopiste.base.areas.services import load_areas
from painopiste.base.markings.naming import as_system
from painopiste.base.programmes.models import Programme
from painopiste.base.uploads import refusals
from painopiste.base.uploads.limits import MEGABYTE, SENT
from painopiste.base.uploads.refusals import RefusedFile
from painopiste.site.exchange.apart import read_packed
from painopiste.site.exchange.compare import Comparison
from painopiste.site.exchange.folder import put_together
from painopiste.site.exchange.load import LOADER, Result, load, load_folder
from painopiste.site.exchange.openings import TwoPeople, WrongPeople, two_people
from painopiste.site.exchange.problems import WrongProgramme

AT_MOST = 10  # names in a line of the summary


class Command(BaseCommand):
    help = "Load the programme in FOLDER or a ZIP file of it. All or nothing; the same twice changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="FOLDER", type=Path)
        parser.add_argument(
            "--overwrite", action="store_true", help="the folder also wins where people have changed something since"
        )

        opening = "opening rows that are there already to more readers takes two: "
        parser.add_argument("--opened-by", metavar="NAME", default="", help=opening + "the account that has decided it")
        parser.add_argument("--confirmed-by", metavar="NAME", default="", help=opening + "the one that confirms it")
        parser.add_argument("--reason", metavar="TEXT", default="", help=opening + "why")

    def handle(self, *args: Any, **options: Any) -> None:
        _require_tables()
        try:
            with as_system("an operator loads a programme"):
                result = self._load(options["folder"], overwrite=options["overwrite"], people=_people(**options))
        except RefusedFile as error:
            raise CommandError(f"Nothing was loaded. {error}") from error
        except WrongProgramme as error:
            count = len(error.problems)
            head = f"Nothing was loaded: {count} {'thing is' if count == 1 else 'things are'} wrong."
            raise CommandError(f"{head}\n{error}") from error
        except WrongPeople as error:
            raise CommandError(str(error)) from error
        if not Area.objects.exists():
            load_areas(by=LOADER)
        self._tell(result)

    def _load(self, path: Path, *, overwrite: bool, people: TwoPeople | None) -> Result:
        if not path.is_file():
            return load(path, overwrite=overwrite, people=people)
        if path.stat().st_size > SENT:
            raise RefusedFile(refusals.TOO_LARGE, file=path.name, megabytes=SENT // MEGABYTE)
        folder = put_together(path.name, read_packed(path.name, path.read_bytes()))
        return load_folder(folder, name=path.name, overwrite=overwrite, people=people)

    def _tell(self, result: Result) -> None:
        self.stdout.write(f"{'':26}{'created':>9}{'changed':>9}{'unchanged':>11}{'kept':>6}")
        for each in result.comparisons:
            counts = (len(each.created), len(each.changed), len(each.unchanged), len(each.kept) + len(each.edited))
            if any(counts):
                self.stdout.write("{:26}{:>9}{:>9}{:>11}{:>6}".format(each.kind.plural, *counts))
        for each in result.comparisons:
            self._tell_kept(each)
        for note in result.notes:
            self.stdout.write(note)

    def _tell_kept(self, each: Comparison) -> None:
        edited = [wanted.key for wanted in each.edited]
        for names, why in (
            (each.kept, "not in the folder"),
            (edited, "changed by people since; --overwrite replaces them"),
        ):
            if names:
                more = f" and {len(names) - AT_MOST} more" if len(names) > AT_MOST else ""
                self.stdout.write(f"kept {each.kind.plural} ({why}): {', '.join(names[:AT_MOST])}{more}")


def _people(*, opened_by: str, confirmed_by: str, reason: str, **options: Any) -> TwoPeople | None:
    return two_people(opened_by, confirmed_by, reason) if opened_by or confirmed_by else None


def _require_tables() -> None:
    try:
        tables = connection.introspection.table_names()
    except OperationalError as error:
        raise CommandError(f"The database can't be reached: {error}") from error
    if Programme._meta.db_table not in tables:
        raise CommandError("The database has no tables yet. Run: painopiste migrate")
