"""Meetings as an iCalendar file (RFC 5545). It knows neither requests nor tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

ZONE = ZoneInfo("Europe/Helsinki")
USUAL = timedelta(hours=2)  # how long a meeting is kept free for that does not tell its end
STATUS = {"planned": "TENTATIVE", "cancelled": "CANCELLED"}  # anything else is confirmed


@dataclass(frozen=True, slots=True)
class Entry:
    """One meeting. Without a beginning it takes its whole day, and nobody is shown as busy."""

    uid: str
    name: str
    day: date
    begins: time | None
    ends: time | None
    place: str
    page: str
    link: str
    state: str
    version: int


def write(name: str, entries: Iterable[Entry], *, language: str, now: datetime) -> bytes:
    """The file, with the rules of the time zone that its times are in."""
    calendar = Calendar()
    for field, value in {
        "prodid": "-//Painopiste//Meetings//FI",
        "version": "2.0",
        "method": "PUBLISH",
        "name": name,
        "x-wr-calname": name,
        "refresh-interval": timedelta(hours=6),
        "x-published-ttl": "PT6H",
    }.items():
        calendar.add(field, value, parameters={"VALUE": "DURATION"} if field == "refresh-interval" else None)
    for entry in entries:
        calendar.add_component(_event(entry, language, now))
    calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    return content


def _event(entry: Entry, language: str, now: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", now)
    event.add("sequence", entry.version)
    event.add("summary", entry.name, parameters={"LANGUAGE": language})
    event.add("url", entry.page)
    event.add("status", STATUS.get(entry.state, "CONFIRMED"))
    if entry.begins is None:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    else:
        begins = datetime.combine(entry.day, entry.begins, ZONE)
        event.add("dtstart", begins)
        event.add("dtend", datetime.combine(entry.day, entry.ends, ZONE) if entry.ends else begins + USUAL)
    if entry.place:
        event.add("location", entry.place)
    event.add("description", "\n".join(filter(None, (entry.link, entry.page))))
    return event
