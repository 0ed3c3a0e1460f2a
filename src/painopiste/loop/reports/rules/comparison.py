"""What changed between two kept reports. Pure: no Django, no clock, no database."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Facts = Mapping[str, Any]
Change = dict[str, Any]


def differences(first: Facts, second: Facts) -> dict[str, list[Change]]:
    """The rows in which the second report differs from the first, by kind; each row tells before and after."""
    areas = _pairs(first["focus_areas"], second["focus_areas"])
    measures = _pairs(first["measures"], second["measures"])
    return {
        "focus_areas_new": _only_in(second["focus_areas"], first["focus_areas"], "name"),
        "focus_areas_left": _only_in(first["focus_areas"], second["focus_areas"], "name"),
        "focus_area_states": [change for pair in areas for change in _state(*pair, "name")],
        "focus_area_names": [change for pair in areas for change in _name(*pair)],
        "focus_area_leads": [change for pair in areas for change in _parties(*pair, "leads", "name")],
        "focus_area_participants": [change for pair in areas for change in _parties(*pair, "participants", "name")],
        "measures_new": _only_in(second["measures"], first["measures"], "title"),
        "measures_left": _only_in(first["measures"], second["measures"], "title"),
        "measure_states": [change for pair in measures for change in _state(*pair, "title")],
        "measure_leads": [change for pair in measures for change in _parties(*pair, "leads", "title")],
        "decisions_new": _only_in(second["decisions"], first["decisions"], "title"),
        "decisions_left": _only_in(first["decisions"], second["decisions"], "title"),
    }


def _pairs(first: Sequence[Facts], second: Sequence[Facts]) -> list[tuple[Facts, Facts]]:
    before = {row["key"]: row for row in first}
    return [(before[row["key"]], row) for row in second if row["key"] in before]


def _only_in(rows: Sequence[Facts], others: Sequence[Facts], title: str) -> list[Change]:
    known = {row["key"] for row in others}
    return [_about(row, title) | {"state": row.get("state", "")} for row in rows if row["key"] not in known]


def _about(row: Facts, title: str) -> Change:
    return {"key": row["key"], "number": row.get("number", ""), "title": row[title]}


def _state(before: Facts, after: Facts, title: str) -> Iterator[Change]:
    names = ("state", "state_certain")
    if any(before[name] != after[name] for name in names):
        yield _about(after, title) | {
            "before": {name: before[name] for name in names},
            "after": {name: after[name] for name in names} | {"since": after["state_since"]},
        }


def _name(before: Facts, after: Facts) -> Iterator[Change]:
    if before["name"] != after["name"]:
        yield _about(after, "name") | {"before": before["name"], "after": after["name"]}


def _parties(before: Facts, after: Facts, field: str, title: str) -> Iterator[Change]:
    old, new = _known(before[field]), _known(after[field])
    if old.keys() != new.keys():
        yield _about(after, title) | {
            "added": [party for key, party in new.items() if key not in old],
            "removed": [party for key, party in old.items() if key not in new],
        }


def _known(parties: Sequence[Facts]) -> dict[str, Facts]:
    return {party["organisation"] or party.get("body") or party["name"]["fi"]: party for party in parties}
