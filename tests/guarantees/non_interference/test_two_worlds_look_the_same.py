"""Whoever may not see something can't tell a world with it from a world without it.

Readers of every role ask everything that there is to ask in two worlds that differ only in what they may not see, and
every answer is the same: status, headers, cookies, body, mails, log lines, and the statements that the database got.
PAINOPISTE_PAIRS tells how many pairs of requests; `.ci/run` asks 10 000, `make guarantees` 100 000 on PostgreSQL.
"""

import os

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.guarantees.figures import tell
from tests.guarantees.non_interference.addresses import routes
from tests.guarantees.non_interference.comparing import Result, compare, told
from tests.guarantees.non_interference.repeatable import same_each_time
from tests.guarantees.non_interference.shared import build
from tests.guarantees.non_interference.worlds import LEVELS, drawn_worlds, level_of

PAIRS = int(os.environ.get("PAINOPISTE_PAIRS", "10000"))
BUDGET = 260  # requests of one reader in one pair of worlds
pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def readers(tmp_path):
    with same_each_time():
        return build(tmp_path)


def test_what_is_hidden_changes_no_answer(readers):
    examples = -(-PAIRS // (BUDGET * len(readers)))
    result = Result()

    @settings(
        max_examples=examples, phases=[Phase.generate], database=None, deadline=None,
        derandomize=True, suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(drawn_worlds(empty=False), drawn_worlds(empty=True), st.sampled_from(LEVELS[1:]))
    def ask(one, other, wanted):
        by_level = {level: {name: each for name, each in readers.items() if level_of(each, wanted) == level}
                    for level in LEVELS}  # fmt: skip
        for level, some in by_level.items():
            if some:
                result.add(compare(one=one, other=other, level=level, readers=some, budget=BUDGET))

    ask()
    tell("paired requests", f"{result.pairs} / differences {len(result.found)} ({connection.vendor})")
    tell("canaries", f"{result.canaries} planted / outside {result.outside} ({connection.vendor})")
    assert result.found == [], told(result)
    assert result.pairs >= PAIRS
    assert sorted({route.text for route in routes()} - result.visited - NOT_ASKED) == []


# The pattern that takes what no other has, for the API's own answer to it: it is asked through every absent address.
NOT_ASKED = {"/api/v1/{rest}"}
