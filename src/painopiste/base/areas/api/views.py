"""Reading areas."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field

from painopiste.base.areas import selectors
from painopiste.base.web.api.paging import Paging, cut
from painopiste.base.web.api.problems import LIST_PROBLEMS, READ_PROBLEMS
from painopiste.base.web.api.schemas import Page, PathKey, Texts, texts

router = Router(tags=["areas"])
AreaCode = Annotated[PathKey, Path(examples=["091"])]
AreaKind = Literal["municipality", "region", "county", "country"]


class Area(Schema):
    """A municipality, region, wellbeing services county or country (Statistics Finland, CC BY 4.0)."""

    key: str
    kind: str
    code: str
    name: Texts


class AreaDetail(Area):
    """An area with the one that it was merged into, and its population at the end of each known year."""

    successor: str | None
    successor_from: int | None
    population: dict[int, int]


class Asked(Paging):
    """What a list of areas is narrowed to."""

    year: int | None = Field(None, ge=2021, le=2100, description="Only areas that there were in this year.")


@router.get("/{kind}", response={200: Page[Area], **LIST_PROBLEMS}, summary="List areas")
def list_areas(request: HttpRequest, kind: Annotated[AreaKind, Path()], asked: Query[Asked]) -> dict[str, Any]:
    """The areas of a kind, by code."""
    found = selectors.list_areas(kind=kind, year=asked.year, by=request.actor)
    items = [{"key": area.key, "kind": area.kind, "code": area.code, "name": texts(area, "name")} for area in found]
    return cut(request, items, asked)


@router.get("/{kind}/{code}", response={200: AreaDetail, **READ_PROBLEMS}, summary="One area")
def get_area(request: HttpRequest, kind: Annotated[AreaKind, Path()], code: AreaCode) -> dict[str, Any]:
    """One area by its official code, for example `municipality/091`."""
    area = selectors.get_area(kind=kind, code=code, by=request.actor)
    people = {year: selectors.get_population(area=area, year=year, by=request.actor) for year in range(2020, 2025)}
    return {
        "key": area.key,
        "kind": area.kind,
        "code": area.code,
        "name": texts(area, "name"),
        "successor": area.successor.key if area.successor else None,
        "successor_from": area.successor_from,
        "population": {year: known for year, known in people.items() if known is not None},
    }
