"""Every address and every operation of the API, by every method, as every role: docs/operate/permissions.md is kept.

Each is asked for what is one's own, another's, hidden, and not there. Whatever has no row there, or behaves otherwise,
fails with the row to write. `scripts/permissions` prints the whole table as it is.
"""

import pytest

from tests.guarantees.figures import tell
from tests.guarantees.permission_matrix.asking import METHOD
from tests.guarantees.permission_matrix.doors import LEFT_OUT, doors
from tests.guarantees.permission_matrix.table import FILE, WORDS, WrongTable, read, whole, written
from tests.guarantees.permission_matrix.world import READERS
from tests.routes import routes

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
ADVICE = (
    f"\nJudge first whether the behaviour is right for every role; if it is, write the rows above into {FILE.name} "
    "under docs/operate (its first part says how). Behaviour that is wrong is corrected in the code, not in the table."
)
NEVER = {
    "HEAD": "HEAD answers as GET does",
    "crashed": "nothing crashes",
    "changed": "who is refused changes nothing",
    "unaudited": "what is done is in the audit trail",
    "canary": "no answer holds a word of what is hidden from the reader",
    "exists": "what is hidden or not there is 404",
    "hidden": "what is hidden answers with the same bytes as what is not there",
}


@pytest.fixture(scope="module")
def table():
    return read(FILE.read_text())


def test_every_door_answers_as_the_table_says(observed, table):
    differing = [
        f"{written(row, observed.signs[row])}\n    {_what_is_wrong(row, table.rows.get(row), observed.signs[row])}"
        for row in observed.rows
        if table.rows.get(row) != observed.signs[row]
    ]
    tell("matrix rows", f"{len(table.rows)} (requests {observed.requests}) / mismatches {_wrong(observed, differing)}")
    assert not differing, "\n" + "\n".join(differing) + ADVICE


def _wrong(observed, differing):
    return len(differing) + sum(map(len, observed.troubles.values()))


def _what_is_wrong(row, expected, told):
    strange = sorted({sign for signs in told.values() for sign in signs} - {*WORDS, METHOD})
    if strange:
        return f"{strange}: is the content right? FORMS or CONTENTS of bodies.py can say what would be taken in"
    if row[1] in ("PUT", "PATCH", "DELETE", "OPTIONS") and not row[0].startswith("/"):
        return "a page has no such method: put @require_safe, @takes_form or @require_POST before its view"
    if expected is None:
        return "has no row yet"
    parts = [
        f"{role}: the table says {' / '.join(expected.get(role, ('nothing',)))}, it is {' / '.join(told[role])}"
        for role in READERS
        if expected.get(role) != told[role]
    ]
    return "; ".join(parts)


def test_every_row_is_about_a_door_that_is_there(observed, table):
    gone = [f"{name} {method}" for name, method in set(table.rows) - set(observed.rows)]
    assert not gone, f"{FILE.name} has rows for what nobody can ask: take out {', '.join(sorted(gone))}"
    stale = {name: path for name, path in table.paths.items() if doors()[name].path not in (path, _api(path))}
    assert not stale, f"{FILE.name} names paths that have changed: {stale}"


def _api(path):
    return path.replace("{", "<").replace("}", ">")


def test_every_role_has_a_column(table):
    for row, told in table.rows.items():
        assert tuple(told) == READERS, f"{FILE.name}: the columns of {row} are not the roles of site/roles.py, in order"


def test_what_is_left_out_is_there_and_nothing_else_is():
    named = {route.name for route in routes()}
    assert set(LEFT_OUT) <= named
    described = {door.name for door in doors().values()} | set(LEFT_OUT)
    operations = {name for name in named if name.startswith("api:")} - described
    assert {name for name in named - described if not name.startswith("api:")} == set()
    assert len(operations) == sum(len(door.methods) for door in doors().values()), "an operation is not described"


@pytest.mark.parametrize("law", NEVER)
def test_some_things_never_happen(law, observed):
    found = observed.troubles.get(law, [])
    assert not found, f"{NEVER[law]}, but {len(found)} times it is not so:\n" + "\n".join(found[:40])


def test_the_matrix_is_large_enough_to_mean_something(observed):
    assert observed.requests > 20_000
    signs = {sign for told in observed.signs.values() for pair in told.values() for sign in pair}
    assert signs == {"yes", "no", "log in", "–", "405"}


def test_the_printed_table_is_read_back_as_it_was(observed):
    assert read(whole(observed.rows, observed.signs)).rows == {row: observed.signs[row] for row in observed.rows}


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("| `site:home` `/fi/` | GET | perhaps |", "not a cell for each role"),
        (f"| `site:home` `/fi/` | GET | {' | '.join(['perhaps'] * len(READERS))} | Home |", "says “perhaps”"),
    ],
)
def test_a_table_that_can_not_be_read_is_refused(line, problem):
    head = f"| Address | Method | {' | '.join(READERS)} | What |"
    with pytest.raises(WrongTable, match=problem):
        read(f"{head}\n{line}")
