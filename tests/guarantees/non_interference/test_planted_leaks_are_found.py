"""The harness finds what it is there for: each planted leak, and nothing where none is planted."""

import pytest

from painopiste.base.markings.written import Written
from tests.guarantees.figures import add, tell
from tests.guarantees.non_interference.comparing import Found, compare
from tests.guarantees.non_interference.hidden import kinds
from tests.guarantees.non_interference.leaks import LEAKS
from tests.guarantees.non_interference.worlds import Drawn

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
# Small batteries first; the secretariat, who may write everything, last. The world, who reads, from whom it is hidden,
# how much.
BATTERIES = (
    (11, "group_chair", "secretariat", 240),
    (11, "secretariat", "nobody", 1000),
    (13, "secretariat", "nobody", 1000),
    (17, "group_chair", "secretariat", 1000),
    (19, "secretariat", "nobody", 1000),
    (23, "secretariat", "nobody", 2000),
)


def first_difference(readers) -> tuple[Found | None, int]:
    """The first difference that a battery finds, and how many pairs that took."""
    counts = {table.__name__: 3 for table in kinds(private=True)}
    pairs = 0
    for seed, name, level, budget in BATTERIES:
        some = {name: readers[name]}
        worlds = {"one": Drawn(seed, counts, 3), "other": Drawn(12)}
        result = compare(**worlds, level=level, readers=some, budget=budget, only_first=True)
        pairs += result.pairs
        if result.found:
            return next((each for each in result.found if each.what != "headers"), result.found[0]), pairs
    return None, pairs


@pytest.mark.parametrize("name", LEAKS)
def test_a_planted_leak_is_found(readers, name):
    with pytest.MonkeyPatch.context() as patch:
        # A text that was written before would not have the leak, one that is written now would keep it.
        patch.setattr(Written, "rows", lambda self, by, *shape, **values: list(self._make(by, *shape, **values)))
        LEAKS[name](patch)
        found, pairs = first_difference(readers)
    killed = found is not None and found.what != "crash"
    add("mutants killed", killed=int(killed), planted=1)
    assert killed, found
    tell(f"mutant {name}:", f"{found.what} as {found.reader}, {found.probe.method} {found.probe.path} ({pairs} pairs)")


def test_at_least_thirteen_kinds_are_planted():
    assert len(LEAKS) >= 13


def test_nothing_is_found_where_nothing_is_planted(readers):
    found, pairs = first_difference(readers)
    assert (found, pairs) == (None, sum(budget for *_who, budget in BATTERIES))
