"""Reading indicators, and their figures as open data."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import Field

from painopiste.base.web.api.paging import Paging, cut, page_of
from painopiste.base.web.api.problems import LIST_PROBLEMS, READ_PROBLEMS
from painopiste.base.web.api.schemas import Key, Page, PathKey, Search, Strict, texts, when
from painopiste.knowledge.indicators import selectors
from painopiste.knowledge.indicators.api.schemas import (
    IndicatorBrief,
    IndicatorDetail,
    IndicatorFigure,
    IndicatorKind,
    IndicatorSet,
    IndicatorState,
)
from painopiste.knowledge.indicators.writing import saying
from painopiste.knowledge.indicators.writing.open_data import FORMS, KINDS, write

router = Router(tags=["indicators"])
IndicatorKey = Annotated[PathKey, Path(examples=["offences-all"])]
TEXTS = (
    *("description", "phenomenon", "unit", "numerator", "updates"),
    *("owner", "attribution", "limits", "developer", "obstacle"),
)
PLAIN = ("scale", "direction", "per", "dimensions", "sdmx", "table", "link", "licence", "confidentiality")
AreaLevel = Literal["", "municipality", "region", "county", "country", "class"]


class Asked(Paging):
    """What a list of indicators is narrowed to."""

    state: IndicatorState | None = Field(None, description="Only those in this state.")
    kind: IndicatorKind | None = Field(None, description="Only those that tell of this.")
    collection: IndicatorSet | None = Field(None, description="Only those of this set.")
    q: Search = Field("", description="Words in names and descriptions.")


class Wanted(Strict):
    """Which figures are asked for."""

    area: list[Key] = Field([], description="Only these areas, as `municipality-091`.", max_length=50)
    level: AreaLevel = Field("", description="Only areas of this kind.")
    period: list[Key] = Field([], description="Only these periods, as `2022`.", max_length=50)
    as_of: str = Field("", max_length=40, description="As they were held at this moment or at the end of this day.")


class AskedFigures(Paging, Wanted):
    """Which figures are asked for, page by page."""


@router.get("", response={200: Page[IndicatorBrief], **LIST_PROBLEMS}, summary="List indicators")
def list_indicators(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """The indicators in use, planned and missing."""
    filters = selectors.Filters(asked.q, asked.state or "", asked.kind or "", asked.collection or "")
    found = selectors.list_indicators(by=request.actor, filters=filters)
    rows = list(found[asked.offset : asked.offset + asked.limit])
    held = selectors.newest_releases(indicators=rows, by=request.actor)
    return page_of(request, [_brief(row, held.get(row.pk)) for row in rows], asked, total=found.count())


@router.get("/{key}", response={200: IndicatorDetail, **READ_PROBLEMS}, summary="One indicator")
def get_indicator(request: HttpRequest, key: IndicatorKey) -> dict[str, Any]:
    """The definition of an indicator, the breaks of its series, and its releases, the newest first."""
    row = selectors.get_indicator(key=key, by=request.actor)
    releases = selectors.list_releases(indicator=row, by=request.actor)
    return {
        **_brief(row, releases[0] if releases else None),
        **{name: texts(row, name) for name in TEXTS},
        **{name: getattr(row, name) for name in PLAIN},
        "denominator": row.denominator.key if row.denominator else None,
        "due_on": when(row.due_on),
        "breaks": [
            {"period": each.period, "happened_on": when(each.happened_on), "reason": texts(each, "reason")}
            for each in row.breaks.all()
        ],
        "releases": [
            {
                **{name: getattr(each, name) for name in ("made_at", "rows", "added", "changed", "vanished")},
                "file": each.source_name,
                "sha256": each.source_sha256,
            }
            for each in releases
        ],
    }


@router.get(
    "/{key}/figures", response={200: Page[IndicatorFigure], **LIST_PROBLEMS, **READ_PROBLEMS}, summary="Its figures"
)
def list_indicator_figures(request: HttpRequest, key: IndicatorKey, asked: Query[AskedFigures]) -> dict[str, Any]:
    """The figures of an indicator, by area and time."""
    _, found = _figures(request, key, asked)
    return cut(request, [_figure(each) for each in found], asked)


@router.get(
    "/{key}/data",
    response={200: None, **READ_PROBLEMS, **LIST_PROBLEMS},
    summary="Its figures as a file",
    openapi_extra={"responses": {200: {"content": {kind: {"schema": {"type": told}} for kind, told in KINDS.items()}}}},
)
def download_indicator_figures(
    request: HttpRequest,
    key: IndicatorKey,
    asked: Query[Wanted],
    format: Annotated[FORMS, Query(description="csv, xlsx, parquet, or JSON-stat 2")] = "csv",
) -> HttpResponse:
    """The same figures as open data: CSV, XLSX, Parquet or JSON-stat 2."""
    row, found = _figures(request, key, asked)
    return write(row, found, format, by=request.actor)


def _figures(request: HttpRequest, key: str, asked: Wanted) -> tuple[Any, list[selectors.Figure]]:
    row = selectors.get_indicator(key=key, by=request.actor)
    held = selectors.holding(indicators=[row], by=request.actor, as_of=saying.moment(asked.as_of))
    found = selectors.figures(
        indicators=[row], held=held, areas=asked.area, kind=asked.level, periods=asked.period, by=request.actor
    )
    return row, list(found.values())


def _figure(each: selectors.Figure) -> dict[str, Any]:
    names = ("area", "period", "value", "low", "high", "count", "population", "status")
    return {name: getattr(each, name) for name in names} | {"held_back": each.held}


def _brief(row: Any, release: Any) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("key", "state", "kind", "collection")}
    return told | {"name": texts(row, "name"), "periods": list(release.periods) if release else []}
