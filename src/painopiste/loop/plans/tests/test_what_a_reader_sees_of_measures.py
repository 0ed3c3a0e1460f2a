"""A reader sees the measures meant for them, in constant queries, and nothing of the others."""

from datetime import date

import pytest

from painopiste.base.actors import PUBLIC, system
from painopiste.base.errors import Missing
from painopiste.loop.plans import selectors
from painopiste.loop.plans.tests.factories import MeasureFactory, MeasurePartyFactory

pytestmark = pytest.mark.django_db
TODAY = date(2022, 5, 24)
MEMBER = system("member")


def listed(by=PUBLIC, **filters):
    page = selectors.list_measures(by=by, on=TODAY, filters=selectors.Filters(**filters))
    return [row["number"] for row in page.rows]


def test_the_public_sees_no_measure_that_is_for_members():
    MeasureFactory(number="1.1")
    hidden = MeasureFactory(number="1.2", marking_id="members")
    assert listed() == ["1.1"]
    assert listed(by=MEMBER) == ["1.1", "1.2"]
    with pytest.raises(Missing):
        selectors.get_measure(key=hidden.key, by=PUBLIC)


def test_a_public_measure_of_a_hidden_focus_area_is_hidden_too():
    MeasureFactory(number="1.1", focus_area__marking_id="members")
    assert listed() == []
    assert selectors.count_by_state(by=PUBLIC) == {}
    assert selectors.count_by_state(by=MEMBER) == {"under_way": 1}


def test_measures_are_found_by_words_in_any_case():
    MeasureFactory(number="1.1", title_fi="Ääkköset ja Öljy", title_sv="Åtgärd")
    assert listed(text="ÖLJY ääkk") == ["1.1"]
    assert listed(text="åTGÄRD") == ["1.1"]
    assert listed(text="muu") == []


def test_filters_narrow_by_state_organisation_and_due_date():
    measure = MeasureFactory(number="1.1", state="planned", due_on="2021")
    MeasurePartyFactory(measure=measure, organisation__key="sm")
    MeasureFactory(number="1.2", state="completed", due_on="2021")
    MeasureFactory(number="1.3", state="under_way", due_on="2022")
    assert listed(states=("planned", "completed")) == ["1.1", "1.2"]
    assert listed(organisation="sm") == ["1.1"]
    assert listed(overdue=True) == ["1.1"]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_of_measures_takes_three_queries(rows, django_assert_num_queries):
    for _ in range(rows):
        MeasurePartyFactory()
    with django_assert_num_queries(3):
        assert len(listed()) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_an_export_of_measures_takes_two_queries(rows, django_assert_num_queries):
    for _ in range(rows):
        MeasurePartyFactory()
    with django_assert_num_queries(2):
        assert len(selectors.list_export_rows(by=PUBLIC, on=TODAY)) == rows


def test_pages_hold_fifty_and_a_page_beyond_the_last_is_the_last():
    MeasureFactory.create_batch(51)
    page = selectors.list_measures(by=PUBLIC, on=TODAY, page=9)
    assert (page.total, page.pages, page.number, len(page.rows)) == (51, 2, 2, 1)


def test_a_measure_is_overdue_from_the_day_after_its_last_possible_day():
    for number, due_on in (("1.1", "2022-05-23"), ("1.2", "2022-05-24"), ("1.3", "2022-05"), ("1.4", "2021")):
        MeasureFactory(number=number, due_on=due_on)
    assert listed(overdue=True) == ["1.1", "1.4"]
