"""What is near a measure or a focus area, among what the actor may see and nothing else."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F

from painopiste.analysis.nearness import Fact, Item, Near, Nearness
from painopiste.base.actors import Actor
from painopiste.base.markings.stored import reads
from painopiste.base.records import holds_on, texts
from painopiste.base.words import ABBREVIATIONS, LANGUAGES
from painopiste.loop.focus_areas import permissions as areas
from painopiste.loop.focus_areas import selectors as focus_areas
from painopiste.loop.plans import permissions
from painopiste.loop.plans.models import MeasureParty
from painopiste.loop.plans.selectors.interfaces import End, end_of

SHOWN = 10
STRENGTH = {"lead": 1.0, "participant": 0.6, "funder": 0.6, "audience": 0.6}  # how strongly a shared one ties
PARTIES = MeasureParty.objects.order_by("rank", "id").values(
    "measure_id", "role", *texts("named"), key=F("organisation__key"),
    **{name: F(f"organisation__{name}") for name in ABBREVIATIONS},
    **{f"body_{name}": F(f"body__{name}") for name in ("key", *texts("name"))},
)  # fmt: skip
Facts = dict[tuple[str, int], dict[Fact, float]]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An end that is near: `near` tells how near and by which words, `shared` are rows of the parties of both."""

    other: End
    near: Near
    shared: list[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Ends:
    """All ends that an actor may see, what is compared of them, and the row that each fact about parties stands for."""

    ends: dict[str, End]
    items: list[Item]
    parties: dict[Fact, Mapping[str, Any]]


def list_nearest(
    *,
    end: End,
    on: date,
    by: Actor,
    elsewhere: bool = False,
    without: Collection[tuple[str, int]] = (),
    told_in: str | None = None,
) -> list[Suggestion]:
    """At most ten visible measures and focus areas near an end, the nearest first. Four queries.

    Its own focus area, and the measures of a focus area, are left out: these everybody knows. `elsewhere` leaves out
    all that stands in the same focus area, `without` names ends that are not suggested, `told_in` is the language of
    the words that are told.
    """
    found = _gather(on, by)
    names = set(without)
    left_out = [
        key for key, other in found.ends.items() if other.name in names or _is_known(end, other, elsewhere=elsewhere)
    ]
    nearest = Nearness(found.items).nearest(_key(end), limit=SHOWN, without=left_out, told_in=told_in)
    return [
        Suggestion(found.ends[near.key], near, [found.parties[shared.fact] for shared in near.why_facts])
        for near in nearest
    ]


def list_near_text(*, item: Item, on: date, by: Actor, told_in: str | None = None) -> list[Suggestion]:
    """At most ten visible measures and focus areas near a text that is none of them yet, the nearest first.

    The key of the item must have no colon in it. Four queries.
    """
    found = _gather(on, by)
    nearest = Nearness([*found.items, item]).nearest(item.key, limit=SHOWN, told_in=told_in)
    return [
        Suggestion(found.ends[near.key], near, [found.parties[shared.fact] for shared in near.why_facts])
        for near in nearest
    ]


def _is_known(end: End, other: End, *, elsewhere: bool) -> bool:
    same = end.focus_area is not None and end.focus_area == other.focus_area
    return same and (elsewhere or end.kind != other.kind)


def _key(end: End) -> str:
    return f"{end.kind}:{end.pk}"


def _gather(on: date, by: Actor) -> Ends:
    found_areas = list(areas.visible(by).select_related("group").order_by("number", "id"))
    facts, parties = _facts([area.pk for area in found_areas], on, by)
    found = Ends({}, [], parties)
    for measure in permissions.visible_measures(by).select_related("focus_area").order_by("rank", "id"):
        _add(found, end_of(row=measure, by=by), measure, ("description",), facts)
    for area in found_areas:
        group = area.group
        if group is not None and reads(by, str(group.marking_id)):
            _tie(facts["focus_area", area.pk], parties, Fact("body", group.key), STRENGTH["lead"], _named(group))
        _add(found, end_of(row=area, by=by), area, ("phenomenon", "aims"), facts)
    return found


def _add(found: Ends, end: End, row: Any, fields: tuple[str, ...], facts: Facts) -> None:
    title: dict[str, str] = {code: getattr(end, f"title_{code}") for code in LANGUAGES}
    text: dict[str, str] = {code: " ".join(getattr(row, f"{name}_{code}") for name in fields) for code in LANGUAGES}
    found.ends[_key(end)] = end
    found.items.append(Item(_key(end), title, text, facts.get(end.name, {})))


def _facts(of_areas: list[int], on: date, by: Actor) -> tuple[Facts, dict[Fact, Mapping[str, Any]]]:
    """Who takes part in what on the day: measures by their parties, focus areas by their organisations. Two queries."""
    facts: Facts = defaultdict(dict)
    parties: dict[Fact, Mapping[str, Any]] = {}
    measures = permissions.visible_measures(by).values("pk")
    for row in PARTIES.filter(holds_on(on), permissions.open_parties(by), measure__in=measures):
        _tie(facts["measure", row["measure_id"]], parties, _fact(row), STRENGTH[row["role"]], row)
    for link in focus_areas.organisations_on(focus_areas=of_areas, on=on, by=by):
        row = {name.removeprefix("organisation_"): value for name, value in link.items()}
        _tie(facts["focus_area", row["focus_area_id"]], parties, _fact(row), STRENGTH[row["role"]], row)
    return facts, parties


def _fact(row: Mapping[str, Any]) -> Fact:
    if row.get("key"):
        return Fact("organisation", row["key"])
    if row.get("body_key"):
        return Fact("body", row["body_key"])
    words = next((row[name] for name in texts("named") if row[name]), "")
    return Fact("named", words.casefold())


def _tie(
    of: dict[Fact, float], parties: dict[Fact, Mapping[str, Any]], fact: Fact, strength: float, row: Mapping[str, Any]
) -> None:
    of[fact] = max(of.get(fact, 0.0), strength)
    parties.setdefault(fact, row)


def _named(group: Any) -> dict[str, Any]:
    return {f"body_{name}": getattr(group, name) for name in ("key", *texts("name"))}
