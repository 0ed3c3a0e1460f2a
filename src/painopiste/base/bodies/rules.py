"""What sorts of bodies there are, and whose turn it is in a rotating chair. Pure: no Django, no clock, no database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from painopiste.base import dates


class Kind(StrEnum):
    """What sort of body it is."""

    COOPERATION_GROUP = "cooperation_group"
    EXPERT_NETWORK = "expert_network"
    SECRETARIAT = "secretariat"
    FOCUS_AREA_GROUP = "focus_area_group"
    SUBGROUP = "subgroup"
    NETWORK = "network"
    WORKING_GROUP = "working_group"


class Tempo(StrEnum):
    """How often a body meets."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    REGULAR = "regular"
    OWN = "own"
    NOT_KNOWN = "not_known"


class MemberRole(StrEnum):
    """What a member is in a body."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    CONVENER = "convener"
    SECRETARY = "secretary"
    MEMBER = "member"
    EXPERT = "expert"


@dataclass(frozen=True, slots=True)
class Turn:
    """One organisation's turn as the chair; `now` is unknown where the source does not date the turns."""

    organisation: str
    since: str
    until: str
    now: dates.Happened


def turns(chairs: Iterable[tuple[str, str, str]], on: date) -> list[Turn]:
    """The turns of a rotating chair in their order, from (organisation, since, until).

    A turn that has begun and has no end may have passed to the next already: only a lone chair is certainly `now`.
    """
    given = list(chairs)
    return [Turn(name, since, until, _now(since, until, on, alone=len(given) == 1)) for name, since, until in given]


def _now(since: str, until: str, on: date, *, alone: bool) -> dates.Happened:
    lasting = dates.lasted(since, until, on)
    if lasting is dates.Happened.YES and not until and not alone:
        return dates.Happened.UNKNOWN
    return lasting
