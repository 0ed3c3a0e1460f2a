"""The facts of an interim report as of a day, as the JSON file gives them."""

from datetime import date
from typing import Any

from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.errors import Missing
from painopiste.base.programmes.models import Programme
from painopiste.base.programmes.selectors import get_programme
from painopiste.base.words import ABBREVIATIONS, marked
from painopiste.loop.reports import permissions
from painopiste.loop.reports.rules import check_day, dated, summarise, text_of
from painopiste.loop.reports.selectors.answers import newest_round
from painopiste.loop.reports.selectors.focus_areas import focus_areas_on
from painopiste.loop.reports.selectors.measures import measures_on
from painopiste.loop.reports.selectors.surroundings import (
    bodies_on,
    decisions_on,
    events_on,
    figures_on,
    findings_on,
    names_on,
    organisations_on,
)

Facts = dict[str, Any]
FORMAT = "painopiste-interim-report/1"  # of the JSON file: kept reports outlive the program that made them


class NoProgramme(Missing):
    """There is nothing to report before a programme has been loaded."""

    code = "no_programme"
    message = marked("No cooperation model has been loaded yet, so there is nothing to report.")


def interim_facts(*, as_of: date, by: Actor) -> Facts:
    """Everything that an interim report tells of the day `as_of`, as this actor may see it.

    The number of queries is constant.

    :raises NoProgramme: before a programme is loaded
    :raises DayAhead, DayBeforeModel: if nothing can be said of the day
    """
    programme = get_programme()
    if programme is None:
        raise NoProgramme
    check_day(as_of, today=timezone.localdate(), began=programme.began)
    unknown: list[Facts] = []
    described = programme.status_on is None or as_of >= programme.status_on
    round_, answers, notes = newest_round(as_of=as_of, by=by)
    decisions = decisions_on(as_of=as_of, by=by, unknown=unknown)
    areas = focus_areas_on(as_of=as_of, by=by, answers=answers, unknown=unknown)
    measures = measures_on(as_of=as_of, by=by, notes=notes, described=described, unknown=unknown)
    for area in areas:
        area["measures"] = [row["key"] for row in measures if row["focus_area"] == area["key"]]
    known = names_on(by=by)
    facts: Facts = {
        "format": FORMAT,
        "kind": "interim",
        "as_of": as_of.isoformat(),
        "audience": permissions.narrowest_audience(by).value,
        "programme": _programme(programme),
        "summary": {},
        "round": round_,
        "focus_areas": areas,
        "measures": measures,
        "decisions": decisions,
        "timeline": events_on(as_of=as_of, by=by, unknown=unknown, known=known),
        **findings_on(as_of=as_of, by=by, unknown=unknown),
        "figures": figures_on(as_of=as_of, by=by, unknown=unknown, known=known),
        "bodies": bodies_on(as_of=as_of, by=by),
        "organisations": organisations_on(areas=areas, measures=measures, by=by),
        "undecided": _undecided(areas, measures),
        "unknown": unknown,
    }
    facts["summary"] = summarise(facts)
    return facts


def _programme(programme: Programme) -> Facts:
    row = {name: getattr(programme, name) for name in vars(programme)}
    owner = programme.owner
    return {
        "key": programme.key,
        "name": text_of(row),
        "description": text_of(row, "description"),
        "owner": {
            "organisation": owner.key,
            **{name: getattr(owner, name) for name in ABBREVIATIONS},
            "name": text_of(vars(owner)),
        }
        if owner
        else None,
        "began": dated(programme.began),
        "term_ends": dated(programme.term_ends),
        "status_on": programme.status_on.isoformat() if programme.status_on else None,
        "source": {"title": programme.source_title, "licence": programme.source_licence},
        "demonstration": programme.demonstration,
    }


def _undecided(areas: list[Facts], measures: list[Facts]) -> list[Facts]:
    """What waited for a decision on the day: proposed focus areas, pilots, and measures that a decision holds up."""
    waiting = [_waits("focus_area", row, row["name"]) for row in areas if row["state"] == "proposed"]
    waiting += [
        _waits("pilot", row, row["title"]) for row in measures if row["pilot"] == "pending" and row["state_certain"]
    ]
    held_up = [row for row in measures if row["blocked_by"] == "awaiting_decision"]
    return waiting + [_waits("measure", row, row["title"]) for row in held_up]


def _waits(what: str, row: Facts, title: Any) -> Facts:
    return {"what": what, "key": row["key"], "number": row["number"], "title": title}
