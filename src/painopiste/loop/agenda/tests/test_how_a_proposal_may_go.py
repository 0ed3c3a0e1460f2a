"""Which steps a proposal can take, what a decision does to it, and what it needs before it is sent."""

from dataclasses import replace

import pytest

from painopiste.base.bodies.rules import Verdict
from painopiste.loop.agenda.rules import (
    DECIDED,
    ProposalState,
    ProposalStepRefused,
    Route,
    Step,
    Written,
    after,
    missing_for_sending,
    step_of,
)

# A row for each state; in each column the state after the step, "-" where it can't be taken.
TABLE = """
state      send  send_back  withdraw   take_up  accept    close
draft      sent  -          withdrawn  -        -         -
sent       -     draft      withdrawn  -        accepted  closed
accepted   -     -          -          -        -         -
closed     -     -          -          -        -         -
withdrawn  -     -          -          draft    -         -
"""
HEADER, *LINES = [line.split() for line in TABLE.strip().splitlines()]
CASES = [(line[0], step, new) for line in LINES for step, new in zip(HEADER[1:], line[1:], strict=True)]

WHOLE = Written(
    route=Route.NEW,
    title="Verkkohuijaukset",
    phenomenon="Ilmiö",
    why_now="Kasvaa",
    aims="Vähemmän",
    effect="Tunnistetaan",
    signs="Ilmoitukset",
    reason="Ei nyt",
    has_lead=True,
)


def test_the_table_has_every_state_and_step():
    assert {line[0] for line in LINES} == set(ProposalState)
    assert set(HEADER[1:]) == set(Step)


@pytest.mark.parametrize(("state", "step", "new"), CASES)
def test_a_proposal_takes_these_steps_and_no_others(state, step, new):
    if new == "-":
        with pytest.raises(ProposalStepRefused):
            after(ProposalState(state), Step(step))
    else:
        assert after(ProposalState(state), Step(step)) == new


def test_what_has_been_decided_takes_no_step_more():
    assert {state for state in ProposalState if all(new == "-" for at, _, new in CASES if at == state)} == DECIDED


@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize("route", Route)
def test_only_an_accepted_route_of_work_begins_work(route, verdict):
    step = step_of(route, verdict)
    begins = verdict is Verdict.ACCEPTED and route in (Route.NEW, Route.INSIDE, Route.JOINTLY)
    assert (step is Step.ACCEPT) == begins
    assert (step is Step.SEND_BACK) == (verdict is Verdict.RETURNED)


@pytest.mark.parametrize(
    ("route", "needs"),
    [
        (Route.NEW, {"title", "phenomenon", "why_now", "aims", "effect", "signs", "lead"}),
        (Route.INSIDE, {"title", "phenomenon", "why_now", "aims", "effect", "signs", "targets"}),
        (Route.JOINTLY, {"title", "phenomenon", "why_now", "aims", "effect", "signs", "targets"}),
        (Route.ELSEWHERE, {"title", "phenomenon", "why_now", "reason"}),
        (Route.NOT_NOW, {"title", "phenomenon", "why_now", "reason"}),
    ],
)
def test_each_route_needs_its_own(route, needs):
    assert missing_for_sending(Written(route=route, phenomenon=" ")).keys() == needs


@pytest.mark.parametrize(("route", "targets"), [(Route.NEW, 0), (Route.INSIDE, 1), (Route.JOINTLY, 2)])
def test_a_whole_proposal_can_be_sent(route, targets):
    assert missing_for_sending(replace(WHOLE, route=route, targets=targets)) == {}


def test_work_is_done_inside_one_focus_area_or_jointly_by_two():
    for route, targets in ((Route.INSIDE, 2), (Route.JOINTLY, 1), (Route.JOINTLY, 3)):
        assert missing_for_sending(replace(WHOLE, route=route, targets=targets)).keys() == {"targets"}
