"""Dates as the source gives them: a day, a month, a season, a year, "at the latest". Pure: no Django, no clock.

A date is written in EDTF (ISO 8601-2), for example `2021`, `2021-12~` (about December), `2022-23` (autumn),
`[..2022-05-24]` (happened by that day, not known when) or `2022/2023` (a period). An empty text is an unknown date.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from time import struct_time

from babel.dates import format_date
from edtf import parse_edtf

from painopiste.base.errors import Invalid
from painopiste.base.words import marked

SEASONS = {
    "fi": {"21": "kevät", "22": "kesä", "23": "syksy", "24": "talvi", "40": "alkuvuosi", "41": "loppuvuosi"},
    "sv": {"21": "våren", "22": "sommaren", "23": "hösten", "24": "vintern", "40": "början av", "41": "slutet av"},
    "en": {"21": "spring", "22": "summer", "23": "autumn", "24": "winter", "40": "early", "41": "late"},
}
BY = {"fi": "viimeistään {}", "sv": "senast {}", "en": "{} at the latest"}
NOT_BEFORE = {"fi": "aikaisintaan {}", "sv": "tidigast {}", "en": "{} at the earliest"}
SOMETIME = {"fi": "aikavälillä {} – {}", "sv": "någon gång {} – {}", "en": "some time {} – {}"}
FROM = {"fi": "alkaen {}", "sv": "från {}", "en": "from {}"}
WITHIN = {"fi": "aikavälillä {}", "sv": "någon gång {}", "en": "some time {}"}
ABOUT = {"fi": "noin {}", "sv": "omkring {}", "en": "about {}"}
UNKNOWN = {"fi": "ei tiedossa", "sv": "okänt", "en": "not known"}


class WrongDate(Invalid):
    """The text is not a date that we understand."""

    code = "wrong_date"
    message = marked(
        "“%(value)s” is not a date. Write a day (24.5.2022), a month (5/2022), a year (2022) or a season (2022-23)."
    )


class EndBeforeBeginning(Invalid):
    """Something would have ended before it began."""

    code = "end_before_beginning"
    message = marked("The end is before the beginning.")


class Happened(StrEnum):
    """Whether something had happened on a given day."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day on which it can have happened; None where that side is open or unknown."""

    earliest: date | None
    latest: date | None


PLAIN = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?")
BETWEEN = re.compile(r"\[(?P<after>[-\d]*)\.\.(?P<before>[-\d]*)\]|(?P<first>[-\d]+)/(?P<last>[-\d]+)")


def _plain_span(value: str) -> Span | None:
    """Years, months, days, and what lies between two of them: nearly all dates. The full parser takes 7 ms for each."""
    if found := PLAIN.fullmatch(value):
        year, month, day = int(found[1]), found[2], found[3]
        last_month = int(month or 12)
        first = date(year, int(month or 1), int(day or 1))
        return Span(first, date(year, last_month, int(day or monthrange(year, last_month)[1])))
    if found := BETWEEN.fullmatch(value):
        return _span_between(found["after"] or found["first"] or "", found["before"] or found["last"] or "")
    return None


def _span_between(after: str, before: str) -> Span | None:
    """From the first day of one to the last day of the other; an empty side is open."""
    first, last = _plain_span(after), _plain_span(before)
    if not (first or last) or (after and not first) or (before and not last):
        return None
    if first and last and (first.earliest or date.min) > (last.latest or date.max):
        return None
    return Span(first.earliest if first else None, last.latest if last else None)


def _edge(value: struct_time | float) -> date | None:
    return date(value.tm_year, value.tm_mon, value.tm_mday) if isinstance(value, struct_time) else None


@lru_cache(maxsize=4096)
def span(value: str) -> Span:
    """The days between which `value` lies.

    :raises WrongDate: if the text is not EDTF
    """
    if not value:
        return Span(None, None)
    try:
        if plain := _plain_span(value):
            return plain
        parsed = parse_edtf(value)
        return Span(_edge(parsed.lower_strict()), _edge(parsed.upper_strict()))
    except Exception as error:
        raise WrongDate(value=value) from error


