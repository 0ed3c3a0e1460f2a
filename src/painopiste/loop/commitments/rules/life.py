"""How a commitment (sitoumus) may live. Pure: no Django, no clock, no database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from painopiste.base.errors import Conflict
from painopiste.base.words import marked


class State(StrEnum):
    """How far an organisation has come with what it has been asked for."""

    ASKED = "asked"  # pyydetty
    CONSIDERED = "considered"  # käsittelyssä
    DECIDED = "decided"  # päätetty
    DECLINED = "declined"  # kieltäydytty
    WITHDRAWN = "withdrawn"  # peruttu


PARTY_ROLES = ("lead", "participant", "funder")  # those of a measure's parties that are asked
WAITING = frozenset({State.ASKED, State.CONSIDERED})
REFUSED = frozenset({State.DECLINED, State.WITHDRAWN})
COUNTED = frozenset({State.DECIDED})  # only what an organisation has decided counts as committed
# Others ask; everything else only the organisation itself can say.
ANSWERS = frozenset(State) - {State.ASKED}
NEXT_STATES: Mapping[State, frozenset[State]] = {
    State.ASKED: frozenset({State.CONSIDERED, State.DECIDED, State.DECLINED}),
    State.CONSIDERED: frozenset({State.DECIDED, State.DECLINED}),
    State.DECIDED: frozenset({State.WITHDRAWN}),
    # A refusal is not the end: the organisation may be asked again, or take the matter up itself.
    State.DECLINED: frozenset({State.ASKED, State.CONSIDERED, State.DECIDED}),
    State.WITHDRAWN: frozenset({State.ASKED, State.CONSIDERED, State.DECIDED}),
}
NEEDS_REASON = REFUSED


class TransitionRefused(Conflict):
    """A commitment can't take this step from its current state."""

    code = "transition_refused"
    message = marked("A commitment that is “%(current)s” can't become “%(new)s”.")


def check_transition(current: State, new: State) -> None:
    """Refuse a step that a commitment can't take from its current state.

    :raises TransitionRefused: always then
    """
    if new not in NEXT_STATES[current]:
        raise TransitionRefused(current=current, new=new)


def needs_reason(state: State, reason: Mapping[str, str]) -> bool:
    """Whether the step lacks the reason that it can't be taken without; `reason` holds texts by language."""
    return state in NEEDS_REASON and not any(text.strip() for text in reason.values())


def days_waited(since: date | None, on: date) -> int | None:
    """For how many days somebody has waited; None where nobody knows since when."""
    return None if since is None else max(0, (on - since).days)


@dataclass(frozen=True, slots=True)
class Resource:
    """What is given or needed: person-months and euros; None where it has not been told."""

    person_months: Decimal | None = None
    euros: Decimal | None = None

    def __add__(self, other: "Resource") -> "Resource":
        return Resource(_sum(self.person_months, other.person_months), _sum(self.euros, other.euros))

    def __bool__(self) -> bool:
        return bool(self.person_months) or bool(self.euros)

    def covers(self, need: "Resource") -> bool:
        """Whether this is at least as much as is needed, of each kind that a need has been told of."""
        pairs = ((self.person_months, need.person_months), (self.euros, need.euros))
        return all(needed is None or (given or 0) >= needed for given, needed in pairs)


def _sum(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return one if other is None else other if one is None else one + other
