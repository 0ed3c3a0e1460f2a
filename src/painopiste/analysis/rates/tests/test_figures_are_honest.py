"""Limits against tables that are printed in textbooks, against scipy's own tests, and what they must never say."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, poisson

from painopiste.analysis.rates import (
    EUROPEAN_2013,
    Verdict,
    byar,
    compare,
    compare_rates,
    count_limits,
    directly_standardised,
    exact_poisson,
    funnel,
    indirectly_standardised,
    proportion,
    rate,
)

counts = st.integers(0, 5_000)


@pytest.mark.parametrize(
    ("events", "low", "high"),
    # The table of exact limits of a Poisson count that every handbook of epidemiology prints (after Garwood 1936).
    [(0, 0, 3.689), (1, 0.0253, 5.572), (5, 1.623, 11.668), (10, 4.795, 18.390), (100, 81.36, 121.63)],
)
def test_exact_limits_are_those_of_the_printed_table(events, low, high):
    limits = exact_poisson(events)
    assert limits.low == pytest.approx(low, abs=0.006)
    assert limits.high == pytest.approx(high, abs=0.006)


@given(st.integers(10, 5_000), st.sampled_from([0.9, 0.95, 0.998]))
def test_byars_limits_come_near_the_exact_from_ten_events_on(events, confidence):
    exact, rough = exact_poisson(events, confidence), byar(events, confidence)
    assert rough.low == pytest.approx(exact.low, rel=0.015)
    assert rough.high == pytest.approx(exact.high, rel=0.005)


@given(st.integers(1, 9))
def test_below_ten_events_the_limits_are_exact(events):
    limits = count_limits(events)
    assert poisson.sf(events - 1, limits.low) == pytest.approx(0.025)
    assert poisson.cdf(events, limits.high) == pytest.approx(0.025)


@given(st.integers(1, 400), st.data(), st.sampled_from([0.9, 0.95, 0.998]))
def test_proportions_have_the_limits_that_scipy_gives(total, data, confidence):
    events = data.draw(st.integers(0, total))
    theirs = binomtest(events, total).proportion_ci(confidence, method="wilson")
    ours = proportion(events, total, confidence=confidence)
    assert (float(ours.low), float(ours.high)) == pytest.approx(tuple(theirs), abs=1e-9)


@given(counts, st.integers(1, 10**6))
def test_a_rate_lies_between_its_limits_and_wider_confidence_is_wider(events, population):
    narrow, wide = (rate(events, population, confidence=confidence) for confidence in (0.95, 0.998))
    assert wide.low <= narrow.low <= narrow.value <= narrow.high <= wide.high


def test_nobody_has_no_rate_and_an_unknown_count_none_either():
    figures = rate([3, math.nan, 0], [0, 100, 100])
    assert np.isnan(figures.value).tolist() == [True, True, False]
    assert np.isnan(figures.low).tolist() == np.isnan(figures.high).tolist() == [True, True, False]


def test_counts_that_can_not_be_are_refused():
    for wrong in (lambda: rate(-1, 10), lambda: proportion(5, 4), lambda: rate(1, 10, confidence=95)):
        with pytest.raises(ValueError):
            wrong()


def test_the_european_standard_population_has_100_000_people_in_19_ages():
    assert (len(EUROPEAN_2013), sum(EUROPEAN_2013)) == (19, 100_000)


@given(st.lists(st.tuples(st.integers(1, 500), st.integers(500, 10_000)), min_size=2, max_size=6))
def test_weighted_to_its_own_ages_a_rate_is_the_plain_rate(ages):
    events, population = np.array(ages).T
    own = directly_standardised(events, population, population)
    plain = rate(events.sum(), population.sum())
    if events.sum() < 10:
        assert np.isnan(own.value)
    else:
        assert float(own.value) == pytest.approx(float(plain.value))
        assert (float(own.low), float(own.high)) == pytest.approx((float(plain.low), float(plain.high)))


def test_standardising_takes_away_what_ages_alone_make():
    old, young = ([10, 200], [1_000, 4_000]), ([40, 50], [4_000, 1_000])  # 1 % and 5 % in both
    figures = directly_standardised(*(list(pair) for pair in zip(old, young, strict=True)), [1, 1], per=100)
    assert figures.value.tolist() == pytest.approx([3, 3])
    ratios = indirectly_standardised([210, 90], [old[1], young[1]], [50, 250], [5_000, 5_000])
    assert ratios.value.tolist() == pytest.approx([1, 1])


def test_an_age_without_people_is_refused_by_name():
    with pytest.raises(ValueError, match="age group has no population"):
        directly_standardised([5, 5], [0, 10], [1, 1])
    with pytest.raises(ValueError, match="Shapes differ"):
        directly_standardised([5, 5], [10, 10])


@given(counts, st.integers(1, 10**6), counts, st.integers(1, 10**6))
def test_a_comparison_turns_round_with_its_sides(events, population, other, others):
    turned = {Verdict.HIGHER: Verdict.LOWER, Verdict.LOWER: Verdict.HIGHER}
    said = compare_rates(events, population, other, others)
    assert compare_rates(other, others, events, population) == turned.get(said, said)


def test_double_on_small_counts_is_no_difference_but_on_large_ones_it_is():
    assert compare_rates(6, 1_000, 3, 1_000) == Verdict.SAME == "no difference that the data can show"
    assert compare_rates(60, 1_000, 30, 1_000) == Verdict.HIGHER == "higher"
    assert compare_rates(30, 1_000, 60, 1_000) == Verdict.LOWER
    assert compare_rates(1, 0, 60, 1_000) == Verdict.UNKNOWN


def test_many_figures_are_compared_at_once():
    ours, others = rate([60, 6, 30, 5], [1_000, 1_000, 1_000, 0]), rate([30, 3, 60, 5], 1_000)
    assert compare(ours, others) == [Verdict.HIGHER, Verdict.SAME, Verdict.LOWER, Verdict.UNKNOWN]


def test_the_words_are_seldom_wrong_when_nothing_differs():
    """Five in a hundred at most, and the exact test keeps it below that on counts this small."""
    random = np.random.default_rng(20241124)
    pairs = random.poisson(8, size=(2_000, 2))
    wrong = sum(compare_rates(a, 1_000, b, 1_000) != Verdict.SAME for a, b in pairs)
    assert 0 < wrong < 0.05 * 2_000


def test_a_funnel_is_narrow_for_large_areas_and_finds_who_stands_out():
    figures = funnel([1, 10, 400, 3], [100, 1_000, 20_000, 0], target=1_000)
    assert figures.target == pytest.approx(1_000)
    width = (figures.high - figures.low)[:3]
    assert width[0] > width[1] > width[2]
    assert figures.verdicts == [Verdict.SAME, Verdict.SAME, Verdict.HIGHER, Verdict.UNKNOWN]


def test_chance_alone_seldom_leaves_the_funnel():
    random = np.random.default_rng(5)
    people = random.integers(500, 50_000, size=3_000)
    out = [v for v in funnel(random.poisson(people * 0.004), people).verdicts if v != Verdict.SAME]
    assert len(out) / 3_000 < 0.004
