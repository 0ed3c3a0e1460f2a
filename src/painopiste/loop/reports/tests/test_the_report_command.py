"""`painopiste report`: a file of any day, or a clear answer why not."""

import io
import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from painopiste.loop.focus_areas.models import FocusAreaChange
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory
from painopiste.loop.reports.tests.factories import ReportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def model(programme):
    for number, audience in ((1, "public"), (2, "secretariat")):
        area = FocusAreaFactory(key=f"p{number}", number=number, name_fi=f"Painopiste {number}", marking_id=audience)
        FocusAreaChange.objects.create(focus_area=area, state="running", happened_on="2020")


@pytest.fixture
def run(model):
    def command(*arguments):
        call_command("report", "interim", *arguments, stderr=io.StringIO())

    return command


@pytest.mark.parametrize(
    ("name", "start"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("html", b"<!DOCTYPE html>"), ("json", b"{\n")]
)
def test_each_format_is_written_to_the_file(run, tmp_path, name, start):
    run("--as-of", "2022-05-24", "--language", "sv", "--format", name, "--output", str(tmp_path / "r"))
    assert (tmp_path / "r").read_bytes().startswith(start)


def test_a_dash_means_the_standard_output(run, capfdbinary):
    run("--as-of", "24.5.2022", "--format", "json", "--output", "-")
    told = json.loads(capfdbinary.readouterr().out)
    assert (told["as_of"], [row["key"] for row in told["focus_areas"]]) == ("2022-05-24", ["p1"])


def test_only_public_facts_are_told_unless_the_secretariat_is_named(run, tmp_path):
    for reader, expected in (("public", 1), ("members", 1), ("secretariat", 2)):
        run("--as-of", "2022-05-24", "--format", "json", "--as", reader, "--output", str(tmp_path / reader))
        told = json.loads((tmp_path / reader).read_text())
        assert (len(told["focus_areas"]), told["audience"]) == (expected, reader)


def test_without_a_day_it_is_today(run, tmp_path, today):
    run("--format", "json", "--output", str(tmp_path / "r"))
    assert json.loads((tmp_path / "r").read_text())["as_of"] == today.isoformat()


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["--as-of", "2022-02-30"], "is not a day"),
        (["--as-of", "2022"], "is not a day"),
        (["--as-of", "eilen"], "is not a day"),
        (["--as-of", "2019-08-31"], r"began on 1\.9\.2019"),
        (["--language", "de"], "no report in the language “de”"),
        (["--format", "odt"], "no report in the format “odt”"),
        (["--format", "json", "--output", "/nowhere/at/all/r.json"], "can't be written: No such file"),
    ],
)
def test_what_can_not_be_done_is_told_clearly(run, arguments, answer):
    with pytest.raises(CommandError, match=answer):
        run(*arguments)


def test_a_day_ahead_is_refused(run, today):
    with pytest.raises(CommandError, match="still ahead"):
        run("--as-of", (today + timedelta(days=1)).isoformat())


def test_before_a_programme_is_loaded_there_is_nothing_to_report(db):
    with pytest.raises(CommandError, match="nothing to report"):
        call_command("report", "interim", "--as-of", "2022-05-24")


def test_the_list_shows_published_reports_and_to_the_secretariat_all(db):
    ReportFactory(title="Julkaistu")
    ReportFactory(title="Kesken", marking_id="members")
    shown = {}
    for reader in ("public", "secretariat"):
        out = io.StringIO()
        call_command("report", "list", "--as", reader, stdout=out)
        shown[reader] = out.getvalue()
    assert ("Julkaistu" in shown["public"], "Kesken" in shown["public"]) == (True, False)
    assert "Kesken" in shown["secretariat"]
