"""What bodies are, how they meet and decide, and when one has gone quiet. Pure: no Django, no clock, no database."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from statistics import median

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


class MeetingState(StrEnum):
    """Where a meeting is."""

    PLANNED = "planned"
    INVITED = "invited"
    HELD = "held"
    APPROVED = "approved"  # its minutes are, and nothing in it is changed any more
    CANCELLED = "cancelled"


MEETING_STEPS: Mapping[MeetingState, frozenset[MeetingState]] = {
    MeetingState.PLANNED: frozenset({MeetingState.INVITED, MeetingState.HELD, MeetingState.CANCELLED}),
    MeetingState.INVITED: frozenset({MeetingState.HELD, MeetingState.CANCELLED}),
    MeetingState.HELD: frozenset({MeetingState.APPROVED}),
    MeetingState.APPROVED: frozenset(),
    MeetingState.CANCELLED: frozenset(),
}
TO_COME = frozenset({MeetingState.PLANNED, MeetingState.INVITED})
CLOSED = frozenset({MeetingState.APPROVED, MeetingState.CANCELLED})


class ItemKind(StrEnum):
    """What an item of an agenda asks of the body."""

    INFORMATION = "information"
    DISCUSSION = "discussion"
    DECISION = "decision"


class Presence(StrEnum):
    """What an organisation has said of a meeting, and then did."""

    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    PRESENT = "present"
    ABSENT = "absent"


class PointKind(StrEnum):
    """What a discussion came to."""

    SUCCESS = "success"
    TO_DEVELOP = "to_develop"
    REMARK = "remark"


class Verdict(StrEnum):
    """What a body has decided of what stood before it."""

    ACCEPTED = "accepted"  # hyväksyttiin
    DECLINED = "declined"  # ei hyväksytty
    RETURNED = "returned"  # palautettiin valmisteltavaksi


class Way(StrEnum):
    """How a decision came about."""

    CONSENSUS = "consensus"
    VOTE = "vote"
    WRITTEN = "written"
    NOT_KNOWN = "not_known"


class FollowUpState(StrEnum):
    """What has become of something that was agreed on."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class ProcedureState(StrEnum):
    """Where a written procedure is."""

    OPEN = "open"
    DECIDED = "decided"
    REJECTED = "rejected"
    LAPSED = "lapsed"  # too few answered in time


class Answer(StrEnum):
    """What a member says in a written procedure."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    ABSTAINS = "abstains"


def outcome(answers: Collection[Answer], quorum: int) -> ProcedureState:
    """What a written procedure comes to when it closes.

    Who abstains has answered and counts for the quorum. A tie changes nothing, so the text is rejected.
    """
    if len(answers) < quorum:
        return ProcedureState.LAPSED
    agree, disagree = (sum(answer is side for answer in answers) for side in (Answer.AGREES, Answer.DISAGREES))
    return ProcedureState.DECIDED if agree > disagree else ProcedureState.REJECTED


# Days between two meetings of a body that keeps to its tempo.
TEMPO_DAYS: Mapping[Tempo, int] = {Tempo.MONTHLY: 31, Tempo.QUARTERLY: 92, Tempo.HALF_YEARLY: 183}
ENOUGH = 4  # meetings from which the tempo of a body that has no stated one is told
QUIET_AFTER = 2  # times its tempo


@dataclass(frozen=True, slots=True)
class Pulse:
    """How regularly a body meets: the last meeting, days since it and usually between two; None: not known."""

    last: date | None
    days_since: int | None
    days_between: float | None
    quiet: bool | None


def pulse(tempo: str, held: Iterable[date], on: date) -> Pulse:
    """Whether a body has gone quiet on the day: no meeting for more than twice its tempo.

    The tempo is the stated one; without one, the median of the days between at least four meetings.
    """
    days = sorted(day for day in held if day <= on)
    stated = TEMPO_DAYS.get(Tempo(tempo)) if tempo else None
    between: float | None = stated
    if stated is None and len(days) >= ENOUGH:
        between = float(median((after - before).days for before, after in pairwise(days)))
    since = (on - days[-1]).days if days else None
    quiet = None if since is None or not between else since > QUIET_AFTER * between
    return Pulse(days[-1] if days else None, since, between, quiet)
