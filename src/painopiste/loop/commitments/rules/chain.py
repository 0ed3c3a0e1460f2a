"""Where the chain from the aim of a joint measure to the organisations' own decisions holds, waits or breaks. Pure.

The truth table of `verdict_of` stands in docs/use/sitoumukset.md; a test reads it there and tries every combination.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from painopiste.loop.commitments.rules.life import COUNTED, REFUSED, WAITING, Resource, State

NOTHING = Resource()


class Side(StrEnum):
    """How the decisions of a measure's leads, or of its other organisations, stand taken together."""

    NONE = "none"  # no organisation there
    UNASKED = "unasked"
    WAITING = "waiting"
    DECIDED = "decided"
    MIXED = "mixed"  # some have decided or refused, others not: of the others only
    REFUSED = "refused"


class Resources(StrEnum):
    """Whether there is enough to do the measure with."""

    ENOUGH = "enough"  # or nobody has told what is needed
    SHORT = "short"  # less is committed than is needed
    LACKING = "lacking"  # it stands still for want of resources, and no decision brings any


class Verdict(StrEnum):
    """How the chain of one measure stands."""

    OVER = "over"  # the measure has ended: nobody needs to commit to it any more
    UNBROKEN = "unbroken"
    PARTLY = "partly"  # holds, with gaps
    WAITING = "waiting"
    NOT_BEGUN = "not_begun"  # nobody has been asked
    BROKEN = "broken"


class Finding(StrEnum):
    """What the cooperation group should know of a measure's commitments."""

    NOBODY = "nobody"  # nobody has committed
    LEAD = "lead"  # somebody has, but a lead has no decision
    RESOURCES = "resources"  # it can't be done without resources that nobody has


class Station(StrEnum):
    """A place on the line from the aim to the decisions, as it is drawn."""

    AIM = "aim"
    LEAD = "lead"
    OTHERS = "others"
    RESOURCES = "resources"


class Mark(StrEnum):
    """How a station is drawn."""

    HOLDS = "holds"
    PART = "part"
    WAITS = "waits"
    OPEN = "open"  # not known, or nobody has been asked
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Part:
    """One organisation of a measure and how its commitment stands; None: it has not been asked."""

    leads: bool
    state: State | None
    gives: Resource = NOTHING


@dataclass(frozen=True, slots=True)
class Facts:
    """What the chain of a measure is judged by. `stands_still`: it is blocked for want of resources or funding."""

    ended: bool
    stands_still: bool
    has_aim: bool
    needed: Resource
    parts: Sequence[Part]

    @property
    def committed(self) -> Resource:
        return sum((part.gives for part in self.parts if part.state in COUNTED), Resource())


def lead_side(states: Iterable[State | None]) -> Side:
    """The leads taken together: as the weakest of them, for all of them are needed."""
    known = set(states)
    if not known:
        return Side.NONE
    if known & REFUSED:
        return Side.REFUSED
    if None in known:
        return Side.UNASKED
    return Side.WAITING if known & WAITING else Side.DECIDED


def others_side(states: Iterable[State | None]) -> Side:
    """The other organisations taken together: they are what they all are; where one still considers, all wait."""
    known = set(states)
    if not known:
        return Side.NONE
    if known & WAITING:
        return Side.WAITING
    if known == {None}:
        return Side.UNASKED
    if known <= COUNTED:
        return Side.DECIDED
    return Side.REFUSED if known <= REFUSED else Side.MIXED


def resources_of(needed: Resource, committed: Resource, *, stands_still: bool) -> Resources:
    """Whether what the organisations have decided to give is enough."""
    if stands_still and not committed:
        return Resources.LACKING
    return Resources.ENOUGH if committed.covers(needed) else Resources.SHORT


def verdict_of(*, ended: bool, lead: Side, others: Side, resources: Resources) -> Verdict:
    """How the chain stands: the first row that fits, as in the truth table."""
    if ended:
        return Verdict.OVER
    if _is_broken(lead, others, resources):
        return Verdict.BROKEN
    if {lead, others} <= {Side.NONE, Side.UNASKED}:
        return Verdict.NOT_BEGUN
    if lead in (Side.UNASKED, Side.WAITING) or others is Side.WAITING:
        return Verdict.WAITING
    if others in (Side.UNASKED, Side.MIXED, Side.REFUSED) or resources is Resources.SHORT:
        return Verdict.PARTLY
    return Verdict.UNBROKEN


def _is_broken(lead: Side, others: Side, resources: Resources) -> bool:
    return lead is Side.REFUSED or resources is Resources.LACKING or (lead is Side.NONE and others is Side.REFUSED)


def judge(facts: Facts) -> Verdict:
    """How the chain of a measure stands."""
    lead, others = _sides(facts)
    return verdict_of(ended=facts.ended, lead=lead, others=others, resources=_resources(facts))


def findings_of(facts: Facts) -> list[Finding]:
    """What the cooperation group should know of a measure that has not ended."""
    if facts.ended:
        return []
    decided = [part.state in COUNTED for part in facts.parts]
    leads_decided = [part.state in COUNTED for part in facts.parts if part.leads]
    found = {
        Finding.RESOURCES: _resources(facts) is Resources.LACKING,
        Finding.NOBODY: not any(decided),
        Finding.LEAD: any(decided) and not all(leads_decided),
    }
    return [finding for finding, holds in found.items() if holds]


def stations_of(facts: Facts) -> dict[Station, Mark]:
    """The line of a measure, station by station."""
    lead, others = _sides(facts)
    resources = _resources(facts)
    enough = Mark.HOLDS if facts.needed else Mark.OPEN
    return {
        Station.AIM: Mark.HOLDS if facts.has_aim else Mark.OPEN,
        Station.LEAD: mark_of(lead),
        Station.OTHERS: mark_of(others),
        Station.RESOURCES: {
            Resources.ENOUGH: enough,
            Resources.SHORT: Mark.PART,
            Resources.LACKING: Mark.BROKEN,
        }[resources],
    }


MARKS: Mapping[Side, Mark] = {
    Side.NONE: Mark.OPEN,
    Side.UNASKED: Mark.OPEN,
    Side.WAITING: Mark.WAITS,
    Side.DECIDED: Mark.HOLDS,
    Side.MIXED: Mark.PART,
    Side.REFUSED: Mark.BROKEN,
}


def mark_of(side: Side) -> Mark:
    """How a side is drawn."""
    return MARKS[side]


def _sides(facts: Facts) -> tuple[Side, Side]:
    return (
        lead_side(part.state for part in facts.parts if part.leads),
        others_side(part.state for part in facts.parts if not part.leads),
    )


def _resources(facts: Facts) -> Resources:
    return resources_of(facts.needed, facts.committed, stands_still=facts.stands_still)
