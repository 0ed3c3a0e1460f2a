"""`painopiste indicators`: takes values in, lists and shows them, writes them out, and checks the files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from painopiste.analysis import bank
from painopiste.base.actors import system
from painopiste.base.errors import DomainError
from painopiste.knowledge.indicators import permissions, selectors, services
from painopiste.knowledge.indicators.models import values_folder
from painopiste.knowledge.indicators.writing import saying

ACTOR = system("painopiste indicators", rights=(permissions.IMPORT, permissions.READ_SMALL))


class Command(BaseCommand):
    help = "The indicator bank: import FILE…, list, show KEY, export KEY FILE, check."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        taking = actions.add_parser("import", help="Compare tables of values with what is held, and take them in.")
        taking.add_argument("files", nargs="+", type=Path)
        taking.add_argument("--accept", action="store_true", help="Take in what has been compared.")
        actions.add_parser("list", help="Tell which indicators there are and what is held of each.")
        showing = actions.add_parser("show", help="Tell the values of one indicator in one area.")
        showing.add_argument("key")
        showing.add_argument("--area", default=selectors.COUNTRY)
        showing.add_argument("--as-of", default="", help="As they were held at this moment: 2026-11-24T12:00:00+02:00")
        exporting = actions.add_parser("export", help="Write the values of one indicator as Parquet.")
        exporting.add_argument("key")
        exporting.add_argument("file", type=Path)
        actions.add_parser("check", help="Compare every file of values with the fingerprint in its name.")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        try:
            getattr(self, f"_{action}")(**options)
        except DomainError as error:
            raise CommandError(str(error)) from error

    def _import(self, *, files: list[Path], accept: bool, **_: Any) -> None:
        proposals = [self._proposal(file) for file in files]
        for proposal in proposals:
            self.stdout.write(f"{proposal.source_name}  (SHA-256 {proposal.source_sha256[:12]}…)")
            for change in proposal.changes:
                told = change.difference
                counts = f"{told.added:>8} new {told.changed:>8} changed {told.vanished:>8} gone"
                self.stdout.write(f"  {change.indicator.key:<24}{counts}")
                for area, period, old, new in told.examples:
                    self.stdout.write(f"      {area} {period}: {_number(old)} → {_number(new)}")
                for total in change.checked.totals:
                    self.stdout.write(_total(total))
        if not accept:
            self.stdout.write("Nothing has been changed. Give --accept to take this in.")
            return
        with transaction.atomic():  # all files or none
            made = [release for proposal in proposals for release in services.accept(proposal=proposal, by=ACTOR)]
        self.stdout.write(f"Taken in: {len(made)} releases, {sum(release.rows for release in made)} values.")

    def _proposal(self, file: Path) -> services.Proposal:
        try:
            table, fingerprint = bank.read_file(file), bank.fingerprint_of(file)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except bank.UnusableError as error:
            raise CommandError(f"Nothing was taken in. {file.name}: {error}") from error
        return services.propose(table=table, source_name=file.name, source_sha256=fingerprint, by=ACTOR)

    def _list(self, **_: Any) -> None:
        rows = list(selectors.list_indicators(by=ACTOR))
        held = selectors.newest_releases(indicators=rows, by=ACTOR)
        for row in rows:
            release = held.get(row.pk)
            periods = f"{release.periods[0]}–{release.periods[-1]}" if release and release.periods else "–"
            self.stdout.write(f"{row.key:<24} {row.state:<8} {row.kind:<10} {periods:<12} {row.name_fi}")

    def _show(self, *, key: str, area: str, as_of: str, **_: Any) -> None:
        row = selectors.get_indicator(key=key, by=ACTOR)
        held = selectors.holding(indicators=[row], by=ACTOR, as_of=saying.moment(as_of))
        found = selectors.figures(indicators=[row], held=held, areas=[area], by=ACTOR)
        for each in found.values():
            limits = f"  ({each.low:.2f}–{each.high:.2f})" if each.low is not None and each.high is not None else ""
            count = f"{_number(each.count):>12}" if each.count is not None else ""
            self.stdout.write(f"{each.period:<8} {each.status} {count} {_number(each.value):>12}{limits}")

    def _export(self, *, key: str, file: Path, **_: Any) -> None:
        row = selectors.get_indicator(key=key, by=ACTOR)
        release = selectors.newest_releases(indicators=[row], by=ACTOR).get(row.pk)
        if release is None:
            raise CommandError(f"Nothing is held of {key}.")
        file.write_bytes(bank.path_of(values_folder(), key, release.stored_sha256).read_bytes())
        self.stdout.write(f"Wrote {release.rows} values into {file}. Held back values are in it: keep it safe.")

    def _check(self, **_: Any) -> None:
        wrong, count = [], 0
        for row in selectors.list_indicators(by=ACTOR):
            for release in selectors.list_releases(indicator=row, by=ACTOR):
                path = bank.path_of(values_folder(), row.key, release.stored_sha256)
                count += 1
                if not path.is_file():
                    wrong.append(f"{path} is missing")
                elif bank.fingerprint_of(path) != release.stored_sha256:
                    wrong.append(f"{path} has been altered")
        if wrong:
            raise CommandError("\n".join(wrong))
        self.stdout.write(f"{count} files of values are as they were written.")


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:g}" if value != round(value) else f"{value:.0f}"


def _total(total: dict[str, Any]) -> str:
    apart = total["published"] - total["computed"]
    told = "equals the sum of its municipalities" if not apart else f"is {_number(apart)} more than its municipalities"
    return f"      {total['area']} {total['period']}: the published total {_number(total['published'])} {told}"
