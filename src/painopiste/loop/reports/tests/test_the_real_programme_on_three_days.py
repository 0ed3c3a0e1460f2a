"""The programme published with the software, as of three days: the interim report's own, and two before it."""

from datetime import date

import pytest

from painopiste.base.actors import PUBLIC
from painopiste.loop.reports.selectors import interim_facts

SPRING_2022, SUMMER_2021, AUTUMN_2020 = date(2022, 5, 24), date(2021, 6, 30), date(2020, 10, 1)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_programme")]


@pytest.fixture
def facts():
    known = {}

    def of(day):
        if day not in known:
            known[day] = interim_facts(as_of=day, by=PUBLIC)
        return known[day]

    return of


@pytest.fixture
def area(facts):
    return lambda day, key: next((row for row in facts(day)["focus_areas"] if row["key"] == key), None)


@pytest.fixture
def measure(facts):
    return lambda day, number: next((row for row in facts(day)["measures"] if row["number"] == number), None)


def organisations(parties):
    return [party["organisation"] for party in parties]


def doubts(facts, **about):
    return {row["code"] for row in facts["unknown"] if row["about"] == about}


def test_in_spring_2022_there_are_nine_focus_areas_and_62_measures(facts):
    found = facts(SPRING_2022)
    assert [row["key"] for row in found["focus_areas"]] == [f"p{number}" for number in range(1, 10)]
    assert len(found["measures"]) == 62
    assert all(row["state_certain"] for row in [*found["focus_areas"], *found["measures"]])


@pytest.mark.parametrize(
    ("key", "state", "leads", "participants"),
    [
        ("p1", "planning", ["sm", "vnk"], 0),
        ("p2", "running", ["okm"], 9),
        ("p3", "running", ["kuntaliitto"], 10),
        ("p4", "running", ["sm"], 8),
        ("p5", "running", ["ym", "ikainstituutti", "spek"], 7),
        ("p6", "running", ["om"], 7),
        ("p7", "running", ["sm"], 11),
        ("p8", "handed_over", ["sm"], 6),
        ("p9", "approved", ["poha"], 0),
    ],
)
def test_in_spring_2022_each_focus_area_is_as_the_source_tells(area, key, state, leads, participants):
    found = area(SPRING_2022, key)
    assert (found["state"], organisations(found["leads"])) == (state, leads)
    assert len(found["participants"]) == participants
    assert found["participants_stated"] is (participants > 0)


@pytest.mark.parametrize(
    ("number", "state", "leads"),
    [
        ("1.1", "completed", ["sm"]),
        ("1.3", "not_started", ["sm", "vnk"]),
        ("2.2", "under_way", ["nts"]),
        ("3.5", "blocked", [None]),
        ("4.4", "blocked", [None]),
        ("5.7", "under_way", ["stm", "valli"]),
        ("5.12", "completed", ["spek"]),
        ("8.3", "cancelled", [None]),
        ("8.6", "handed_over", ["sm"]),
        ("9.1", "not_started", ["poha"]),
    ],
)
def test_in_spring_2022_measures_are_as_the_source_tells(measure, number, state, leads):
    found = measure(SPRING_2022, number)
    assert (found["state"], organisations(found["leads"])) == (state, leads)


def test_in_spring_2022_the_groups_tell_of_their_work_and_the_only_sum_is_that_of_the_child_strategy(facts):
    found = facts(SPRING_2022)
    assert found["round"]["status_on"] == "2022-05-24"
    assert found["summary"]["answers"]["given"] == 9
    assert found["summary"]["funding"]["granted_amount"] == "200000.00"
    assert (len(found["strengths"]), found["summary"]["needs"]) == (13, len(found["needs"]))


def test_in_summer_2021_the_ministry_of_the_interior_leads_p1_alone(area):
    found = area(SUMMER_2021, "p1")
    assert organisations(found["leads"]) == ["sm"]
    assert [lead["until"] for lead in found["leads"]] == [""]  # nobody knew then of the change to come


def test_in_summer_2021_the_decision_on_p9_may_or_may_not_have_been_made(facts, area):
    found = facts(SUMMER_2021)
    decision = "2021-p9-preparation"
    assert decision not in [row["key"] for row in found["decisions"]]
    assert doubts(found, kind="decision", key=decision) == {"decision"}
    assert (area(SUMMER_2021, "p9")["state"], area(SUMMER_2021, "p9")["state_certain"]) == ("unknown", False)
    assert decision in [row["key"] for row in facts(SPRING_2022)["decisions"]]


def test_in_summer_2021_p7_does_not_run_yet_and_p2_has_its_plan(area):
    assert area(SUMMER_2021, "p7")["state"] == "planning"
    assert area(SUMMER_2021, "p2")["state"] == "running"
    assert area(SUMMER_2021, "p2")["plan"]["approved_on"]["edtf"] == "2021-05~"


def test_in_summer_2021_the_study_is_out_the_working_group_works_and_sentimentti_is_not_ready(measure):
    assert measure(SUMMER_2021, "5.1")["state"] == "completed"
    assert measure(SUMMER_2021, "5.7")["state"] == "under_way"
    assert measure(SUMMER_2021, "1.1")["state"] != "completed"
    assert measure(SUMMER_2021, "7.1") is None
    assert measure(SUMMER_2021, "3.1")["state"] == "unknown"


def test_before_the_round_nothing_is_told_by_the_groups_and_no_finding_is_known(facts):
    found = facts(SUMMER_2021)
    assert found["round"] is None
    assert all(row["answer"] is None for row in found["focus_areas"])
    assert found["strengths"] == found["needs"] == []


def test_in_october_2020_the_outputs_of_p8_are_approved_and_its_handover_is_uncertain(facts, area, measure):
    assert "2020-09-30-p8-proposals" in [row["key"] for row in facts(AUTUMN_2020)["decisions"]]
    assert measure(AUTUMN_2020, "8.5")["state"] == "completed"
    found = area(AUTUMN_2020, "p8")
    assert (found["state"], found["state_certain"]) == ("running", False)
    assert [step["state"] for step in found["possible_states"]] == ["handed_over"]
    assert measure(AUTUMN_2020, "8.6")["state"] == "unknown"


def test_in_october_2020_later_things_do_not_exist(facts, area, measure):
    assert area(AUTUMN_2020, "p9") is None
    assert measure(AUTUMN_2020, "5.7") is None
    assert "9.1" not in [row["number"] for row in facts(AUTUMN_2020)["measures"]]
    assert not any(row["key"] == "2020-12-concern-notification-group" for row in facts(AUTUMN_2020)["timeline"])


@pytest.mark.parametrize("key", [f"p{number}" for number in range(1, 9)])
def test_what_was_certain_in_2020_is_still_told_in_2022(area, key):
    earlier = [step["happened_on"]["edtf"] for step in area(AUTUMN_2020, key)["steps"]]
    assert earlier
    assert set(earlier) <= {step["happened_on"]["edtf"] for step in area(SPRING_2022, key)["steps"]}


def test_every_row_tells_where_in_the_source_it_comes_from(facts):
    found = facts(SPRING_2022)
    rows = [*found["focus_areas"], *found["measures"], *found["decisions"], *found["timeline"], *found["figures"]]
    assert [row["key"] for row in rows if not row["source"]] == []
