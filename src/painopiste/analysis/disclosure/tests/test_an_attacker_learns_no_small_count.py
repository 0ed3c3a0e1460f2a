"""Random tables, random margins, earlier releases and ratios; the attackers here are written anew, without our own."""

from itertools import chain, combinations, product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from painopiste.analysis.disclosure import (
    CannotProtectError,
    audit,
    grid,
    known_rate,
    known_ratio,
    known_sums,
    protect,
    table,
)

few = st.one_of(st.integers(0, 6), st.integers(0, 40))


def can_be(rows, values, aim, known=None):
    """The least and the most of aim · cells over whole counts for which rows · cells are the published values."""
    rules = [LinearConstraint(rows, values, values)] if len(rows) else []
    if known is not None:
        rules.append(LinearConstraint(known.rows, known.low, known.high))
    ends = []
    for sign in (1, -1):
        found = milp(sign * aim, integrality=np.ones(len(aim)), bounds=Bounds(0, 500), constraints=rules)
        ends.append(round(float(aim @ found.x)))
    return ends


def assert_nothing_is_learnt(out, published):
    rows = out.rows[published]
    for figure in np.flatnonzero((out.values >= 1) & (out.values <= 4)):
        assert not published[figure]
        least, most = can_be(rows, rows @ out.cells, out.rows[figure], out.known)
        assert least <= 1, f"Figure {figure} of {out.values[figure]} is at least {least}"
        assert most >= 5, f"Figure {figure} of {out.values[figure]} is at most {most}"


@st.composite
def cubes(draw):
    shape = draw(st.sampled_from([(2, 3), (3, 3), (4, 3), (2, 2, 2), (3, 2, 2)]))
    counts = np.array(draw(st.lists(few, min_size=int(np.prod(shape)), max_size=int(np.prod(shape))))).reshape(shape)
    axes = range(len(shape))
    every = list(chain.from_iterable(combinations(axes, kept) for kept in range(len(shape))))
    return counts, draw(st.lists(st.sampled_from(every), unique=True, max_size=len(every)))


@settings(max_examples=15, deadline=None)
@given(cubes())
def test_no_published_margin_gives_a_cell_of_one_to_four_back(drawn):
    assert_a_cube_is_protected(*drawn)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(cubes())
def test_no_published_margin_of_very_many_tables_gives_a_cell_back(drawn):
    assert_a_cube_is_protected(*drawn)


def assert_a_cube_is_protected(counts, margins):
    out = grid(counts, margins)
    chosen = protect(out)
    assert_nothing_is_learnt(out, chosen.published)
    assert audit(out, chosen.published).safe.all()


@settings(max_examples=15, deadline=None)
@given(st.lists(few, min_size=5, max_size=5), st.data())
def test_nested_areas_and_earlier_releases_give_nothing_back(cells, data):
    """Random areas that overlap and lie within each other, some of them out since last year."""
    subsets = st.lists(st.integers(0, 1), min_size=5, max_size=5).filter(any)
    sums = np.array(data.draw(st.lists(subsets, min_size=1, max_size=4)), float)
    earlier = np.array(data.draw(st.lists(subsets, min_size=1, max_size=2)), float)
    out = table(cells, sums, known=known_sums(earlier, earlier @ np.array(cells)))
    try:
        chosen = protect(out)
    except CannotProtectError as refused:
        # Right only when the earlier release alone says too much of the figure that is named.
        least, most = can_be(np.zeros((0, 5)), [], out.rows[refused.figure], out.known)
        assert least > 1 or most < 5
    else:
        assert_nothing_is_learnt(out, chosen.published)


def is_safe(out, published):
    try:
        assert_nothing_is_learnt(out, published)
    except AssertionError:
        return False
    return True


@settings(max_examples=6, deadline=None)
@given(st.lists(few, min_size=4, max_size=4))
def test_no_choice_holds_back_less(cells):
    """All 2⁹ choices of a table of two by two with its margins are tried."""
    out = grid(np.reshape(cells, (2, 2)), [(0,), (1,), ()])
    assume(out.protected.any())
    cost = protect(out).cost
    cheaper = [
        np.array(choice)
        for choice in product((True, False), repeat=len(out.values))
        if out.values[~np.array(choice)].sum() < cost and not np.any(np.array(choice) & out.protected)
    ]
    assert not any(is_safe(out, choice) for choice in cheaper)


def test_holding_back_the_small_cell_alone_gives_it_back_and_the_audit_says_so():
    out = grid([[20, 3, 9], [30, 12, 8], [11, 7, 25]], [(0,), (1,)])
    found = audit(out, ~out.protected)
    assert (found.low.tolist(), found.high.tolist(), found.safe.tolist()) == ([3], [3], [False])
    chosen = protect(out)
    assert chosen.primary.sum() == 1
    assert chosen.secondary.sum() == 3  # a rectangle, as every textbook has it
    assert chosen.cost == 3 + 9 + 8 + 12


def test_a_small_difference_of_nested_areas_is_protected_though_nobody_publishes_it():
    town, rest = 40, 2  # the county is the town and two people outside it
    out = table([town, rest], [[1, 1]], wanted=[True, False, True])
    assert audit(out, [True, False, True]).low.tolist() == [2]
    assert protect(out).published.sum() == 1


def test_a_rate_of_a_held_back_count_gives_it_back():
    out = table([3, 50])
    by_rate = table([3, 50], known=known_rate([1, 0], population=1_000, rate=3.0, rounded_to=0.1, per=1_000))
    assert audit(out, [False, True]).safe.all()
    assert not audit(by_rate, [False, True]).safe.any()
    with pytest.raises(CannotProtectError, match="published already"):
        protect(by_rate)


def test_a_ratio_to_a_published_count_holds_back_that_count():
    known = known_ratio([1, 0], [0, 1], ratio=0.06, rounded_to=0.001)
    out = table([3, 50], known=known)
    assert not audit(out, [False, True]).safe.any()
    chosen = protect(out)
    assert not chosen.published.any()
    assert_nothing_is_learnt(out, chosen.published)


def test_nothing_small_nothing_held_back():
    assert protect(grid([[5, 0], [60, 7]], [(0,), (1,), ()])).published.all()


def test_what_is_not_a_table_of_counts_or_not_true_is_refused():
    for wrong in ([-1, 2], [1.5, 2]):
        with pytest.raises(ValueError, match="whole counts"):
            table(wrong)
    with pytest.raises(ValueError, match="not true"):
        table([3, 4], known=known_sums([[1, 1]], [8]))
