"""Each release stays as it was: what is new, changed or gone is told, and any earlier state can be read again."""

from datetime import timedelta

import pytest

from painopiste.base.actors import PUBLIC
from painopiste.knowledge.indicators import selectors, services
from painopiste.knowledge.indicators.services.taking_in import ChangedMeanwhile
from painopiste.knowledge.indicators.tests.factories import TAKER, make_indicator, path, propose, take_in

FIRST = [("falls", "837", "2021", "10"), ("falls", "837", "2022", "20"), ("falls", "049", "2022", "5")]
SECOND = [("falls", "837", "2021", "10"), ("falls", "837", "2022", "21"), ("falls", "837", "2023", "30")]


def held(indicator, as_of=None):
    found = selectors.holding(indicators=[indicator], by=PUBLIC, as_of=as_of)
    figures = selectors.figures(indicators=[indicator], held=found, by=PUBLIC)
    return {(each.area[-3:], each.period): each.value for each in figures.values()}


def test_what_would_change_is_told_before_it_is_accepted(finland):
    indicator = make_indicator()
    take_in(FIRST)
    (change,) = propose(SECOND).changes
    assert (change.difference.added, change.difference.changed, change.difference.vanished) == (1, 1, 1)
    assert ("municipality-837", "2022", 20.0, 21.0) in change.difference.examples
    assert held(indicator) == {("837", "2021"): 10, ("837", "2022"): 20, ("049", "2022"): 5}


def test_any_earlier_release_can_be_read_again(finland):
    indicator = make_indicator()
    (first,) = take_in(FIRST)
    (second,) = take_in(SECOND)
    assert held(indicator) == {("837", "2021"): 10, ("837", "2022"): 21, ("837", "2023"): 30}
    assert held(indicator, first.made_at) == {("837", "2021"): 10, ("837", "2022"): 20, ("049", "2022"): 5}
    assert held(indicator, first.made_at - timedelta(seconds=1)) == {}
    assert path(first).is_file()
    assert path(second).is_file()


def test_a_proposal_is_refused_when_others_were_quicker(finland):
    make_indicator()
    slow = propose(FIRST)
    take_in(SECOND)
    with pytest.raises(ChangedMeanwhile):
        services.accept(proposal=slow, by=TAKER)


def test_mäntyharju_carries_pertunmaa_as_a_sum_of_counts(finland):
    indicator = make_indicator()
    take_in([("falls", "507", "2021", "30"), ("falls", "588", "2021", "12")])
    assert held(indicator) == {("507", "2021"): 42}


def test_a_percentage_of_a_merged_area_is_not_carried(finland):
    make_indicator(scale="share")
    with pytest.raises(services.CannotTakeIn, match="merged into another"):
        propose([("falls", "588", "2021", "12")])


def test_a_sum_is_told_only_where_each_of_its_municipalities_has_a_value(finland):
    indicator = make_indicator()
    åland = [a.code for a in selectors.list_choices(by=PUBLIC) if a.key in aland()]
    take_in([("falls", code, "2022", "2") for code in åland] + [("falls", code, "2023", "2") for code in åland[1:]])
    found = selectors.holding(indicators=[indicator], by=PUBLIC)
    rows = selectors.figures(indicators=[indicator], held=found, areas=["region-21"], by=PUBLIC)
    assert {each.period: each.value for each in rows.values()} == {"2022": 32}


def aland():
    region = selectors.get_place(key="region-21", by=PUBLIC)
    return selectors.list_neighbours(area=region, by=PUBLIC)
