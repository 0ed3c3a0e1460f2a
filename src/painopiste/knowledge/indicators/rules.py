"""What an indicator is, and how its figures may be put together. Pure: no Django, no clock, no database."""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What an indicator tells of."""

    PROCESS = "process"  # what is done
    OUTPUT = "output"  # what it brings about at once
    OUTCOME = "outcome"  # what changes among people
    CONTEXT = "context"  # what the rest is compared with
    FORESIGHT = "foresight"  # what shows a change before it comes


class Collection(StrEnum):
    """Which set an indicator belongs to."""

    MINIMUM = "minimum"  # vähimmäistiedot
    COMPLEMENTARY = "complementary"
    REGIONAL = "regional"


class Scale(StrEnum):
    """What kind of number it is; only counts may be added up over areas."""

    COUNT = "count"
    SHARE = "share"
    INDEX = "index"
    TIME = "time"


class Direction(StrEnum):
    """What more of it means."""

    WORSE = "worse"
    BETTER = "better"
    NEITHER = "neither"


class State(StrEnum):
    """Whether there is such an indicator yet: those that are not are the register of what is missing."""

    IN_USE = "in_use"
    PLANNED = "planned"
    MISSING = "missing"


class Confidentiality(StrEnum):
    """What is held back of small figures."""

    PUBLISHED = "published"  # the source itself publishes each figure: holding it back here would protect nobody
    SMALL_COUNTS = "small_counts"  # 1–4 and what would give them back, from readers who have no right to them


class Status(StrEnum):
    """How sure a value is; the codes of SDMX (CL_OBS_STATUS)."""

    FINAL = "A"
    PRELIMINARY = "P"
    ESTIMATED = "E"
    SUPPRESSED = "S"  # the source holds it back
    MISSING = "M"


WITHOUT_VALUE = frozenset({Status.SUPPRESSED, Status.MISSING})
COMPARED_AT_MOST = 6  # areas beside each other: as many as a chart tells apart without colour
PERIOD = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])|-Q([1-4]))?")


class WrongPeriod(ValueError):
    """A text that names no year, quarter or month."""


def first_day(period: str) -> date:
    """The first day of `2022`, `2022-Q3` or `2022-07`.

    :raises WrongPeriod: for anything else
    """
    found = PERIOD.fullmatch(period)
    if found is None or found[1] == "0000":
        raise WrongPeriod(period)
    month = int(found[2]) if found[2] else 3 * int(found[3]) - 2 if found[3] else 1
    return date(int(found[1]), month, 1)


def breaks_between(periods: Iterable[str], breaks: Iterable[str]) -> list[int]:
    """The places in the row of periods before which the series breaks; a break is named by the first new period."""
    days = [first_day(period) for period in periods]
    places = set()
    for broken in breaks:
        day = first_day(broken)
        after = next((place for place, each in enumerate(days) if each >= day), 0)
        if after:
            places.add(after)
    return sorted(places)


def comparable(first: str, second: str, breaks: Iterable[str]) -> bool:
    """Whether the figures of two periods may be compared: no break stands between them."""
    early, late = sorted((first_day(first), first_day(second)))
    return not any(early < first_day(each) <= late for each in breaks)
