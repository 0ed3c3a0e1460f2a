"""The harness finds what it is there for: each planted leak, and nothing where none is planted."""

import pytest
from django.db import connection

from tests.guarantees.figures import tell
from tests.guarantees.non_interference.comparing import Found, compare
from tests.guarantees.non_interference.hidden import kinds
from tests.guarantees.non_interference.leaks import LEAKS
from tests.guarantees.non_interference.repeatable import same_each_time
from tests.guarantees.non_interference.shared import build
from tests.guarantees.non_interference.worlds import Drawn

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
# Small batteries first; the secretariat, who may write everything, last. Who reads, from whom it is hidden, how much.
BATTERIES = (("group_chair", "secretariat", 240), ("secretariat", "nobody", 400), ("secretariat", "nobody", 1200))


@pytest.fixture
def readers(tmp_path):
    with same_each_time():
        return build(tmp_path)


def first_difference(readers) -> tuple[Found | None, int]:
    """The first difference that a battery finds, and how many pairs that took."""
    counts = {table.__name__: 3 for table in kinds(private=True)}
    pairs = 0
    for name, level, budget in BATTERIES:
        some = {name: readers[name]}
        worlds = {"one": Drawn(11, counts, 3), "other": Drawn(12)}
        result = compare(**worlds, level=level, readers=some, budget=budget, only_first=True)
        pairs += result.pairs
        if result.found:
            return next((each for each in result.found if each.what != "headers"), result.found[0]), pairs
    return None, pairs


def test_each_planted_leak_is_found(readers):
    missed = []
    for name, plant in LEAKS.items():
        with pytest.MonkeyPatch.context() as patch:
            plant(patch)
            found, pairs = first_difference(readers)
        if found is None or found.what == "crash":
            missed.append(name)
        else:
            print(f"{name}: {found.what} as {found.reader}, {found.probe.method} {found.probe.path} ({pairs} pairs)")
    tell("mutants", f"{len(LEAKS) - len(missed)} killed of {len(LEAKS)} ({connection.vendor})")
    assert (missed, len(LEAKS) >= 13) == ([], True)


def test_nothing_is_found_where_nothing_is_planted(readers):
    found, pairs = first_difference(readers)
    assert (found, pairs) == (None, sum(budget for _name, _level, budget in BATTERIES))
