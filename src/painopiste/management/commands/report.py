"""Interim reports from the command line: `interim` writes one, `keep` keeps one in the service, `list` lists them."""

import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from painopiste.base.accounts.models import Account
from painopiste.base.actors import Actor, system
from painopiste.base.dates import understand
from painopiste.base.errors import DomainError
from painopiste.base.markings.naming import reading_as
from painopiste.base.markings.rules import Audience
from painopiste.loop.reports.permissions import MAKE, reader_for
from painopiste.loop.reports.selectors import interim_facts, list_reports
from painopiste.loop.reports.services import freeze_report, publish_report
from painopiste.loop.reports.writing import check_format, check_language, interim_document, render
from painopiste.site.actors import actor_of

STANDARD_OUTPUT = "-"


class Command(BaseCommand):
    requires_system_checks: list[str] = []
    help = "Write the interim report of a day from the database, or list the reports that have been kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="what", required=True)
        interim = commands.add_parser("interim", help="write the interim report")
        interim.add_argument("--as-of", default="", metavar="DAY", help="2022-05-24 or 24.5.2022; today if left out")
        interim.add_argument("--language", default="fi", metavar="fi|sv|en", help="fi if left out")
        interim.add_argument("--format", default="pdf", metavar="pdf|docx|html|json", help="pdf if left out")
        interim.add_argument("--output", default=STANDARD_OUTPUT, metavar="FILE", help="- or nothing: standard output")
        interim.add_argument("--title", default="", help="another title than the usual one")
        self._add_reader(interim)
        keep = commands.add_parser("keep", help="freeze the interim report of a day and keep it in the service")
        keep.add_argument("--as-of", default="", metavar="DAY", help="2022-05-24 or 24.5.2022; today if left out")
        keep.add_argument("--language", default="fi", metavar="fi|sv|en", help="fi if left out")
        keep.add_argument("--by", default="", metavar="NAME", help="the account that makes it; the command if left out")
        publish = "open it to everybody: the account that publishes it, another than the one that makes it"
        keep.add_argument("--published-by", default="", metavar="NAME", help=publish)
        self._add_reader(commands.add_parser("list", help="list the reports that have been kept"))

    def _add_reader(self, parser: ArgumentParser) -> None:
        audiences = [audience.value for audience in Audience]
        what = "whose facts and reports: those of the public if left out"
        parser.add_argument("--as", dest="reader", default=Audience.PUBLIC.value, choices=audiences, help=what)

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        try:
            {"interim": self._interim, "keep": self._keep, "list": self._list}[what](**options)
        except DomainError as error:
            raise CommandError(str(error)) from error

    def _interim(self, *, as_of: str, language: str, format: str, output: str, title: str, **options: Any) -> None:
        check_language(language)
        check_format(format)
        day = _day(as_of) if as_of else timezone.localdate()
        reader = reader_for(Audience(options["reader"]))
        with reading_as(reader):
            facts = interim_facts(as_of=day, by=reader)
        document = interim_document(facts, language=language, base_url=settings.BASE_URL, title=title)
        self._write(render(facts, document, format), output)

    def _write(self, content: bytes, output: str) -> None:
        if output == STANDARD_OUTPUT:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
            return
        try:
            Path(output).write_bytes(content)
        except OSError as error:
            raise CommandError(f"The file {output} can't be written: {error.strerror}.") from error
        self.stderr.write(f"{output}: {len(content)} bytes")

    @transaction.atomic
    def _keep(self, *, as_of: str, language: str, by: str, published_by: str, **options: Any) -> None:
        day = _day(as_of) if as_of else timezone.localdate()
        maker = _account(by) if by else system("painopiste report keep", rights=(MAKE,))
        with reading_as(maker):
            report = freeze_report(as_of=day, language=language, by=maker)
        if published_by:
            publisher = _account(published_by)
            with reading_as(publisher):
                publish_report(key=report.key, by=publisher)
        self.stdout.write(f"{report.key}  {report.title}")

    def _list(self, **options: Any) -> None:
        reader = reader_for(Audience(options["reader"]))
        with reading_as(reader):
            reports = list_reports(by=reader)
        for report in reports:
            made_at = timezone.localtime(report["made_at"]).strftime("%Y-%m-%d %H:%M")
            parts = (report["key"], report["as_of"].isoformat(), report["language"], report["marking_id"], made_at)
            self.stdout.write("  ".join((*parts, report["title"])))
        if not reports:
            self.stdout.write("No reports have been kept.")


def _account(name: str) -> Actor:
    """Who acts with this name to log in, with the rights of today."""
    account = Account.objects.filter(username=name.strip().lower(), is_active=True).first()
    if account is None:
        raise CommandError(f"There is no open account with the name “{name}”.")
    return actor_of(account, on=timezone.localdate())


def _day(text: str) -> date:
    """The day that was written, as 2022-05-24 or 24.5.2022."""
    try:
        return date.fromisoformat(understand(text))
    except (ValueError, DomainError) as error:
        raise CommandError(f"“{text}” is not a day. Write it as 2022-05-24 or 24.5.2022.") from error
