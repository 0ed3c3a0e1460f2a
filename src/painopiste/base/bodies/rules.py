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
    """The turns of a rotating chair in their order, from (organisation, since, until); at most one is `now`.

    A turn without any date may be going on or not: when none of the turns is dated, nobody can say whose turn it is.
    """
    found = [
        Turn(name, since, until, dates.lasted(since, until, on) if since or until else dates.Happened.UNKNOWN)
        for name, since, until in chairs
    ]
    if len(found) == 1 and not (found[0].since or found[0].until):
        return [Turn(found[0].organisation, "", "", dates.Happened.YES)]
    return found
