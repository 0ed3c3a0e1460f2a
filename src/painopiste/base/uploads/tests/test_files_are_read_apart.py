"""A file is read in a process that has little of everything; whatever it does there, an answer comes and it is gone."""

import os
import time
from pathlib import Path

import pytest

from painopiste.base.uploads.apart import read_apart
from painopiste.base.uploads.limits import Reading
from painopiste.base.uploads.refusals import RefusedFile

PARTS = {"a.yaml": b"1234", "b.yaml": b""}
SHORT = Reading(memory=256 * 1024 * 1024, cpu=1, clock=3.0, told=1_000_000)


READERS = "painopiste.base.uploads.tests.readers"


def read(reader):
    return read_apart(f"{READERS}:{reader}", PARTS, name="ohjelma.zip", limits=SHORT)


def test_what_the_reader_makes_comes_back():
    assert read("sizes") == {"a.yaml": 4, "b.yaml": 0}


@pytest.mark.parametrize(
    ("reader", "said"),
    [
        ("hang", "took too long"),
        ("hang_with_a_child", "took too long|could not be read"),
        ("spin", "took too long"),
        ("swallow", "needed too much memory"),
        ("tell_too_much", "needed too much memory"),
        ("crash", "could not be read"),
        ("fail", "could not be read"),
        ("hold_many_files", "could not be read"),
        ("no_such_reader", "could not be read"),
    ],
)
def test_a_reader_that_misbehaves_is_stopped_and_its_sender_told(reader, said):
    started = time.monotonic()
    with pytest.raises(RefusedFile, match=said) as refused:
        read(reader)
    assert "“ohjelma.zip”" in str(refused.value)
    assert time.monotonic() - started < SHORT.clock + 10


def test_a_reader_can_not_write_to_the_disk(tmp_path):
    place = tmp_path / "written"
    with pytest.raises(RefusedFile):
        read_apart(f"{READERS}:write_a_file", {str(place): b"x"}, name="ohjelma.zip", limits=SHORT)
    assert not place.exists() or place.stat().st_size == 0


def test_no_process_is_left_behind():
    with pytest.raises(RefusedFile):
        read("hang_with_a_child")
    mine = {int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit() and _is_ours(entry)}
    assert mine == set()


def _is_ours(entry: Path) -> bool:
    try:
        command = (entry / "cmdline").read_bytes()
    except OSError:
        return False
    return b"uploads.reader" in command and str(os.getpid()).encode() in (entry / "stat").read_bytes().split()[3:4]


def test_the_other_process_knows_no_secret_and_no_place(monkeypatch):
    monkeypatch.setenv("PAINOPISTE_SECRET_KEY", "salaisuus")
    monkeypatch.setenv("DATABASE_URL", "postgresql://salaisuus@localhost/x")
    seen = read("look_around")
    assert set(seen["environment"]) <= {"PATH", "LANG", "LC_CTYPE", "PWD"}
    assert seen["folder"] == "/"


def test_each_file_is_read_in_a_process_of_its_own():
    assert len({read("number"), read("number"), os.getpid()}) == 3
