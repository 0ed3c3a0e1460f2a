"""What can be said of a day from dates that are often known only roughly. Pure: no Django, no clock, no database.

A step counts when its last possible day has come, it does not count when its first possible day is still ahead,
and in between nobody can tell: then the report says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from painopiste.base.dates import Happened, happened, span
from painopiste.base.errors import Invalid

UNKNOWN = "unknown"


class DayAhead(Invalid):
    """A report tells what was; it can't be made of a day that has not come."""

    code = "day_ahead"
    message = "A report can be made of today or an earlier day, and %(day)s is still ahead."


class DayBeforeModel(Invalid):
    """Nothing is known of the days before the cooperation model began."""

    code = "day_before_model"
    message = "The cooperation model began on %(began)s, so nothing can be reported of %(day)s."


@dataclass(frozen=True, slots=True)
class Step:
    """A new state and when it came, in EDTF."""

    state: str
    happened_on: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The state on a day. `known` and `possible` are the places of steps that certainly, or perhaps, had been taken."""

    state: str
    certain: bool
    since: str
    step: int | None
    known: tuple[int, ...]
    possible: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Former:
    """A name used before the present one, until a day given in EDTF."""

    name: Mapping[str, str]
    used_until: str


def check_day(day: date, *, today: date, began: str) -> None:
    """Refuse a day of which nothing can be reported.

    :raises DayAhead: if the day has not come
    :raises DayBeforeModel: if the cooperation model certainly did not exist yet
    """
    shown = f"{day.day}.{day.month}.{day.year}"
    if day > today:
        raise DayAhead(day=shown)
    first = span(began).earliest
    if first is not None and day < first:
        raise DayBeforeModel(day=shown, began=f"{first.day}.{first.month}.{first.year}")


def in_order(steps: Sequence[Step]) -> list[int]:
    """The places of the steps in order of time: as they were entered, unless their dates certainly tell otherwise."""
    ordered: list[int] = []
    for place, step in enumerate(steps):
        latest = span(step.happened_on).latest
        at = len(ordered)
        while at and latest is not None and _begins_after(steps[ordered[at - 1]], latest):
            at -= 1
        ordered.insert(at, place)
    return ordered


def _begins_after(step: Step, day: date) -> bool:
    earliest = span(step.happened_on).earliest
    return earliest is not None and earliest > day


def standing(steps: Sequence[Step], on: date) -> Standing | None:
    """The state that follows from the steps on the day `on`; None if it certainly did not exist yet."""
    ordered = in_order(steps)
    answers = [happened(steps[place].happened_on, on) for place in ordered]
    known = [at for at, answer in enumerate(answers) if answer is Happened.YES]
    after = known[-1] + 1 if known else 0
    possible = _until_no(ordered, answers, after)
    if not known:
        return Standing(UNKNOWN, False, "", None, (), possible) if possible or not steps else None
    last = ordered[known[-1]]
    since = _run_began(steps, [ordered[at] for at in known])
    return Standing(steps[last].state, not possible, since, last, tuple(ordered[at] for at in known), possible)


def _until_no(ordered: Sequence[int], answers: Sequence[Happened], after: int) -> tuple[int, ...]:
    """The steps that may have been taken: those before the first that certainly came later."""
    found = []
    for place, answer in zip(ordered[after:], answers[after:], strict=True):
        if answer is Happened.NO:
            break
        found.append(place)
    return tuple(found)


def _run_began(steps: Sequence[Step], known: Sequence[int]) -> str:
    """When the present state began: a state that was only stated again did not begin anew."""
    first = known[-1]
    for place in reversed(known):
        if steps[place].state != steps[known[-1]].state:
            break
        first = place
    return steps[first].happened_on


def name_on(present: Mapping[str, str], former: Sequence[Former], on: date) -> tuple[Mapping[str, str], bool]:
    """The name in use on a day, and whether that is certain. A former name without an end is only another spelling."""
    ended = [(name, happened(name.used_until, on)) for name in former if name.used_until]
    in_use = [name for name, answer in ended if answer is Happened.NO]
    certain = all(answer is not Happened.UNKNOWN for _, answer in ended)
    if not in_use:
        return present, certain
    return min(in_use, key=lambda name: span(name.used_until).earliest or date.max).name, certain


def until_on(until: str, on: date) -> str:
    """The end of a role as it was known on the day: an end that was still ahead is not told."""
    earliest = span(until).earliest
    return "" if earliest is not None and earliest > on else until


def text_of(row: Mapping[str, Any], field: str = "name") -> dict[str, str]:
    """The texts of a row's field by language."""
    return {language: row[f"{field}_{language}"] or "" for language in ("fi", "sv", "en")}


def dated(value: str) -> dict[str, str | None]:
    """A date as the source gives it, with its first and last possible day."""
    days = span(value)
    return {
        "edtf": value,
        "earliest": days.earliest.isoformat() if days.earliest else None,
        "latest": days.latest.isoformat() if days.latest else None,
    }
