"""How a focus area (painopiste) may live. Pure: no Django, no clock, no database.

A focus area outlives parliamentary terms. Only a decision ends it, and its work may go on elsewhere,
as that on asylum seekers did when it was handed over in 2020.
"""

from collections.abc import Mapping
from enum import StrEnum

from painopiste.base.errors import Conflict
from painopiste.base.words import marked


class State(StrEnum):
    """Where a focus area is in its life."""

    PROPOSED = "proposed"  # esitetty
    APPROVED = "approved"  # hyväksytty
    PLANNING = "planning"  # suunnittelussa
    RUNNING = "running"  # käynnissä
    PAUSED = "paused"  # keskeytetty
    COMPLETED = "completed"  # päättynyt
    HANDED_OVER = "handed_over"  # siirretty
    MERGED = "merged"  # yhdistetty
    REJECTED = "rejected"  # hylätty


NEXT_STATES: Mapping[State, frozenset[State]] = {
    State.PROPOSED: frozenset({State.APPROVED, State.REJECTED, State.MERGED}),
    State.APPROVED: frozenset(
        {State.PLANNING, State.RUNNING, State.PAUSED, State.MERGED, State.HANDED_OVER, State.COMPLETED}
    ),
    State.PLANNING: frozenset({State.RUNNING, State.PAUSED, State.MERGED, State.HANDED_OVER, State.COMPLETED}),
    State.RUNNING: frozenset({State.PLANNING, State.PAUSED, State.COMPLETED, State.HANDED_OVER, State.MERGED}),
    State.PAUSED: frozenset({State.PLANNING, State.RUNNING, State.COMPLETED, State.HANDED_OVER, State.MERGED}),
    State.COMPLETED: frozenset(),
    State.HANDED_OVER: frozenset(),
    State.MERGED: frozenset(),
    State.REJECTED: frozenset(),
}
ENDED = frozenset(state for state, following in NEXT_STATES.items() if not following)
NEEDS_REASON = frozenset({State.PAUSED, State.COMPLETED, State.HANDED_OVER, State.MERGED, State.REJECTED})
NEEDS_DESTINATION = frozenset({State.HANDED_OVER, State.MERGED})


class TransitionRefused(Conflict):
    """A focus area can't take this step from its current state."""

    code = "transition_refused"
    message = marked("A focus area that is “%(current)s” can't become “%(new)s”.")


def check_transition(current: State, new: State) -> None:
    """Refuse a step that a focus area can't take from its current state.

    :raises TransitionRefused: always then
    """
    if new not in NEXT_STATES[current]:
        raise TransitionRefused(current=current, new=new)
