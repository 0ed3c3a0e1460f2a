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
from itertools import product
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
ABOUT = {"fi": "noin {}", "sv": "omkring {}", "en": "about {}"}
UNKNOWN = {"fi": "ei tiedossa", "sv": "okänt", "en": "not known"}

# What people type besides the words that we write.
SPOKEN = {"keväällä": "21", "kesällä": "22", "syksyllä": "23", "talvella": "24", "fall": "23"}
SPOKEN |= {"vår": "21", "sommar": "22", "höst": "23", "vinter": "24", "alkuvuonna": "40", "loppuvuonna": "41"}
NEARLY = {sentence.partition(" ")[0] for sentence in ABOUT.values()} | {"n.", "ca", "ca."}
NEAR = re.compile(r"(\S+) (.+)")
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
PERIOD = re.compile(r"(.+?) ?– ?(.+)|(.+?) - (.+)|(\d{4})-(\d{4})")
SHORT_PERIOD = re.compile(r"(?P<first>[^\W\d]+)[–-](?P<last>[^\W\d]+) (?P<year>\d{4})")


class WrongDate(Invalid):
    """The text is not a date that we understand."""

    code = "wrong_date"
    message = marked(
        "“%(value)s” is not a date. Write a day (24.5.2022), a month (5/2022), a year (2022) or a season (autumn 2022)."
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
        days = Span(_edge(parsed.lower_strict()), _edge(parsed.upper_strict()))
    except Exception as error:
        raise WrongDate(value=value) from error
    if days.earliest and days.latest and days.earliest > days.latest:
        raise WrongDate(value=value)
    return days


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
    if MONTH.fullmatch(first) and MONTH.fullmatch(last) and first[:4] == last[:4]:
        month = str(format_date(date(int(first[:4]), int(first[5:]), 1), "LLLL", locale=language))
        return f"{month.removesuffix('kuu')}–{show(last, language)}"
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
    """The EDTF form of what a person typed: 24.5.2022, 5/2022, syksy 2022, noin 2021, whatever `show` writes, or EDTF.

    :raises WrongDate: if it is none of these
    """
    typed = " ".join(text.split())
    try:
        return check(_read(typed))
    except WrongDate as error:
        raise WrongDate(value=typed) from error


def _read(text: str) -> str:
    for pattern, edtf in _phrases():
        if found := pattern.fullmatch(text):
            return edtf.format(*_within(edtf, [_read(part) for part in found.groups()]))
    if (found := SHORT_PERIOD.fullmatch(text.lower())) and {found["first"], found["last"]} <= set(_months()):
        return "/".join(f"{found['year']}-{_months()[found[side]]}" for side in ("first", "last"))
    if found := PERIOD.fullmatch(text):
        return "/".join(_read(part) for part in found.groups() if part)
    if (found := NEAR.fullmatch(text)) and found[1].lower() in NEARLY:
        return _read(found[2]) + "~"
    return _read_one(text)


def _within(edtf: str, parts: list[str]) -> list[str]:
    """EDTF knows no seasons between brackets: there the last day of one stands for "by autumn"."""
    if not edtf.endswith("]") or all(_plain_span(part) for part in parts):
        return parts
    sides = (span(part).latest if edtf.endswith("{}]") and part is parts[-1] else span(part).earliest for part in parts)
    return [str(day or "") for day in sides]


def _read_one(text: str) -> str:
    """A day, a month, a season or a year; anything else stays as it is."""
    word, _, year = text.lower().rpartition(" ")
    if word in _words() and year.isdigit():
        return f"{year}-{_words()[word]}"
    for separator, order in ((".", (2, 1, 0)), ("/", (1, 0))):
        parts = text.split(separator)
        if len(parts) == len(order) and all(map(str.isdigit, parts)) and len(parts[-1]) == 4 and len(parts[0]) <= 2:
            return "-".join(parts[place].zfill(2) for place in order)
    return text


@lru_cache(maxsize=1)
def _phrases() -> list[tuple[re.Pattern[str], str]]:
    """The sentences in which `show` puts a date, as patterns, and what each means."""
    tables = ((SOMETIME, "[{}..{}]"), (BY, "[..{}]"), (NOT_BEFORE, "[{}..]"), (FROM, "{}/.."))
    return [
        (re.compile(re.escape(sentence).replace(r"\{\}", "(.+?)"), re.IGNORECASE), edtf)
        for table, edtf in tables
        for sentence in table.values()
    ]


@lru_cache(maxsize=1)
def _months() -> dict[str, str]:
    """Months in our languages and their numbers; the Finnish ones also as in "toukokuussa" and "tammi–helmikuu"."""
    found: dict[str, str] = {}
    for language, month in product(SEASONS, range(1, 13)):
        name = str(format_date(date(2000, month, 1), "LLLL", locale=language)).lower()
        forms = (name, f"{name}ssa", name.removesuffix("kuu")) if language == "fi" else (name,)
        found |= dict.fromkeys(forms, f"{month:02}")
    return found


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    """Months and seasons and their numbers in EDTF: "kesä" is the summer, not June."""
    return _months() | {name: number for names in SEASONS.values() for number, name in names.items()} | SPOKEN
