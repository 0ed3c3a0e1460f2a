"""The real offences and population: their totals are those that were published, and taking them in is quick."""

from time import perf_counter

import pytest

from painopiste.base.actors import PUBLIC
from painopiste.knowledge.indicators import selectors
from painopiste.knowledge.indicators.models import IndicatorRelease
from painopiste.knowledge.indicators.tests.conftest import VALUES, take
from painopiste.site.exchange.load import load

ALL = {"2020": 683_925, "2021": 502_661, "2022": 497_057, "2023": 516_042, "2024": 521_362}
PEOPLE = {"2020": 5_533_793, "2021": 5_548_241, "2022": 5_563_970, "2023": 5_603_851, "2024": 5_635_971}


def figures_of(key, area):
    indicator = selectors.get_indicator(key=key, by=PUBLIC)
    held = selectors.holding(indicators=[indicator], by=PUBLIC)
    found = selectors.figures(indicators=[indicator], held=held, areas=[area], by=PUBLIC)
    return {figure.period: figure for figure in found.values()}


def test_the_country_is_the_published_sum_of_its_municipalities(real):
    assert {year: figure.count for year, figure in figures_of("offences-all", "country-fi").items()} == ALL
    assert {year: figure.value for year, figure in figures_of("population", "country-fi").items()} == PEOPLE


def test_sexual_offences_and_fraud_have_grown_as_published(real):
    for key, first, last in (("offences-sexual", 4952, 9268), ("offences-fraud", 51_279, 69_510)):
        found = figures_of(key, "country-fi")
        assert (found["2020"].count, found["2024"].count) == (first, last)


def test_helsinki_had_75138_offences_among_664028_people_in_2022(real):
    figure = figures_of("offences-all", "municipality-091")["2022"]
    assert (figure.count, figure.population) == (75_138, 664_028)
    assert figure.value == pytest.approx(113.155, abs=0.001)
    assert figure.low < figure.value < figure.high


def test_all_is_taken_in_within_five_seconds_and_the_same_twice_is_nothing_new(real):
    count = IndicatorRelease.objects.count()
    IndicatorRelease.objects.all().delete()
    begun = perf_counter()
    made = [*take(VALUES / "population.csv"), *take(VALUES / "offences.csv")]
    assert perf_counter() - begun < 5
    assert (len(made), count) == (9, 9)
    assert [*take(VALUES / "population.csv"), *take(VALUES / "offences.csv")] == []


def test_a_definition_that_has_figures_is_still_loaded_from_its_file(real):
    from painopiste.knowledge.indicators.tests.conftest import PROGRAMME

    assert not load(PROGRAMME).changed_anything
    assert not [each for each in load(PROGRAMME).comparisons if each.kind.name == "indicator" and each.kept]
