"""What stands around focus areas and measures: decisions, the timeline, findings, figures, bodies and organisations."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterator
from datetime import date
from typing import Any

from django.db.models import F

from painopiste.base.actors import Actor
from painopiste.base.bodies.models import BodyMember
from painopiste.base.bodies.permissions import visible, visible_decisions
from painopiste.base.dates import Happened, happened, lasted
from painopiste.base.organisations.models import Organisation
from painopiste.base.programmes.permissions import visible_events, visible_figures, visible_findings
from painopiste.base.records import texts
from painopiste.base.words import ABBREVIATIONS
from painopiste.loop.focus_areas.models import FocusAreaChange
from painopiste.loop.focus_areas.permissions import visible as visible_focus_areas
from painopiste.loop.plans.permissions import visible_measures
from painopiste.loop.reports.rules import dated, text_of, until_on

Row = dict[str, Any]
MEMBER = ("body_id", "role", "rank", "since", "until")


def decisions_on(*, as_of: date, by: Actor, unknown: list[Row]) -> list[Row]:
    """The decisions that had certainly been made, in the order of time. Two queries."""
    concerned: defaultdict[int, list[str]] = defaultdict(list)
    seen = visible_focus_areas(by).values("pk")
    steps = FocusAreaChange.objects.filter(decision__isnull=False, focus_area__in=seen)
    for decision, key in steps.order_by("focus_area__number", "pk").values_list("decision_id", "focus_area__key"):
        if key not in concerned[decision]:
            concerned[decision].append(key)
    columns = ("id", "key", "decided_on", "reference", "source", "body__key", *texts("title", "text"))
    rows = visible_decisions(by).order_by(F("latest").asc(nulls_last=True), "earliest", "pk")
    named = [f"body__{name}" for name in texts("name")]

    def shape(row: Row) -> Row:
        body = {name.removeprefix("body__"): value for name, value in row.items()}
        return {
            "key": row["key"],
            "body": {"key": row["body__key"], "name": text_of(body)},
            "reference": row["reference"],
            "title": text_of(row, "title"),
            "text": text_of(row, "text"),
            "focus_areas": concerned[row["id"]],
            "source": row["source"],
        }

    return list(_certain(rows.values(*columns, *named), "decided_on", as_of, shape, "decision", unknown))


def names_on(*, by: Actor) -> set[str]:
    """The keys of the focus areas and measures that may be named as what an event or a figure is about. One query."""
    areas = visible_focus_areas(by).order_by().values_list("key")
    return {key for (key,) in areas.union(visible_measures(by).order_by().values_list("key"))}


def events_on(*, as_of: date, by: Actor, unknown: list[Row], known: Container[str]) -> list[Row]:
    """The events of the timeline that had certainly happened; `known` keys may be named. One query."""
    columns = ("key", "happened_on", "theme", "about", "source", *texts("name", "description"))
    rows = visible_events(by).order_by(F("earliest").asc(nulls_last=True), "latest", "pk").values(*columns)

    def shape(row: Row) -> Row:
        shown = {name: row[name] for name in ("key", "theme", "source")}
        shown["about"] = row["about"] if row["about"] in known else ""
        return shown | {"title": text_of(row), "description": text_of(row, "description")}

    return list(_certain(rows, "happened_on", as_of, shape, "event", unknown))


def findings_on(*, as_of: date, by: Actor, unknown: list[Row]) -> dict[str, list[Row]]:
    """The strengths and the needs that had been found. One query."""
    columns = ("key", "kind", "theme", "found_on", "source", *texts("text"))
    rows = visible_findings(by).order_by("rank", "pk").values(*columns)

    def shape(row: Row) -> Row:
        return {name: row[name] for name in ("key", "kind", "theme", "source")} | {"title": text_of(row, "text")}

    found = list(_certain(rows, "found_on", as_of, shape, "finding", unknown))
    return {
        "strengths": [row for row in found if row["kind"] == "strength"],
        "needs": [row for row in found if row["kind"] == "need"],
    }


def figures_on(*, as_of: date, by: Actor, unknown: list[Row], known: Container[str]) -> list[Row]:
    """The key figures that sources had stated; `known` keys may be named. One query."""
    columns = ("key", "value", "qualifier", "unit", "stated_on", "about", "source", *texts("name"))

    def shape(row: Row) -> Row:
        shown = {name: row[name] for name in ("key", "qualifier", "unit", "source")}
        shown["about"] = row["about"] if row["about"] in known else ""
        return shown | {"value": str(row["value"].normalize() + 0), "title": text_of(row)}

    rows = visible_figures(by).order_by("pk").values(*columns)
    return list(_certain(rows, "stated_on", as_of, shape, "figure", unknown))


def _certain(
    rows: Any, column: str, as_of: date, shape: Callable[[Row], Row], code: str, unknown: list[Row]
) -> Iterator[Row]:
    """The rows that certainly belong to the day; those that may belong to it go to `unknown`."""
    for row in rows:
        answer = happened(row[column], as_of)
        if answer is Happened.YES:
            yield shape(row) | {column: dated(row[column])}
        elif answer is Happened.UNKNOWN:
            shown = shape(row)
            about = {"kind": code, "key": row["key"]}
            unknown.append({"code": code, "about": about, "title": shown["title"], "happened_on": dated(row[column])})


def bodies_on(*, as_of: date, by: Actor) -> list[Row]:
    """The bodies that worked on the day, and their members. Two queries."""
    columns = ("id", "key", "kind", "tempo", "began", "ended", "rotating_chair", "source", "parent__key")
    rows = list(visible(by).order_by("pk").values(*columns, *texts("name")))
    keys = {row["key"] for row in rows}
    members = _members(as_of)
    found = []
    for row in rows:
        answer = lasted(row["began"], row["ended"], as_of)
        if answer is Happened.NO:
            continue
        shown = {name: row[name] for name in ("key", "kind", "tempo", "rotating_chair", "source")}
        shown |= {
            "name": text_of(row),
            "parent": row["parent__key"] if row["parent__key"] in keys else None,
            "certain": answer is Happened.YES,
        }
        shown |= {"began": dated(row["began"]) if row["began"] else None, "members": members[row["id"]]}
        found.append(shown)
    return found


def _members(as_of: date) -> defaultdict[int, list[Row]]:
    grouped: defaultdict[int, list[Row]] = defaultdict(list)
    named = [f"organisation__{name}" for name in ("key", *ABBREVIATIONS, *texts("name"))]
    for row in BodyMember.objects.order_by("rank", "pk").values(*MEMBER, *named):
        answer = lasted(row["since"], row["until"], as_of)
        if answer is Happened.NO:
            continue
        organisation = {name.removeprefix("organisation__"): value for name, value in row.items()}
        grouped[row["body_id"]].append(
            {
                "organisation": organisation["key"],
                **{name: organisation[name] for name in ABBREVIATIONS},
                "name": text_of(organisation),
                **{name: row[name] for name in ("role", "rank", "since")},
                "until": until_on(row["until"], as_of),
                "certain": answer is Happened.YES,
            }
        )
    return grouped


def organisations_on(*, areas: list[Row], measures: list[Row], by: Actor) -> list[Row]:
    """The organisations that had a part in a focus area or a measure, and which. One query."""
    roles = _roles(areas)
    led = _counted(measures, "leads")
    taken_part = _counted(measures, "participants")
    found = []
    for row in Organisation.objects.order_by("pk").values("key", *ABBREVIATIONS, "kind", *texts("name")):
        key = row["key"]
        if key not in roles and not led[key] and not taken_part[key]:
            continue
        shown = {"key": key, **{name: row[name] for name in ABBREVIATIONS}, "kind": row["kind"], "name": text_of(row)}
        shown |= {"roles": roles.get(key, {}), "measures_led": led[key], "measures_taken_part": taken_part[key]}
        found.append(shown)
    return sorted(found, key=_most_leads_first)


def _roles(areas: list[Row]) -> dict[str, dict[str, Row]]:
    """For each organisation its role in each focus area: leading comes before taking part, and both before the past."""
    roles: defaultdict[str, dict[str, Row]] = defaultdict(dict)
    for area in areas:
        held = [(party, "former", True) for party in area["former"]]
        held += [(party, "participant", party["certain"]) for party in area["participants"]]
        held += [(party, "lead", party["certain"]) for party in area["leads"]]
        for party, role, certain in held:
            roles[party["organisation"]][area["key"]] = {"role": role, "certain": certain}
    return dict(roles)


def _counted(measures: list[Row], field: str) -> defaultdict[str, int]:
    counts: defaultdict[str, int] = defaultdict(int)
    for measure in measures:
        for party in measure[field]:
            counts[party["organisation"] or ""] += 1
    return counts


def _most_leads_first(row: Row) -> tuple[int, int, str]:
    held = [role["role"] for role in row["roles"].values()]
    return -held.count("lead"), -held.count("participant"), row["name"]["fi"]
