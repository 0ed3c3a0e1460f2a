"""Measures and plans from rows to what the API tells."""

from typing import Any

from painopiste.base.actors import Actor
from painopiste.base.web.api.schemas import seen, texts, when
from painopiste.loop.plans.rules import Doubt

BRIEF = ("key", "number", "kind", "state")


def brief(row: dict[str, Any]) -> dict[str, Any]:
    """A measure of a list."""
    return {
        **{name: row[name] for name in BRIEF},
        "marking": row["marking_id"],
        "focus_area": row["focus_area_key"],
        "title": texts(row, "title"),
        "timing": texts(row, "timing"),
        "starts_on": when(row["starts_on"]),
        "due_on": when(row["due_on"]),
        "leads": [_party(party) for party in row["leads"]],
        "participants": [_party(party) for party in row["participants"]],
    }


def _party(row: dict[str, Any]) -> dict[str, Any]:
    field = "name" if row["key"] else "body_name" if row["body_key"] else "named"
    abbreviation = row["abbreviation"] or ""
    return {
        "organisation": row["key"], "body": row["body_key"], "abbreviation": abbreviation, "name": texts(row, field)
    }  # fmt: skip


def detail(measure: Any) -> dict[str, Any]:
    """Everything about a measure that `get_measure_page` gave."""
    area = measure.focus_area
    return {
        **{name: getattr(measure, name) for name in (*BRIEF, "source", "version")},
        **{name: texts(measure, name) for name in ("title", "description", "timing")},
        "marking": measure.marking_id,
        "focus_area": {"key": area.key, "name": texts(area, "name")} if area else None,
        "starts_on": when(measure.starts_on),
        "due_on": when(measure.due_on),
        "parties": [_dated_party(party) for party in measure.parties.all()],
        "steps": [_step(step) for step in measure.changes.all()],
        "milestones": [_milestone(row) for row in measure.milestones.all()],
        "deliverables": [_deliverable(row) for row in measure.deliverables.all()],
        "funding": [_funding(row) for row in measure.funding.all()],
        "dependencies": [_dependency(row, row.other) for row in measure.dependencies.all()],
        "dependants": [_dependency(row, row.measure) for row in measure.dependants.all()],
        "pilot": _pilot(measure) if measure.pilot_decision else None,
        "needed": {"person_months": measure.needed_person_months, "euros": measure.needed_euros},
        "brings_about": [_aim(item) for item in measure.chain.all()],
    }


def _pilot(measure: Any) -> dict[str, Any]:
    return {"decision": measure.pilot_decision, "decided_on": when(measure.pilot_decided_on)}


def _aim(item: Any) -> dict[str, Any]:
    return {"key": item.key, "level": item.level, "text": texts(item, "text")}


def _dated_party(party: Any) -> dict[str, Any]:
    named = party.organisation or party.body
    return {
        "organisation": party.organisation.key if party.organisation else None,
        "body": party.body.key if party.body else None,
        "abbreviation": party.organisation.abbreviation if party.organisation else "",
        "name": texts(named, "name") if named else texts(party, "named"),
        "role": party.role,
        "since": when(party.since),
        "until": when(party.until),
        "source": party.source,
    }


def _step(step: Any) -> dict[str, Any]:
    names = ("state", "source_status", "blocked_by", "source")
    return {
        **{name: getattr(step, name) for name in names},
        "happened_on": when(step.happened_on),
        "reason": texts(step, "reason"),
    }


def _milestone(row: Any) -> dict[str, Any]:
    dated = {"due_on": when(row.due_on), "reached_on": when(row.reached_on)}
    return {"key": row.key, "title": texts(row, "title"), **dated}


def _deliverable(row: Any) -> dict[str, Any]:
    return {"key": row.key, "title": texts(row, "title"), "link": row.link, "published_on": when(row.published_on)}


def _funding(row: Any) -> dict[str, Any]:
    funder = row.funder.key if row.funder else None
    dated_on = when(row.dated_on)
    return {
        "key": row.key,
        "amount": row.amount,
        "funder": funder,
        "origin": texts(row, "from"),
        "state": row.state,
        "dated_on": dated_on,
    }


def _dependency(row: Any, other: Any) -> dict[str, Any]:
    return {"measure": other.key, "kind": row.kind, "note": texts(row, "note")}


def version(found: Any, by: Actor) -> dict[str, Any]:
    """A version of a plan."""
    decision = seen(found.decision, by=by)
    decided = decision is not None and seen(decision.body, by=by) is not None
    return {
        "key": found.key,
        "focus_area": found.focus_area.key,
        "number": found.number,
        "state": found.state,
        "approved_on": when(found.approved_on),
        "decision": decision.key if decided else None,
        "note": texts(found, "note"),
        "source": found.source,
        "marking": found.marking_id,
    }


def plan(found: Any, doubts: list[Doubt], by: Actor) -> dict[str, Any]:
    """A plan that `get_plan` gave, with what is weak in it."""
    keys = {item.pk: item.key for item in found.chain.all()}
    return {
        **version(found, by),
        "chain": [_item(item, keys) for item in found.chain.all()],
        "doubts": [{"weakness": doubt.weakness, "item": doubt.key or None} for doubt in doubts],
    }


def _item(item: Any, keys: dict[int, str]) -> dict[str, Any]:
    return {
        "key": item.key,
        "level": item.level,
        "leads_to": keys.get(item.parent_id),
        "text": texts(item, "text"),
        "indicators": [{"kind": one.kind, "name": texts(one, "name")} for one in item.indicators.all()],
        "measures": [measure.key for measure in item.visible_measures],
        "source": item.source,
    }
