"""The order of candidates, computed by hand and against every corner of the weights."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from painopiste.analysis.ranking import how_it_holds, ranks, spread_of

CRITERIA = ("severity", "trend", "need")
EVEN = dict.fromkeys(CRITERIA, Fraction(1))


def means(**given):
    return {key: dict(zip(CRITERIA, map(Fraction, row), strict=True)) for key, row in given.items()}


def test_the_order_is_that_of_the_weighted_means():
    found = ranks(
        means(a=(1, 2, 3), b=(5, 1, 1), c=(2, 2, 2)),
        {"severity": Fraction(2), "trend": Fraction(1), "need": Fraction(1)},
    )
    assert found == [("b", Fraction(3)), ("c", Fraction(2)), ("a", Fraction(7, 4))]


def test_who_is_better_everywhere_holds_whatever_the_weights():
    assert (
        how_it_holds(means(a=(3, 3, 3), b=(2, 2, 2)), EVEN, top=1, move=Fraction(1)).holds is False
    )  # all weights nothing
    assert how_it_holds(means(a=(3, 3, 3), b=(2, 2, 2)), EVEN, top=1).holds is True


def test_a_lead_on_one_criterion_is_lost_when_the_others_gain_weight():
    """By hand: a leads by 3·0.5 and trails by 1·1.5 and 0.5·1.5: 1.5 - 1.5 - 0.75 = -0.75, of the whole 3: -1/4."""
    found = how_it_holds(means(a=(5, 2, 2), b=(2, 3, Fraction(5, 2))), EVEN, top=1)
    assert found.top == ("a",)
    assert [(pair.above, pair.below, pair.lead) for pair in found.at_risk] == [("a", "b", Fraction(-1, 4))]


def test_equals_at_the_edge_of_the_top_do_not_hold():
    assert not how_it_holds(means(a=(3, 3, 3), b=(3, 3, 3)), EVEN, top=1, move=Fraction(0)).holds


def test_fewer_candidates_than_the_top_hold_always():
    assert how_it_holds(means(a=(1, 5, 1), b=(5, 1, 1)), EVEN).holds


@pytest.mark.parametrize("weights", [{}, {"severity": Fraction(0)}, {"severity": Fraction(-1), "trend": Fraction(3)}])
def test_what_are_no_weights_is_refused(weights):
    with pytest.raises(ValueError, match="weights"):
        ranks(means(a=(1, 1, 1)), weights)


scores = st.integers(1, 5).map(Fraction)
tables = st.dictionaries(
    st.sampled_from("abcdefgh"), st.fixed_dictionaries(dict.fromkeys(CRITERIA, scores)), min_size=2, max_size=8
)
some_weights = st.fixed_dictionaries(dict.fromkeys(CRITERIA, st.integers(1, 4).map(Fraction)))


@given(tables, some_weights, st.integers(1, 3), st.sampled_from([Fraction(0), Fraction(1, 4), Fraction(1, 2)]))
def test_it_says_exactly_what_trying_every_corner_of_the_weights_says(table, weights, top, move):
    found = how_it_holds(table, weights, top=top, move=move)
    others = table.keys() - set(found.top)
    stays = all(
        sum(moved[each] * (table[above][each] - table[below][each]) for each in CRITERIA) > 0
        for factors in product((1 - move, 1 + move), repeat=len(CRITERIA))
        for moved in [{each: weights[each] * factor for each, factor in zip(CRITERIA, factors, strict=True)}]
        for above in found.top
        for below in others
    )
    assert found.holds is stays


@given(tables, some_weights)
def test_the_same_in_another_order_gives_the_same(table, weights):
    turned = dict(reversed(table.items()))
    assert ranks(turned, weights) == ranks(table, weights)
    assert how_it_holds(turned, weights, top=2) == how_it_holds(table, weights, top=2)


@given(st.lists(st.one_of(st.none(), st.integers(1, 5)), max_size=9))
def test_the_spread_counts_only_who_could_say(given_):
    found, told = spread_of(given_), [score for score in given_ if score is not None]
    if not told:
        assert found is None
    else:
        assert (found.n, found.mean * found.n) == (len(told), sum(told))
        assert found.lowest <= found.mean <= found.highest
