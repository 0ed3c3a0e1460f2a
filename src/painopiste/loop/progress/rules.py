"""What may be answered in a progress round, when an answer is late, and what has changed since the round before.

Pure: no Django, no clock, no database.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from painopiste.base import dates
from painopiste.base.errors import Conflict
from painopiste.base.words import marked
from painopiste.loop.focus_areas.rules import ENDED
from painopiste.loop.focus_areas.rules import State as FocusAreaState


class RoundState(StrEnum):
    """Whether answers are taken in."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


class Activity(StrEnum):
    """How active a focus-area group has been."""

    VERY_ACTIVE = "very_active"
    ACTIVE = "active"
    SOME = "some"
    NONE = "none"
    ENDED = "ended"


class Forecast(StrEnum):
    """Whether the planned measures can be carried out by the end of the term."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_KNOWN = "not_known"


class AnswerState(StrEnum):
    """How far an answer has come. Who may not see a draft sees it as missing."""

    MISSING = "missing"
    DRAFT = "draft"
    SUBMITTED = "submitted"


class RoundNotOpen(Conflict):
    """The round takes no answers in: it has not opened yet, or it has been closed."""

    code = "round_not_open"
    message = marked("This round is not open for answers.")


class AlreadySubmitted(Conflict):
    """A submitted answer is not a draft again."""

    code = "already_submitted"
    message = marked("The answer has been submitted already. Its changes can only be submitted, not saved as a draft.")


# What an answer can't be submitted without; of the narrative, one language is enough.
NEEDED = ("activity", "state", "forecast")
NARRATIVE = "done"
ANSWERABLE = tuple(state for state in FocusAreaState if state not in (FocusAreaState.PROPOSED, FocusAreaState.REJECTED))


def state_on(opens_on: date, closes_on: date, on: date, *, closed: bool) -> RoundState:
    """The state of a round on a day. A round that is not closed by hand still takes late answers in."""
    if closed:
        return RoundState.CLOSED
    return RoundState.PLANNED if on < opens_on else RoundState.OPEN


def check_open(opens_on: date, closes_on: date, on: date, *, closed: bool) -> None:
    """Refuse an answer to a round that takes none in.

    :raises RoundNotOpen: always then
    """
    if state_on(opens_on, closes_on, on, closed=closed) is not RoundState.OPEN:
        raise RoundNotOpen


def is_late(closes_on: date, submitted_on: date | None, on: date) -> bool:
    """Whether an answer came, or is still missing, after the round's last day."""
    return (submitted_on or on) > closes_on


def missing_fields(values: Mapping[str, object]) -> list[str]:
    """The fields without which this answer can't be submitted."""
    lacking = [name for name in NEEDED if not values.get(name)]
    told = any(str(text).strip() for name, text in values.items() if name.startswith(f"{NARRATIVE}_"))
    return lacking if told else [*lacking, f"{NARRATIVE}_fi"]


def is_asked(steps: Sequence[tuple[str, str]], on: date) -> bool:
    """Whether a focus area is asked how it goes on a day, from its (state, date in EDTF) steps in their order.

    It is asked once it may have been approved, and until it has certainly ended.
    """
    alive = False
    for state, happened_on in steps:
        known = dates.happened(happened_on, on)
        if state in ENDED:
            alive = alive and known is not dates.Happened.YES
        elif known is not dates.Happened.NO:
            alive = state != FocusAreaState.PROPOSED
    return alive


class Turn(StrEnum):
    """Which way something has gone since the round before."""

    BETTER = "better"
    WORSE = "worse"
    OTHER = "other"  # changed, but neither is above the other
    SAME = "same"


# From the best to the worst. What is not in the order can't be better or worse than anything.
ACTIVITY_ORDER: Sequence[str] = (Activity.VERY_ACTIVE, Activity.ACTIVE, Activity.SOME, Activity.NONE)
FORECAST_ORDER: Sequence[str] = (Forecast.YES, Forecast.PARTLY, Forecast.NO)


class Told(Protocol):
    """What of an answer can be compared with another."""

    @property
    def state(self) -> str: ...
    @property
    def activity(self) -> str: ...
    @property
    def forecast(self) -> str: ...
    @property
    def obstacles(self) -> Iterable[str]: ...


@dataclass(frozen=True, slots=True)
class Comparison:
    """What has changed from one answer to the next."""

    state: Turn
    activity: Turn
    forecast: Turn
    new_obstacles: frozenset[str]
    gone_obstacles: frozenset[str]

    @property
    def is_same(self) -> bool:
        turns = {self.state, self.activity, self.forecast}
        return turns == {Turn.SAME} and not self.new_obstacles and not self.gone_obstacles


def compare(before: Told, after: Told) -> Comparison:
    """Tell what has changed from the answer of the round before to this one."""
    then, now = frozenset(before.obstacles), frozenset(after.obstacles)
    return Comparison(
        state=Turn.SAME if before.state == after.state else Turn.OTHER,
        activity=_turn(before.activity, after.activity, ACTIVITY_ORDER),
        forecast=_turn(before.forecast, after.forecast, FORECAST_ORDER),
        new_obstacles=now - then,
        gone_obstacles=then - now,
    )


def _turn(before: str, after: str, order: Sequence[str]) -> Turn:
    if before == after:
        return Turn.SAME
    if before not in order or after not in order:
        return Turn.OTHER
    return Turn.BETTER if order.index(after) < order.index(before) else Turn.WORSE


def count_codes(codes: Iterable[str], order: Iterable[str]) -> dict[str, int]:
    """How often each code occurs, the most frequent first, equals in the given order; what never occurs is left out."""
    found = list(codes)
    counts = {code: found.count(code) for code in (*order, *found)}
    return dict(sorted(((code, n) for code, n in counts.items() if n), key=lambda pair: -pair[1]))
