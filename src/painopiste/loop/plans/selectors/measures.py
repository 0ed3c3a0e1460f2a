"""Lists of measures, narrowed and sorted."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.expressions import OrderBy

from painopiste.base.actors import Actor
from painopiste.base.markings.written import Written
from painopiste.base.records import texts
from painopiste.base.words import ABBREVIATIONS
from painopiste.loop.plans import permissions
from painopiste.loop.plans.models import Measure, MeasureParty
from painopiste.loop.plans.rules import OPEN, State

PAGE_SIZE = 50
OVERDUE_STATES = sorted(OPEN - {State.CONTINUOUS})  # open states in which a passed due date is worth telling
COLUMNS = (
    "id", "key", "number", "kind", "state", "marking_id", "focus_area_id", "starts_on", "due_on", "due_latest",
    "version", *texts("title"), *texts("timing"),
)  # fmt: skip
OF_FOCUS_AREA = {
    f"focus_area_{name}": F(f"focus_area__{name}") for name in ("key", "number", "group_id", *texts("name"))
}
# A page of a list shows less, and a query costs by its columns.
LISTED = ("id", "key", "number", "state", "due_on", "due_latest", *texts("title", "timing"))
LISTED_OF_FOCUS_AREA = {name: OF_FOCUS_AREA[name] for name in ("focus_area_key", *texts("focus_area_name"))}
# Put together once, and for a page of a list written once: that takes Django longer than the answer takes the database.
SHOWN_ROLES = ("lead", "participant")
PARTIES = MeasureParty.objects.order_by("rank", "id").values(
    "measure_id", "role", *texts("named"), key=F("organisation__key"),
    **{name: F(f"organisation__{name}") for name in ABBREVIATIONS},
    **{f"body_{name}": F(f"body__{name}") for name in ("key", *texts("name"))},
)  # fmt: skip
ORGANISATION_NAMES = {name: F(f"organisation__{name}") for name in texts("name")}
SORTS: dict[str, tuple[str | OrderBy, ...]] = {
    "numero": ("rank", "id"),
    "-numero": ("-rank", "-id"),
    "nimi": ("title_fi", "id"),
    "-nimi": ("-title_fi", "-id"),
    "tila": ("state", "rank", "id"),
    "-tila": ("-state", "rank", "id"),
    "painopiste": (F("focus_area__number").asc(nulls_first=True), "rank", "id"),
    "-painopiste": (F("focus_area__number").desc(nulls_last=True), "rank", "id"),
    "aika": (F("due_latest").asc(nulls_last=True), "rank", "id"),
    "-aika": (F("due_latest").desc(nulls_last=True), "rank", "id"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of measures is narrowed to. `focus_area` is a key, or `model` for the model's own measures."""

    states: tuple[str, ...] = ()
    focus_area: str = ""
    organisation: str = ""
    kind: str = ""
    text: str = ""
    overdue: bool = False
    sort: str = "numero"


@dataclass(slots=True)
class MeasurePage:
    """A page of measures: plain rows, each with its `leads` and `participants`, and how many there are in all."""

    rows: list[dict[str, Any]]
    total: int
    number: int = 1
    pages: int = 1
    notes: list[str] = field(default_factory=list)


def list_measures(*, by: Actor, on: date, filters: Filters = Filters(), page: int = 1) -> MeasurePage:
    """One page of the measures that the actor may see. Three queries: count, rows, parties.

    Those of a list that nothing narrows are kept: the most read page of all.
    """
    found = None if filters == Filters(sort=filters.sort) else _filtered(by, on, filters)
    total = NUMBER.first(by) or 0 if found is None else found.count()
    pages = max(1, -(-total // PAGE_SIZE))
    number = min(max(page, 1), pages)
    sort = filters.sort if filters.sort in SORTS else "numero"
    rows = PAGES.rows(by, sort, number) if found is None else list(_page(found, sort, number))
    _add_parties(rows, by)
    return MeasurePage(rows, total, number, pages)


def _page(found: QuerySet[Measure], sort: str, number: int) -> Any:
    start = (number - 1) * PAGE_SIZE
    return _sorted(found, sort)[start : start + PAGE_SIZE].values(*LISTED, **LISTED_OF_FOCUS_AREA)


def _number(by: Actor) -> QuerySet[Measure, int]:
    together = permissions.visible_measures(by).order_by().annotate(together=Value(1)).values("together")
    return together.annotate(number=Count("pk")).values_list("number", flat=True)


NUMBER = Written(_number)
PAGES: Written[dict[str, Any]] = Written(lambda by, sort, number: _page(permissions.visible_measures(by), sort, number))


def cut_measures(*, by: Actor, on: date, filters: Filters, limit: int, offset: int) -> MeasurePage:
    """A stretch of the measures that the actor may see, from `offset` on. Three queries."""
    found = _filtered(by, on, filters)
    rows = list(_sorted(found, filters.sort)[offset : offset + limit].values(*COLUMNS, **OF_FOCUS_AREA))
    _add_parties(rows, by, **ORGANISATION_NAMES)
    return MeasurePage(rows, found.count())


def list_export_rows(*, by: Actor, on: date, filters: Filters = Filters()) -> list[dict[str, Any]]:
    """All measures of a list, with descriptions, for an export. Two queries."""
    rows = list(
        _sorted(_filtered(by, on, filters), filters.sort).values(
            *COLUMNS, *texts("description"), "source", **OF_FOCUS_AREA
        )
    )
    _add_parties(rows, by)
    return rows


def _filtered(by: Actor, on: date, filters: Filters) -> QuerySet[Measure]:
    found = permissions.visible_measures(by)
    if filters.states:
        found = found.filter(state__in=filters.states)
    if filters.focus_area:
        found = (
            found.filter(focus_area=None)
            if filters.focus_area == "model"
            else found.filter(focus_area__key=filters.focus_area)
        )
    if filters.organisation:
        parties = MeasureParty.objects.filter(organisation__key=filters.organisation, role__in=("lead", "participant"))
        found = found.filter(pk__in=parties.values("measure"))
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.overdue:
        found = found.filter(overdue(on))
    for word in filters.text.casefold().split():
        found = found.filter(folded__contains=word)
    return found


def overdue(on: date) -> Q:
    """The condition for open measures whose due date has certainly passed."""
    return Q(state__in=OVERDUE_STATES, due_latest__lt=on)


def _sorted(found: QuerySet[Measure], sort: str) -> QuerySet[Measure]:
    return found.order_by(*SORTS.get(sort, SORTS["numero"]))


def _add_parties(rows: list[dict[str, Any]], by: Actor, **more: F) -> None:
    """Put `leads` and `participants` on rows of measures that have been found visible. One query."""
    for row in rows:
        row["leads"], row["participants"] = [], []
    by_id = {row["id"]: row for row in rows}
    parties: Iterable[dict[str, Any]]
    if more or len(rows) > PAGE_SIZE:
        parties = _parties(by, list(by_id)).annotate(**more)
    else:
        parties = PARTIES_OF.rows(by, measures=list(by_id))
    for party in parties:
        by_id[party["measure_id"]]["leads" if party["role"] == "lead" else "participants"].append(party)


def _parties(by: Actor, measures: list[int]) -> Any:
    return PARTIES.filter(permissions.open_parties(by), measure__in=measures, role__in=SHOWN_ROLES)


PARTIES_OF: Written[dict[str, Any]] = Written(_parties)
