"""The measures as they were on a day."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Model

from painopiste.base.actors import Actor
from painopiste.base.bodies.permissions import visible as visible_bodies
from painopiste.base.dates import Happened, happened, lasted
from painopiste.base.organisations.models import Organisation
from painopiste.base.records import texts
from painopiste.base.words import ABBREVIATIONS
from painopiste.loop.plans import permissions
from painopiste.loop.plans.models import Deliverable, Dependency, FundingLine, MeasureChange, MeasureParty, Milestone
from painopiste.loop.plans.rules import State, is_late
from painopiste.loop.reports.rules import Step, dated, standing, text_of, until_on

Row = dict[str, Any]
Grouped = defaultdict[int, list[Row]]
ROLES = {"lead": "leads", "participant": "participants", "funder": "funders", "audience": "audiences"}
NO_WORDS = {"fi": "", "sv": "", "en": ""}
DATES = ("starts_on", "due_on", "due_latest", "pilot_decided_on")
COLUMNS = (
    "id",
    "key",
    "number",
    "kind",
    "pilot_decision",
    "source",
    "focus_area__key",
    *DATES,
    *texts("title", "timing"),
)
STEP = ("state", "source_status", "happened_on", "blocked_by", *texts("reason"))


def measures_on(*, as_of: date, by: Actor, notes: Mapping[int, Row], described: bool, unknown: list[Row]) -> list[Row]:
    """The measures that existed, or may have existed, on the day; adds to `unknown` what can't be said. Nine queries.

    `described`: whether what has no date (such as words on timing) can be taken to hold for the day.
    """
    shown = permissions.visible_measures(by)
    rows = list(shown.order_by("rank", "number").values(*COLUMNS))
    keys = {row["id"]: row["key"] for row in rows}
    parties = _parties(by)
    steps = _grouped(MeasureChange, *STEP, order="rank")
    milestones = _grouped(Milestone, "key", "due_on", "reached_on", *texts("title"), order="due_latest")
    deliverables = _grouped(Deliverable, "key", "link", "published_on", *texts("title"))
    funding = _funding()
    dependencies = _grouped(Dependency, "other_id", "kind", *texts("note"))
    found = []
    for row in rows:
        measure = _measure(row, steps[row["id"]], as_of)
        if measure is None:
            continue
        measure |= _held(parties[row["id"]], as_of)
        measure |= {
            "timing": text_of(row, "timing") if described else dict(NO_WORDS),
            "milestones": [_milestone(one, as_of) for one in milestones[row["id"]]],
            "deliverables": list(_up_to(deliverables[row["id"]], "published_on", as_of, described, _deliverable)),
            "funding": list(_up_to(funding[row["id"]], "dated_on", as_of, described, _line)),
            "dependencies": [_dependency(one, keys) for one in dependencies[row["id"]] if one["other_id"] in keys],
            "told": notes.get(row["id"]),
            "source": row["source"],
        }
        found.append(measure)
        unknown += _doubts(measure)
    existing = {measure["key"] for measure in found}
    for measure in found:
        measure["dependencies"] = [one for one in measure["dependencies"] if one["measure"] in existing]
    return found


def _grouped(model: type[Model], *columns: str, order: str = "pk") -> Grouped:
    grouped: Grouped = defaultdict(list)
    for row in model._default_manager.order_by(order, "pk").values("measure_id", *columns):
        grouped[row["measure_id"]].append(row)
    return grouped


def _parties(by: Actor) -> Grouped:
    """Who leads, takes part in, pays for or is reached by each measure, without bodies that the actor may not see."""
    parties = _grouped(
        MeasureParty, "role", "organisation_id", "body_id", "since", "until", *texts("named"), order="rank"
    )
    named = ("id", "key", *texts("name"))
    organisations = {row["id"]: row for row in Organisation.objects.values(*ABBREVIATIONS, *named)}
    bodies = {row["id"]: row for row in visible_bodies(by).values(*named)}
    for measure, rows in parties.items():
        parties[measure] = [
            _party(row, organisations, bodies) for row in rows if row["body_id"] is None or row["body_id"] in bodies
        ]
    return parties


def _party(row: Row, organisations: Mapping[int, Row], bodies: Mapping[int, Row]) -> Row:
    organisation, body = organisations.get(row["organisation_id"]), bodies.get(row["body_id"])
    known = organisation or body
    return {
        "role": row["role"],
        "organisation": organisation["key"] if organisation else None,
        "body": body["key"] if body else None,
        **{name: organisation[name] if organisation else "" for name in ABBREVIATIONS},
        "name": text_of(known) if known else text_of(row, "named"),
        "since": row["since"],
        "until": row["until"],
    }


def _funding() -> Grouped:
    organisations = {f"funder__{name}" for name in ("key", *ABBREVIATIONS, *texts("name"))}
    return _grouped(FundingLine, "key", "amount", "state", "dated_on", *texts("from"), *sorted(organisations))


def _measure(row: Row, steps: list[Row], as_of: date) -> Row | None:
    place = standing([Step(step["state"], step["happened_on"]) for step in steps], as_of)
    if place is None:
        return None
    last = steps[place.step] if place.step is not None else None
    late = last is not None and place.certain and is_late(State(place.state), row["due_latest"], as_of)
    decided = happened(row["pilot_decided_on"], as_of) is Happened.YES or row["pilot_decision"] in ("", "pending")
    return {
        "key": row["key"],
        "number": row["number"],
        "focus_area": row["focus_area__key"],
        "title": text_of(row, "title"),
        "kind": row["kind"],
        "state": place.state,
        "state_certain": place.certain,
        "source_status": last["source_status"] if last else "",
        "state_since": dated(place.since) if place.since else None,
        "possible_states": [
            {"state": steps[at]["state"], "happened_on": dated(steps[at]["happened_on"])} for at in place.possible
        ],
        "blocked_by": last["blocked_by"] if last else "",
        "reason": text_of(last, "reason") if last else dict(NO_WORDS),
        "starts_on": dated(row["starts_on"]) if row["starts_on"] else None,
        "due_on": dated(row["due_on"]) if row["due_on"] else None,
        "late": late or place.state == State.LATE,
        "pilot": row["pilot_decision"] if decided else "pending",
    }


def _held(parties: list[Row], as_of: date) -> Row:
    held: Row = {"leads": [], "participants": [], "funders": [], "audiences": []}
    for party in parties:
        answer = lasted(party["since"], party["until"], as_of)
        if answer is not Happened.NO:
            shown = {name: value for name, value in party.items() if name != "role"}
            shown["until"] = until_on(party["until"], as_of)
            held[ROLES[party["role"]]].append(shown | {"certain": answer is Happened.YES})
    return held


def _up_to(rows: list[Row], column: str, as_of: date, described: bool, shape: Callable[[Row], Row]) -> Iterator[Row]:
    """The rows that had come, or may have come, by the day. What has no date belongs to the day that is described."""
    for row in rows:
        answer = happened(row[column], as_of)
        certain = answer is Happened.YES or (described and not row[column])
        if answer is not Happened.NO:
            yield shape(row) | {column: dated(row[column]), "certain": certain}


def _milestone(row: Row, as_of: date) -> Row:
    reached = happened(row["reached_on"], as_of) if row["reached_on"] else Happened.NO
    reached_on = None if reached is Happened.NO else dated(row["reached_on"])
    shown = {"key": row["key"], "title": text_of(row, "title"), "due_on": dated(row["due_on"])}
    return shown | {"reached": reached.value, "reached_on": reached_on}


def _deliverable(row: Row) -> Row:
    return {"key": row["key"], "title": text_of(row, "title"), "link": row["link"]}


def _line(row: Row) -> Row:
    funder = {name.removeprefix("funder__"): value for name, value in row.items()}
    amount = None if row["amount"] is None else str(row["amount"])
    shown = {"key": row["key"], "amount": amount, "state": row["state"], "from": text_of(row, "from")}
    if row["funder__key"] is None:
        return shown | {"funder": None}
    known = {"organisation": funder["key"], **{name: funder[name] for name in ABBREVIATIONS}, "name": text_of(funder)}
    return shown | {"funder": known}


def _dependency(row: Row, keys: Mapping[int, str]) -> Row:
    return {"measure": keys[row["other_id"]], "kind": row["kind"], "note": text_of(row, "note")}


def _doubts(measure: Row) -> list[Row]:
    about: Row = {"about": {"kind": "measure", "key": measure["key"]}}
    about |= {"number": measure["number"], "title": measure["title"]}
    found = []
    if not measure["state_certain"]:
        found.append({"code": "state", **about, "state": measure["state"], "possible": measure["possible_states"]})
    found += [
        {"code": "organisation", **about, "role": role, "party": party}
        for role in ROLES.values()
        for party in measure[role]
        if not party["certain"]
    ]
    found += [
        {"code": "deliverable", **about, "thing": row["title"], "happened_on": row["published_on"]}
        for row in measure["deliverables"]
        if not row["certain"]
    ]
    found += [
        {"code": "funding", **about, "thing": row["from"], "happened_on": row["dated_on"], "state": row["state"]}
        for row in measure["funding"]
        if not row["certain"]
    ]
    return found
