"""A command on a database that is not ready says what to do, and never shows a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from painopiste.site.command import advice_for


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
        "PAINOPISTE_FOLDER": str(folder)
    }
    command = [sys.executable, "-c", "from painopiste.site.command import main; main()", *words]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("folder", ["", "not/there"])
def test_a_report_without_a_database_tells_to_set_it_up(tmp_path, folder):
    done = run(tmp_path / folder, "report", "interim", "--as-of", "2022-05-24", "--format", "json", "--output", "-")
    assert done.returncode == 1
    assert "painopiste migrate" in done.stderr
    assert "Traceback" not in done.stderr


def test_other_faults_of_the_database_are_not_explained_away():
    assert advice_for("database disk image is malformed") == ""
