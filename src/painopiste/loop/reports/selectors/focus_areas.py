"""The focus areas as they were on a day."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from painopiste.base.actors import Actor
from painopiste.base.bodies.permissions import visible as visible_bodies
from painopiste.base.bodies.permissions import visible_decisions
from painopiste.base.dates import Happened, happened, lasted, span
from painopiste.base.records import texts
from painopiste.base.words import ABBREVIATIONS
from painopiste.loop.focus_areas.models import FocusAreaChange, FocusAreaName, FocusAreaOrganisation
from painopiste.loop.focus_areas.permissions import visible
from painopiste.loop.plans.permissions import visible_plans
from painopiste.loop.reports.rules import Former, Standing, Step, dated, name_on, standing, text_of, until_on

Row = dict[str, Any]


def focus_areas_on(*, as_of: date, by: Actor, answers: Mapping[int, Row], unknown: list[Row]) -> list[Row]:
    """The focus areas that existed, or may have existed, on the day. Eight queries.

    What can't be said of the day is added to `unknown`.
    """
    columns = ("id", "key", "number", "group_id", "participants_stated", "source", *texts("name"))
    areas = list(visible(by).order_by(F("number").asc(nulls_last=True), "key").values(*columns))
    ids = [row["id"] for row in areas]
    names = _grouped(FocusAreaName.objects.filter(focus_area__in=ids), "used_until", *texts("name"))
    links = _links(ids)
    steps = _steps(ids, by)
    plans = _plans(as_of, by)
    groups, subgroups = _groups(by)
    found = []
    for row in areas:
        place = standing([Step(step["state"], step["happened_on"]) for step in steps[row["id"]]], as_of)
        if place is None:
            continue
        area = _area(row, place, steps[row["id"]], names[row["id"]], as_of)
        area |= _organisations(links[row["id"]], as_of)
        group = groups.get(row["group_id"])
        area |= {"group": group, "subgroups": subgroups[row["group_id"]] if group else []}
        area |= {"plan": plans.get(row["id"]), "answer": answers.get(row["id"])}
        area |= {"measures": [], "source": row["source"]}
        found.append(area)
        unknown += _doubts(area)
    return found


def _grouped(rows: QuerySet[Any], *columns: str) -> defaultdict[int, list[Row]]:
    grouped: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows.order_by("rank", "id").values("focus_area_id", *columns):
        grouped[row["focus_area_id"]].append(row)
    return grouped


def _links(ids: list[int]) -> defaultdict[int, list[Row]]:
    named = {f"organisation__{name}" for name in ("key", *ABBREVIATIONS, *texts("name"))}
    rows = FocusAreaOrganisation.objects.filter(focus_area__in=ids)
    return _grouped(rows, "role", "since", "until", *texts("part"), *sorted(named))


def _steps(ids: list[int], by: Actor) -> defaultdict[int, list[Row]]:
    columns = ("state", "happened_on", "reference", "source", "decision_id", "body_id", *texts("reason", "destination"))
    steps = _grouped(FocusAreaChange.objects.filter(focus_area__in=ids), *columns)
    decisions = dict(visible_decisions(by).values_list("pk", "key"))
    bodies = dict(visible_bodies(by).values_list("pk", "key"))
    for step in (step for some in steps.values() for step in some):
        step["decision"], step["body"] = decisions.get(step["decision_id"]), bodies.get(step["body_id"])
    return steps


def _plans(as_of: date, by: Actor) -> dict[int, Row]:
    """The newest plan of each focus area that had certainly been approved by the day."""
    rows = visible_plans(by).exclude(approved_on="").order_by("focus_area_id", "number")
    return {
        row["focus_area_id"]: {"key": row["key"], "number": row["number"], "approved_on": dated(row["approved_on"])}
        for row in rows.values("focus_area_id", "key", "number", "approved_on")
        if happened(row["approved_on"], as_of) is Happened.YES
    }


def _groups(by: Actor) -> tuple[dict[int, Row], defaultdict[int | None, list[Row]]]:
    groups: dict[int, Row] = {}
    subgroups: defaultdict[int | None, list[Row]] = defaultdict(list)
    columns = ("id", "parent_id", "key", "kind", "tempo", *texts("name"))
    for row in visible_bodies(by).order_by("pk").values(*columns):
        shown = {"key": row["key"], "name": text_of(row), "kind": row["kind"], "tempo": row["tempo"]}
        groups[row["id"]] = shown
        if row["kind"] == "subgroup" and row["parent_id"]:
            subgroups[row["parent_id"]].append(shown)
    return groups, subgroups


def _area(row: Row, place: Standing, steps: list[Row], names: list[Row], as_of: date) -> Row:
    former = [Former(text_of(name), name["used_until"]) for name in names]
    name, certain = name_on(text_of(row), former, as_of)
    return {
        "key": row["key"],
        "number": row["number"],
        "name": dict(name),
        "name_certain": certain,
        "state": place.state,
        "state_certain": place.certain,
        "state_since": dated(place.since) if place.since else None,
        "possible_states": [_possible(steps[at]) for at in place.possible],
        "steps": [_step(steps[at]) for at in place.known],
        "participants_stated": row["participants_stated"],
    }


def _possible(step: Row) -> Row:
    return {"state": step["state"], "happened_on": dated(step["happened_on"])}


def _step(step: Row) -> Row:
    shown = {name: step[name] for name in ("decision", "body", "reference", "source")}
    texts_ = {"reason": text_of(step, "reason"), "destination": text_of(step, "destination")}
    return {"state": step["state"], "happened_on": dated(step["happened_on"])} | shown | texts_


def _organisations(links: list[Row], as_of: date) -> Row:
    """Who led and who took part on the day, and who certainly had done so before."""
    found: Row = {"leads": [], "participants": [], "former": []}
    for link in links:
        answer = lasted(link["since"], link["until"], as_of)
        latest = span(link["until"]).latest
        if answer is not Happened.NO:
            kind = "leads" if link["role"] == "lead" else "participants"
            found[kind].append(_party(link, as_of) | {"certain": answer is Happened.YES})
        elif latest is not None and latest < as_of:
            found["former"].append(_party(link, as_of) | {"role": link["role"]})
    return found


def _party(link: Row, as_of: date) -> Row:
    row = {name.removeprefix("organisation__"): value for name, value in link.items()}
    return {
        "organisation": row["key"],
        **{name: row[name] for name in ABBREVIATIONS},
        "name": text_of(row),
        "part": text_of(row, "part"),
        "since": row["since"],
        "until": until_on(row["until"], as_of),
    }


def _doubts(area: Row) -> list[Row]:
    about = {"about": {"kind": "focus_area", "key": area["key"]}, "number": area["number"], "title": area["name"]}
    found = []
    if not area["state_certain"]:
        found.append({"code": "state", **about, "state": area["state"], "possible": area["possible_states"]})
    if not area["name_certain"]:
        found.append({"code": "name", **about})
    found += [
        {"code": "organisation", **about, "role": role, "party": party}
        for role in ("leads", "participants")
        for party in area[role]
        if not party["certain"]
    ]
    return found
