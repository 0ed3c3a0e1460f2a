"""What `./run` does at the first start, line by line: a newcomer sees the model of 2022 with its report."""

import re
import shlex
from glob import glob
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from painopiste.base.accounts.tests.factories import RoleGrantFactory
from painopiste.base.programmes.models import Programme
from painopiste.loop.reports.models import Report

ROOT = Path(__file__).resolve().parents[4]
pytestmark = pytest.mark.django_db


def commands_of_the_first_start():
    inside = re.search(r"^load_first_programme\(\) \{\n(.*?)^\}", (ROOT / "run").read_text(), re.M | re.S)
    lines = [line.strip().removesuffix(">/dev/null") for line in inside[1].splitlines() if "$BIN/painopiste" in line]
    words = [shlex.split(line.removeprefix("$BIN/painopiste")) for line in lines]
    return [[name for word in command for name in _as_the_shell(word)] for command in words]


def _as_the_shell(word):
    """The files that a pattern stands for."""
    return sorted(glob(word, root_dir=ROOT)) if "*" in word else [word]


@pytest.fixture
def programme():
    return Programme.objects.create(key="malli", name_fi="Malli", began="2019-23", source_title="Lähde")


def keep(*arguments):
    call_command("report", "keep", "--as-of", "2022-05-24", *arguments, stdout=StringIO())


def test_every_command_of_the_first_start_works_and_two_reports_are_published(monkeypatch):
    monkeypatch.chdir(ROOT)
    commands = commands_of_the_first_start()
    assert [command[0] for command in commands] == ["load", "indicators", "report", "report"]
    for command in commands:
        call_command(*command, stdout=StringIO(), stderr=StringIO())
    found = Report.objects.unguarded("a test").order_by("language")
    assert [(report.language, report.marking_id) for report in found] == [("fi", "public"), ("sv", "public")]


def test_a_report_is_not_published_by_who_has_made_it(programme):
    name = RoleGrantFactory(role="secretariat").account.username
    with pytest.raises(CommandError, match="Somebody else"):
        keep("--by", name, "--published-by", name)
    assert not Report.objects.unguarded("a test").exists()


def test_a_name_that_nobody_has_is_told(programme):
    with pytest.raises(CommandError, match="no open account with the name “nobody”"):
        keep("--published-by", "nobody")
    assert not Report.objects.unguarded("a test").exists()
