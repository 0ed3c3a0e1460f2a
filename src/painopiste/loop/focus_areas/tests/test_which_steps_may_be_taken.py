"""Which step a focus area may take from which state, spelled out: the rules change only together with this table."""

import pytest

from painopiste.base.actors import system
from painopiste.base.errors import Invalid
from painopiste.loop.focus_areas import permissions, services
from painopiste.loop.focus_areas.rules import NEXT_STATES, State
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory

SECRETARIAT = system("secretariat", rights=[permissions.DECIDE])
STEPS = {
    "proposed": "approved rejected merged",
    "approved": "planning running paused merged handed_over completed",
    "planning": "running paused merged handed_over completed",
    "running": "planning paused merged handed_over completed",
    "paused": "planning running merged handed_over completed",
    "completed": "",
    "handed_over": "",
    "merged": "",
    "rejected": "",
}


def test_the_steps_are_these():
    assert {state.value: set(following) for state, following in NEXT_STATES.items()} == {
        state: set(following.split()) for state, following in STEPS.items()
    }


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["handed_over", "merged"])
def test_work_that_goes_on_elsewhere_says_where(state):
    area, reason = FocusAreaFactory(), {"fi": "Siirtyy"}
    with pytest.raises(Invalid) as refused:
        services.decide(focus_area=area, new_state=State(state), on="2022", reason=reason, by=SECRETARIAT)
    assert set(refused.value.fields) == {"destination_fi"}
    services.decide(
        focus_area=area, new_state=State(state), on="2022", reason=reason, destination={"fi": "P2"}, by=SECRETARIAT
    )


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["paused", "completed", "handed_over", "merged"])
def test_work_that_stops_says_why(state):
    with pytest.raises(Invalid) as refused:
        services.decide(
            focus_area=FocusAreaFactory(), new_state=State(state), on="2022", destination={"fi": "P2"}, by=SECRETARIAT
        )
    assert set(refused.value.fields) == {"reason_fi"}
