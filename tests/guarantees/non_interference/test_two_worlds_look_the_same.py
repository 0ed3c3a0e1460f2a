"""Whoever may not see something can't tell a world with it from a world without it.

Readers of every role ask everything that there is to ask in two worlds that differ only in what they may not see, and
every answer is the same: status, headers, cookies, body, mails, log lines, and the statements that the database got.
PAINOPISTE_PAIRS tells how many pairs of requests; `.ci/run` asks 10 000 on SQLite, `./run guarantees` 100 000 on each
database. They are asked in parts, so that two processes can share them.
"""

import os
import re

import pytest
from hypothesis import HealthCheck, Phase, example, given, seed, settings
from hypothesis import strategies as st

from tests.guarantees.figures import add
from tests.guarantees.non_interference.addresses import routes
from tests.guarantees.non_interference.comparing import Result, compare, told
from tests.guarantees.non_interference.hidden import kinds
from tests.guarantees.non_interference.worlds import LEVELS, Drawn, drawn_worlds, level_of

PAIRS = int(os.environ.get("PAINOPISTE_PAIRS", "10000"))
PARTS = max(2, PAIRS // 10_000)
BUDGET = 260  # requests of one reader in one pair of worlds
# The pattern that takes what no other has, for the API's own answer to it: it is asked through every absent address.
NOT_ASKED = {"/api/v1/{rest}"}
pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.mark.parametrize("part", range(PARTS))
def test_what_is_hidden_changes_no_answer(readers, part):
    result = Result()

    @seed(part)
    @settings(
        max_examples=max(1, -(-PAIRS // (PARTS * BUDGET * len(readers))) - 1), phases=[Phase.explicit, Phase.generate],
        database=None, deadline=None, suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @example(Drawn(11 + part, {table.__name__: 3 for table in kinds(private=True)}, 3), Drawn(12), "secretariat")
    @given(drawn_worlds(empty=False), drawn_worlds(empty=True), st.sampled_from(("secretariat", "members")))
    def ask(one, other, wanted):
        by_level = {level: {name: each for name, each in readers.items() if level_of(each, wanted) == level}
                    for level in LEVELS}  # fmt: skip
        for level, some in by_level.items():
            if some:
                result.add(compare(one=one, other=other, level=level, readers=some, budget=BUDGET))

    ask()
    add("paired requests", pairs=result.pairs, differences=len(result.found))
    add("canaries outside", planted=result.canaries, outside=result.outside)
    assert result.canaries > 0, "nothing was hidden: two empty worlds look the same"
    assert result.found == [], told(result)
    assert result.pairs >= PAIRS // PARTS
    every = _in_any_language(route.text for route in routes())
    assert sorted(every - _in_any_language(result.visited) - NOT_ASKED) == []


def _in_any_language(texts):
    return {re.sub(r"^/(fi|sv|en)/", "/fi/", text) for text in texts}
