"""The rule of brokenness says exactly what the table in docs/use/sitoumukset.md says, for every combination."""

from decimal import Decimal
from itertools import combinations, product
from pathlib import Path

import pytest

import painopiste
from painopiste.loop.commitments.rules import (
    NEXT_STATES,
    Facts,
    Finding,
    Mark,
    Part,
    Resource,
    Resources,
    Side,
    State,
    Station,
    Verdict,
    findings_of,
    lead_side,
    others_side,
    resources_of,
    stations_of,
    verdict_of,
)

DOCS = Path(painopiste.__file__).parents[2] / "docs" / "use" / "sitoumukset.md"
ENDED = {"kyllä": True, "ei": False}
SIDES = {
    "ei ketään": Side.NONE,
    "ei pyydetty": Side.UNASKED,
    "odottaa": Side.WAITING,
    "päätetty": Side.DECIDED,
    "vaihtelee": Side.MIXED,
    "kieltäytynyt": Side.REFUSED,
}
RESOURCES = {"riittävät": Resources.ENOUGH, "niukat": Resources.SHORT, "puuttuvat": Resources.LACKING}
VERDICTS = {
    "päättynyt": Verdict.OVER,
    "ehjä": Verdict.UNBROKEN,
    "aukkoja": Verdict.PARTLY,
    "odottaa": Verdict.WAITING,
    "ei pyydetty": Verdict.NOT_BEGUN,
    "poikki": Verdict.BROKEN,
}
LEADS = [side for side in Side if side is not Side.MIXED]  # leads are as the weakest of them, never mixed
EVERY = list(product((True, False), LEADS, Side, Resources))


def table():
    """The rows of the table: what each cell allows, and the verdict."""
    lines = DOCS.read_text().splitlines()
    start = lines.index("| päättynyt | vastuutahot | muut | voimavarat | ketju |") + 2
    for line in lines[start:]:
        if not line.startswith("|"):
            return
        *cells, verdict = (cell.strip() for cell in line.strip("|").split("|"))
        kinds = (ENDED, SIDES, SIDES, RESOURCES)
        yield [None if cell == "–" else kind[cell] for cell, kind in zip(cells, kinds, strict=True)], VERDICTS[verdict]


ROWS = list(table())


def first_row(case):
    return next(
        number
        for number, (cells, _verdict) in enumerate(ROWS)
        if all(cell is None or cell == value for cell, value in zip(cells, case, strict=True))
    )


def test_there_are_one_hundred_and_eighty_combinations():
    assert len(EVERY) == 180
    assert len(ROWS) == 16


@pytest.mark.parametrize("case", EVERY, ids=lambda case: "-".join(map(str, case)))
def test_the_rule_says_what_the_table_says(case):
    ended, lead, others, resources = case
    said = verdict_of(ended=ended, lead=lead, others=others, resources=resources)
    assert said is ROWS[first_row(case)][1]


def test_every_row_of_the_table_is_needed():
    assert {first_row(case) for case in EVERY} == set(range(len(ROWS)))


STATES = [None, *State]
SETS = [set(some) for length in (1, 2, 3) for some in combinations(STATES, length)]


@pytest.mark.parametrize("states", SETS, ids=lambda some: "-".join(sorted(map(str, some))))
def test_leads_are_as_the_weakest_of_them(states):
    order = [
        (Side.REFUSED, {State.DECLINED, State.WITHDRAWN}),
        (Side.UNASKED, {None}),
        (Side.WAITING, {State.ASKED, State.CONSIDERED}),
        (Side.DECIDED, {State.DECIDED}),
    ]
    assert lead_side(states) is next(side for side, some in order if states & some)


@pytest.mark.parametrize("states", SETS, ids=lambda some: "-".join(sorted(map(str, some))))
def test_others_are_what_they_all_are(states):
    said = others_side(states)
    if states & {State.ASKED, State.CONSIDERED}:
        assert said is Side.WAITING
    elif states == {State.DECIDED}:
        assert said is Side.DECIDED
    elif states == {None}:
        assert said is Side.UNASKED
    elif states <= {State.DECLINED, State.WITHDRAWN}:
        assert said is Side.REFUSED
    else:
        assert said is Side.MIXED


def test_where_there_is_nobody_no_side_is_made_up():
    assert lead_side([]) is Side.NONE
    assert others_side([]) is Side.NONE


@pytest.mark.parametrize(
    ("needed", "committed", "stands_still", "said"),
    [
        (Resource(), Resource(), False, Resources.ENOUGH),
        (Resource(), Resource(), True, Resources.LACKING),
        (Resource(Decimal(3)), Resource(Decimal(3)), True, Resources.ENOUGH),
        (Resource(Decimal(3)), Resource(Decimal(2)), False, Resources.SHORT),
        (Resource(Decimal(3), Decimal(100)), Resource(Decimal(3)), False, Resources.SHORT),
        (Resource(None, Decimal(0)), Resource(), False, Resources.ENOUGH),
        (Resource(Decimal(3)), Resource(Decimal(0)), True, Resources.LACKING),
    ],
)
def test_resources_are_enough_short_or_lacking(needed, committed, stands_still, said):
    assert resources_of(needed, committed, stands_still=stands_still) is said


def facts(*parts, **more):
    told = {"ended": False, "stands_still": False, "has_aim": True, "needed": Resource()} | more
    return Facts(**told, parts=parts)


def test_only_what_has_been_decided_is_committed():
    gives = Resource(Decimal(2), Decimal(100))
    some = facts(*(Part(False, state, gives) for state in STATES))
    assert some.committed == gives


def test_a_measure_that_has_ended_has_no_findings():
    assert findings_of(facts(Part(True, State.DECLINED), ended=True, stands_still=True)) == []


def test_the_lead_is_missed_only_where_somebody_has_committed():
    assert findings_of(facts(Part(True, State.ASKED), Part(False, State.ASKED))) == [Finding.NOBODY]
    assert findings_of(facts(Part(True, State.ASKED), Part(False, State.DECIDED))) == [Finding.LEAD]
    assert findings_of(facts(Part(True, State.DECIDED), Part(False, None))) == []
    assert findings_of(facts(stands_still=True)) == [Finding.RESOURCES, Finding.NOBODY]


def test_the_line_of_a_measure_shows_each_station():
    line = stations_of(facts(Part(True, State.DECLINED), Part(False, State.ASKED), needed=Resource(Decimal(1))))
    assert line == {
        Station.AIM: Mark.HOLDS,
        Station.LEAD: Mark.BROKEN,
        Station.OTHERS: Mark.WAITS,
        Station.RESOURCES: Mark.PART,
    }


def test_the_states_follow_each_other_as_the_docs_say():
    words = {
        "pyydetty": State.ASKED,
        "käsittelyssä": State.CONSIDERED,
        "päätetty": State.DECIDED,
        "kieltäytynyt": State.DECLINED,
        "peruttu": State.WITHDRAWN,
        "kieltäytymisen": State.DECLINED,
        "peruutuksen": State.WITHDRAWN,
    }
    lines = DOCS.read_text().splitlines()
    start = lines.index("| tila | mitä se tarkoittaa | mistä siihen pääsee |") + 2
    told = set()
    for line in lines[start : start + len(State)]:
        state, _meaning, before = (cell.strip() for cell in line.strip("|").split("|"))
        told |= {(words[word.strip(",;")], words[state]) for word in before.split() if word.strip(",;") in words}
    assert told == {(before, after) for before, some in NEXT_STATES.items() for after in some}
