"""Figures that can be worked out by hand, properties that must hold for all data, and what is refused."""

import math
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from painopiste.analysis.composite import (
    WAYS,
    Choices,
    Node,
    Recipe,
    compute,
    cronbach_alpha,
    filled,
    from_budgets,
    from_components,
    from_entropy,
    kemeny,
    mean,
    normalise,
    order_score,
    outranking,
    rank_intervals,
    sensitivity,
    skewness,
    treat,
    winsorise,
)

values = arrays(float, st.tuples(st.integers(3, 8), st.integers(2, 4)), elements=st.integers(1, 1000).map(float))


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        ("z", [-1, 0, 1]),
        ("minmax", [0, 50, 100]),
        ("rank", [1, 2, 3]),
        ("reference", [-0.5, 0, 0.5]),
        ("best", [100 / 3, 200 / 3, 100]),
    ],
)
def test_each_way_to_a_common_scale(way, expected):
    assert normalise([[10], [20], [30]], way)[:, 0] == pytest.approx(expected)


@given(values, st.sampled_from(WAYS))
def test_on_every_scale_the_order_of_areas_stays_and_turns_with_the_direction(data, way):
    data = data + np.arange(len(data))[:, None] / 100  # without ties
    order = np.argsort(data[:, 0])
    assert np.argsort(normalise(data, way)[:, 0]).tolist() == order.tolist()
    assert np.argsort(normalise(data, way, [-1] * data.shape[1])[:, 0]).tolist() == order[::-1].tolist()


@given(values)
def test_the_three_means_keep_their_order(data):
    arithmetic, geometric, harmonic = (mean(data, way=way) for way in ("arithmetic", "geometric", "harmonic"))
    assert np.all(harmonic <= geometric + 1e-9)
    assert np.all(geometric <= arithmetic + 1e-9)


def test_means_by_hand_with_a_gap_and_a_zero():
    data = [[1, 4], [math.nan, 4], [0, 4], [math.nan, math.nan]]
    assert mean(data, [3, 1])[:3].tolist() == [1.75, 4, 1]
    assert mean(data, way="geometric")[:3] == pytest.approx([2, 4, 0])
    assert mean(data, way="harmonic")[:3] == pytest.approx([1.6, 4, 0])
    assert all(np.isnan(mean(data, way=way)[3]) for way in ("arithmetic", "geometric", "harmonic"))
    with pytest.raises(ValueError, match="not negative"):
        mean([[-1, 1]], way="geometric")


def test_one_far_value_is_pulled_in_and_a_long_tail_is_put_on_a_logarithm():
    one_far = np.array([*range(1, 21), 500.0])
    pulled = treat(one_far)
    assert (pulled.way, pulled.changed, pulled.values.max()) == ("winsorised", 1, 20)
    assert winsorise(-one_far).values.min() == -20
    tail = np.exp(np.linspace(0, 1, 40) ** 3 * 14)
    logged = treat(tail, most=1)
    assert logged.way == "log"
    assert skewness(logged.values) < skewness(tail)
    assert treat(np.arange(30.0)).way == "none"


def test_gaps_are_filled_within_the_group_and_from_all_where_the_group_knows_nothing():
    data = [[1, 5], [math.nan, 7], [9, math.nan], [11, math.nan]]
    assert filled(data, ["a", "a", "b", "b"]).tolist() == [[1, 5], [1, 7], [9, 6], [11, 6]]
    assert filled(data, way="median")[1, 0] == 9


def test_alpha_of_one_thing_measured_twice_is_one_and_of_unlike_things_nothing():
    one = np.arange(10.0)
    assert cronbach_alpha(np.column_stack([one, one])) == pytest.approx(1)
    assert cronbach_alpha([[1, 1], [1, -1], [-1, 1], [-1, -1]]) == pytest.approx(0)


def test_weights_follow_what_is_in_the_data():
    random = np.random.default_rng(3)
    common = random.normal(size=200)
    data = np.column_stack([common, common + random.normal(size=200) / 10, random.normal(size=200)])
    weights = from_components(data, least=1.2)
    assert weights.sum() == pytest.approx(1)
    assert weights[2] < 0.1
    apart = from_entropy([[1, 1], [1, 50], [1, 100]])
    assert apart == pytest.approx([0, 1])
    assert from_budgets([[10, 90], [50, 50]]).tolist() == [0.3, 0.7]


@settings(max_examples=30)
@given(arrays(float, st.tuples(st.integers(2, 5), st.integers(1, 4)), elements=st.integers(0, 5).map(float)))
def test_no_order_agrees_more_than_the_best(data):
    matrix, (best, orders) = outranking(data), kemeny(data)
    size = len(data)
    assert matrix + matrix.T == pytest.approx(np.ones((size, size)) - np.eye(size))
    scores = {order: order_score(matrix, order) for order in permutations(range(size))}
    assert best == pytest.approx(max(scores.values()))
    assert set(orders) == {order for order, score in scores.items() if score == pytest.approx(best)}


def test_orders_of_too_many_areas_are_refused():
    with pytest.raises(ValueError, match="9 at most"):
        kemeny(np.ones((10, 2)))


RECIPE = Recipe(
    ("a", "b", "c"), (Node("p", ("a", "b"), (1, 3)), Node("index", ("p", "c"))), {"c": -1}, normalisation="minmax"
)
DATA = np.array([[1.0, 10, 9], [2, 30, 3], [3, 20, 6], [4, 40, 1]])


def test_levels_by_hand_and_contributions_that_add_up():
    index = compute(RECIPE, DATA)
    assert index.scores["p"] == pytest.approx([0, (100 / 3 + 200) / 4, (200 / 3 + 100) / 4, 100])
    assert index.ranks.tolist() == [4, 2, 3, 1]
    parts = index.contributions()
    assert sum(parts.values()) == pytest.approx(index.values)
    assert set(parts) == {"p", "c"}


def test_a_recipe_that_hangs_in_the_air_is_refused():
    with pytest.raises(ValueError, match="not known before it: x"):
        Recipe(("a",), (Node("index", ("a", "x")),))
    with pytest.raises(ValueError, match="3 indicators, the data 2"):
        compute(RECIPE, DATA[:, :2])
    with pytest.raises(ValueError, match="scales without negative values"):
        Choices(normalisations=("z", "minmax"), means=("arithmetic", "geometric"))
    with pytest.raises(ValueError, match="Nothing varies"):
        rank_intervals(RECIPE, DATA, Choices())


def test_intervals_hold_the_rank_are_repeatable_and_grow_with_the_error_of_the_data():
    calm = rank_intervals(RECIPE, DATA, Choices(errors=np.full((4, 3), 1e-6)), draws=100)
    assert calm.low.tolist() == calm.high.tolist() == calm.nominal.tolist() == [4, 2, 3, 1]
    choices = Choices(errors=np.full((4, 3), 3.0), weight_room=0.3)
    wild, again = (rank_intervals(RECIPE, DATA, choices, draws=100) for _ in range(2))
    assert (wild.high - wild.low).sum() > 0
    assert np.array_equal(np.array(wild), np.array(again))
    assert np.all(wild.low <= wild.median)
    assert np.all(wild.median <= wild.high)


def test_what_moves_ranks_most_is_named():
    random = np.random.default_rng(11)
    data = random.uniform(1, 100, size=(20, 3))
    errors = np.full(data.shape, 40.0)
    found = sensitivity(RECIPE, data, Choices(weight_room=0.02, errors=errors), draws=128)
    assert found.factors == ("weights", "data")
    assert found.total["data"] > 0.8 > 0.2 > found.total["weights"]
    assert found.by_area.shape == (20, 2)
