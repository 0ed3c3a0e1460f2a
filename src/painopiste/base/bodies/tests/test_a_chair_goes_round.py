"""The chair of a body goes round by turns, and nobody claims to know more of them than the source tells."""

from datetime import date

from painopiste.base.bodies.rules import turns
from painopiste.base.dates import Happened

ON = date(2022, 5, 24)


def now(*chairs):
    return [turn.now for turn in turns(chairs, ON)]


def test_a_dated_turn_is_the_present_one():
    assert now(("sm", "2021", "2021"), ("tem", "2022-01", "2022-12"), ("stm", "2023", "2023")) == [
        Happened.NO,
        Happened.YES,
        Happened.NO,
    ]


def test_a_turn_without_an_end_may_have_passed_on_already():
    assert now(("sm", "2021-23", ""), ("tem", "", ""), ("stm", "", "")) == [Happened.UNKNOWN] * 3


def test_a_lone_chair_is_the_chair():
    assert now(("sm", "2021-23", "")) == [Happened.YES]
    assert now(("sm", "", "")) == [Happened.YES]
