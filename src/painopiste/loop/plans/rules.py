"""How a measure (toimenpide) may live, and when it is late. Pure: no Django, no clock, no database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from painopiste.base.errors import Conflict
from painopiste.base.words import marked


class State(StrEnum):
    """Where a measure is in its life."""

    NOT_STARTED = "not_started"  # ei aloitettu
    PLANNED = "planned"  # suunniteltu
    UNDER_WAY = "under_way"  # käynnissä
    LATE = "late"  # myöhässä
    BLOCKED = "blocked"  # esteessä
    CONTINUOUS = "continuous"  # jatkuva
    COMPLETED = "completed"  # valmis
    CANCELLED = "cancelled"  # peruttu
    HANDED_OVER = "handed_over"  # siirretty


OPEN = frozenset({State.NOT_STARTED, State.PLANNED, State.UNDER_WAY, State.LATE, State.BLOCKED, State.CONTINUOUS})
ENDED = frozenset(State) - OPEN
# An ended measure opens again only as under way: with a reason, and as a step that everybody sees.
NEXT_STATES: Mapping[State, frozenset[State]] = {
    **{state: frozenset(State) - {state} for state in OPEN},
    **{state: frozenset({State.UNDER_WAY}) for state in ENDED},
}
NEEDS_REASON = frozenset({State.BLOCKED, State.CANCELLED, State.HANDED_OVER})


class Kind(StrEnum):
    """What sort of work a measure is."""

    STUDY = "study"
    GUIDE = "guide"
    TRAINING = "training"
    PILOT = "pilot"
    TOOL = "tool"
    LEGISLATION = "legislation"
    STRATEGY = "strategy"
    COOPERATION = "cooperation"
    EVENT = "event"
    FUNDING = "funding"
    RESEARCH = "research"
    COMMUNICATION = "communication"
    INDICATORS = "indicators"
    PROCESS = "process"
    OTHER = "other"


class BlockedBy(StrEnum):
    """What stands in the way of a measure, or of a focus area's work."""

    RESOURCES = "resources"
    FUNDING = "funding"
    LEAD_CAPACITY = "lead_capacity"
    COVID_19 = "covid_19"
    WAR_IN_UKRAINE = "war_in_ukraine"
    SECRECY = "secrecy"
    AWAITING_TOOL = "awaiting_tool"
    AWAITING_DECISION = "awaiting_decision"
    OTHER = "other"


class ChainLevel(StrEnum):
    """A level of the effect chain, from the aim down."""

    AIM = "aim"
    OUTCOME = "outcome"
    OUTPUT = "output"


class IndicatorKind(StrEnum):
    """What an indicator in the effect chain tells of."""

    PROCESS = "process"
    OUTPUT = "output"
    OUTCOME = "outcome"
    EFFECT = "effect"


class InterfaceKind(StrEnum):
    """What two pieces of work have to do with each other, told from the first to the second."""

    OVERLAPS = "overlaps"  # tekevät osin samaa
    SUPPORTS = "supports"  # tukee
    DEPENDS_ON = "depends_on"  # riippuu
    NONE = "none"  # katsottu: ei liittymäpintaa


class How(StrEnum):
    """The same told from either end: a person looks from one piece of work at the other."""

    OVERLAPS = "overlaps"
    SUPPORTS = "supports"
    SUPPORTED = "supported"
    DEPENDS_ON = "depends_on"
    NEEDED = "needed"
    NONE = "none"


TURNED = {How.SUPPORTED: InterfaceKind.SUPPORTS, How.NEEDED: InterfaceKind.DEPENDS_ON}


def stored_as(how: How) -> tuple[InterfaceKind, bool]:
    """The kind to store, and whether the other end is the first."""
    return (TURNED[how], True) if how in TURNED else (InterfaceKind(how.value), False)


def seen_as(kind: InterfaceKind, *, turned: bool) -> How:
    """How an interface looks from an end; `turned`: from its second."""
    back = {kind: how for how, kind in TURNED.items()}
    return back[kind] if turned and kind in back else How(kind.value)


class TransitionRefused(Conflict):
    """A measure can't take this step from its current state."""

    code = "transition_refused"
    message = marked("A measure that is “%(current)s” can't become “%(new)s”.")


def check_transition(current: State, new: State) -> None:
    """Refuse a step that a measure can't take from its current state.

    :raises TransitionRefused: always then
    """
    if new not in NEXT_STATES[current]:
        raise TransitionRefused(current=current, new=new)


def is_late(state: State, due_latest: date | None, on: date) -> bool:
    """Whether an open measure has passed the last possible day of its due date."""
    return state in OPEN - {State.CONTINUOUS} and due_latest is not None and due_latest < on


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One item of an effect chain, as far as its soundness is concerned."""

    key: str
    level: str
    leads_somewhere: bool
    indicator_kinds: tuple[str, ...]
    has_measures: bool


class Weakness(StrEnum):
    """What can be weak in an effect chain."""

    NO_AIM = "no_aim"
    ONLY_PROCESS_INDICATORS = "only_process_indicators"
    NO_INDICATORS = "no_indicators"
    LEADS_NOWHERE = "leads_nowhere"
    NO_MEASURES = "no_measures"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A weakness and the chain item that it concerns (empty: the whole chain)."""

    weakness: Weakness
    key: str = ""


TELLS_OF_EFFECT = frozenset({IndicatorKind.OUTPUT, IndicatorKind.OUTCOME, IndicatorKind.EFFECT})


def weak_points(links: Sequence[ChainLink]) -> list[Doubt]:
    """What a reader should doubt in an effect chain.

    A chain should have an aim; an aim or an outcome should have an indicator that tells of more than process;
    everything below the aim should lead to something; an output should have a measure that makes it.
    """
    found = [] if any(link.level == ChainLevel.AIM for link in links) else [Doubt(Weakness.NO_AIM)]
    kinds = {kind for link in links for kind in link.indicator_kinds}
    if links and not kinds:
        found.append(Doubt(Weakness.NO_INDICATORS))
    elif links and not kinds & TELLS_OF_EFFECT:
        found.append(Doubt(Weakness.ONLY_PROCESS_INDICATORS))
    for link in links:
        if link.level != ChainLevel.AIM and not link.leads_somewhere:
            found.append(Doubt(Weakness.LEADS_NOWHERE, link.key))
        if link.level == ChainLevel.OUTPUT and not link.has_measures:
            found.append(Doubt(Weakness.NO_MEASURES, link.key))
    return found
