"""The migration that gives lines their markings: each line is for whom its row was for when it was written."""

from importlib import import_module

import pytest

of_line = import_module("painopiste.migrations.0024_lines_have_markings").of_line


def markings(present, *newest_first):
    """The marking of each line, from what it holds, going back from the row's present marking."""
    found, now = [], present
    for content in newest_first:
        code, now = of_line(content, now)
        found.append(code)
    return found


def changed(before, after):
    return {"before": {"own_marking_id": before}, "after": {"own_marking_id": after}}


@pytest.mark.parametrize("name", ["own_marking_id", "audience"])
def test_a_line_from_before_an_opening_stays_with_those_who_could_read_it(name):
    opened = {"before": {name: "secretariat"}, "after": {name: "public"}}
    told = {"before": {"name_fi": "a"}, "after": {"name_fi": "b"}}
    assert markings("public", told, opened, told) == ["public", "secretariat", "secretariat"]


def test_a_row_that_was_closed_and_opened_again_keeps_what_was_public_before():
    told = {"after": {"name_fi": "b"}}
    lines = (changed("m1", "public"), told, changed("public", "m1"), told)
    assert markings("public", *lines) == ["m1", "m1", "m1", "public"]


def test_an_internal_note_is_for_the_secretariat():
    assert markings("public", {"after": {"internal_note": "x"}}, {"after": {"name_fi": "x"}}) == [
        "secretariat",
        "public",
    ]
