"""The pairs that the interim report tells are among the first five that the finder gives."""

import pytest

from painopiste.analysis.nearness import Nearness
from painopiste.analysis.nearness.tests.labelled import PAIRS, _read, figures, read_pairs, read_programme

TUNING, HELD_OUT = read_pairs()
PROGRAMME = read_programme()


@pytest.fixture(scope="module")
def ranking():
    finder = Nearness(PROGRAMME.items.values())

    def ranked(key, asked_for):
        without = set(PROGRAMME.items) - set(asked_for)
        return [near.key for near in finder.nearest(key, limit=len(asked_for), without=without)]

    return ranked


def test_at_least_forty_different_pairs_are_labelled_each_with_its_place_in_the_source():
    pairs = _read(PAIRS)["pairs"]
    assert len({frozenset((each["a"], each["b"])) for each in pairs}) == len(pairs) >= 40
    assert all(each["source"].startswith("väliraportti-2022:") and each["why"] for each in pairs)
    assert {key for each in pairs for key in (each["a"], each["b"])} <= set(PROGRAMME.items)
    assert not [each for each in pairs if PROGRAMME.areas[each["a"]] == each["b"]]


def test_every_dependency_that_the_programme_records_is_labelled():
    labelled = {frozenset(pair) for pair in TUNING + HELD_OUT}
    files = sorted(PAIRS.parents[5].glob("programmes/fi-internal-security-2019/focus-areas/*.yaml"))
    recorded = {
        frozenset((measure["key"], link["measure"]))
        for file in files
        for measure in _read(file).get("measures", ())
        for link in measure.get("depends_on", ())
    }
    assert len(recorded) >= 19
    assert recorded <= labelled


def test_four_of_five_real_pairs_are_among_the_first_five(ranking):
    assert len(PROGRAMME.items) == 62 + 9
    assert figures(TUNING + HELD_OUT, ranking, PROGRAMME).at_5 >= 0.8


def test_pairs_that_no_weight_was_chosen_by_are_found_nearly_as_often(ranking):
    held_out = figures(HELD_OUT, ranking, PROGRAMME)
    assert held_out.at_5 >= 0.75
    assert held_out.at_10 >= 0.85
