"""Two kept reports are compared: states, leads, names, what came and what went."""

import copy
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from painopiste.base.actors import PUBLIC
from painopiste.base.errors import Missing
from painopiste.loop.reports import selectors, services
from painopiste.loop.reports.rules import differences

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(real_programme, secretariat):
    def make(day):
        return services.freeze_report(as_of=day, language="fi", by=secretariat)

    return make


def keys(rows):
    return {row["key"] for row in rows}


def test_from_2021_to_2022_the_changes_are_those_of_the_timeline(kept, secretariat):
    older, newer = kept(date(2021, 6, 30)), kept(date(2022, 5, 24))
    changes = selectors.compare(first=older.key, second=newer.key, by=secretariat)["changes"]
    assert keys(changes["focus_area_states"]) == {"p7", "p9"}
    (lead,) = changes["focus_area_leads"]
    assert (lead["key"], [party["organisation"] for party in lead["added"]], lead["removed"]) == ("p1", ["vnk"], [])
    assert "7.1" in keys(changes["measures_new"])
    assert changes["measures_left"] == []
    states = {row["key"]: (row["before"]["state"], row["after"]["state"]) for row in changes["measure_states"]}
    assert states["1.1"] == ("under_way", "completed")
    assert "5.1" not in states
    assert "2021-p9-preparation" in keys(changes["decisions_new"])


def test_a_report_does_not_differ_from_itself(kept, secretariat):
    report = kept(date(2022, 5, 24))
    changes = selectors.compare(first=report.key, second=report.key, by=secretariat)["changes"]
    assert not any(changes.values())


def test_nobody_compares_with_a_report_that_they_may_not_see(kept, publisher):
    public, hidden = kept(date(2022, 5, 24)), kept(date(2021, 6, 30))
    services.publish_report(key=public.key, by=publisher)
    with pytest.raises(Missing):
        selectors.compare(first=hidden.key, second=public.key, by=PUBLIC)


AREA = {"key": "p1", "number": 1, "participants": [], "state_certain": True, "state_since": None}
names = st.sampled_from(["A", "B"])
areas = st.builds(
    lambda key, name, state, leads: (
        AREA
        | {"key": key, "name": {"fi": name}, "state": state, "leads": [{"organisation": one} for one in sorted(leads)]}
    ),
    st.sampled_from(["p1", "p2", "p3"]),
    names,
    st.sampled_from(["running", "paused"]),
    st.sets(st.sampled_from(["sm", "om"])),
)
facts = st.lists(areas, unique_by=lambda area: area["key"]).map(
    lambda rows: {"focus_areas": rows, "measures": [], "decisions": []}
)


@given(facts, facts)
def test_comparing_the_other_way_round_turns_every_change_round(first, second):
    forward, back = differences(first, second), differences(copy.deepcopy(second), copy.deepcopy(first))
    assert keys(forward["focus_areas_new"]) == keys(back["focus_areas_left"])
    assert keys(forward["focus_area_states"]) == keys(back["focus_area_states"])
    assert {row["key"]: row["before"] for row in forward["focus_area_names"]} == {
        row["key"]: row["after"] for row in back["focus_area_names"]
    }
