"""Members read what was changed in what they see; notes, and what was written for fewer, stay with the secretariat."""

import pytest

from painopiste.base.actors import PUBLIC, Actor, system
from painopiste.base.audit.selectors import find_faults, list_history
from painopiste.base.audit.services import record

pytestmark = pytest.mark.django_db
SECRETARIAT = system("secretariat", rights={"internal.read", "audit.verify"})
MEMBER = Actor(label="member", member=True)


def told(by, key="p1"):
    return [line.content["after"] for line in list_history(kind="focus_area", key=key, by=by)]


def write(key="p1", **after):
    record("focus_areas.changed", target=("focus_area", key), by=SECRETARIAT, after=after)


def test_an_internal_note_is_left_out_and_so_is_a_line_of_nothing_else():
    write(internal_note="Vain meille")
    write(internal_note="Vain meille", aims_fi="Kaikille")
    assert told(MEMBER) == [{"aims_fi": "Kaikille"}]
    assert len(told(SECRETARIAT)) == 2
    assert list(find_faults(by=SECRETARIAT)) == []  # nothing was taken from the trail itself


def test_what_was_written_for_the_secretariat_is_left_out():
    write(title_fi="Suljettu päätös", audience="secretariat")
    write(title_fi="Avoin päätös", audience="members")
    assert told(MEMBER) == [{"title_fi": "Avoin päätös", "audience": "members"}]
    assert told(PUBLIC) == []


def test_two_long_keys_joined_have_histories_of_their_own():
    keys = [f"{'k' * 60}/{area * 60}" for area in "ab"]
    for key in keys:
        write(key, name=key[-1])
    assert [told(MEMBER, key) for key in keys] == [[{"name": "a"}], [{"name": "b"}]]