def check(value: str) -> str:
    """Give back the text if it is a date.

    :raises WrongDate: if it is not
    """
    span(value)
    return value


def check_end(since: str, until: str) -> None:
    """Refuse an end that certainly was before the beginning.

    :raises EndBeforeBeginning: always then
    :raises WrongDate: if one of them is not a date
    """
    if ends_before(since, until):
        raise EndBeforeBeginning(fields={"until": EndBeforeBeginning.message})


def ends_before(since: str, until: str) -> bool:
    """Whether the end certainly was before the beginning."""
    begun, ended = span(since).earliest, span(until).latest
    return begun is not None and ended is not None and ended < begun


def happened(value: str, on: date) -> Happened:
    """Whether what is dated `value` had happened by the end of the day `on`."""
    days = span(value)
    if days.latest is not None and days.latest <= on:
        return Happened.YES
    if days.earliest is not None and days.earliest > on:
        return Happened.NO
    return Happened.UNKNOWN


def lasted(since: str, until: str, on: date) -> Happened:
    """Whether a period from `since` to `until` (both inclusive, empty: open) covers the day `on`."""
    begun = happened(since, on) if since else Happened.YES
    end = span(until)
    over = end.latest is not None and end.latest < on
    if begun is Happened.NO or over:
        return Happened.NO
    certainly_going = not until or (end.earliest is not None and end.earliest >= on)
    return Happened.YES if begun is Happened.YES and certainly_going else Happened.UNKNOWN


def sort_key(value: str) -> tuple[date, date]:
    """Orders dates by their first possible day; unknown dates come last."""
    days = span(value)
    return (days.earliest or days.latest or date.max, days.latest or date.max)


def show(value: str, language: str) -> str:
    """The date as people of the language write it: 24.5.2022, toukokuu 2022, syksy 2022, viimeistään 24.5.2022."""
    if not value:
        return UNKNOWN[language]
    check(value)
    if value[0] in "[{":
        return _show_set(value.strip("[]{}"), language)
    if "/" in value:
        since, _, until = value.partition("/")
        return _show_period(since, until, language)
    if value[-1] in "~?%":
        return ABOUT[language].format(show(value[:-1], language))
    return _show_one(value, language)


def _show_set(inside: str, language: str) -> str:
    """One of several dates, not known which."""
    if "," in inside:
        return ", ".join(show(one, language) for one in inside.split(",") if ".." not in one)
    first, _, last = inside.partition("..")
    if not first:
        return BY[language].format(show(last, language))
    if not last:
        return NOT_BEFORE[language].format(show(first, language))
    return SOMETIME[language].format(show(first, language), show(last, language))


def _show_period(first: str, last: str, language: str) -> str:
    """A time from a date to a date."""
    if first in ("", ".."):
        return BY[language].format(show(last, language))
    if last in ("", ".."):
        return FROM[language].format(show(first, language))
    dash = "–" if first.isdigit() and last.isdigit() else " – "
    return show(first, language) + dash + show(last, language)


def _show_one(value: str, language: str) -> str:
    parts = value.split("-")
    if len(parts) == 1 or "X" in value:
        return value
    if len(parts) == 3:
        return f"{int(parts[2])}.{int(parts[1])}.{parts[0]}"
    if int(parts[1]) > 12:
        return f"{SEASONS[language][parts[1]]} {parts[0]}"
    return str(format_date(date(int(parts[0]), int(parts[1]), 1), "LLLL y", locale=language))


def understand(text: str) -> str:
    """The EDTF form of what a person typed: 24.5.2022, 5/2022, 2022 or EDTF itself.

    :raises WrongDate: if it is none of these
    """
    text = text.strip()
    for separator, order in ((".", (2, 1, 0)), ("/", (1, 0))):
        parts = text.split(separator)
        if (
            len(parts) == len(order)
            and all(part.isdigit() for part in parts)
            and len(parts[-1]) == 4
            and len(parts[0]) <= 2
        ):
            text = "-".join(parts[place].zfill(2) for place in order)
    return check(text)
