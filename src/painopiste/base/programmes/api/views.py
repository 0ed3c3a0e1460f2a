"""Reading the programme, its history, strengths, needs and key figures."""

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from painopiste.base.actors import Actor
from painopiste.base.errors import Missing
from painopiste.base.programmes import selectors
from painopiste.base.web.api.paging import Paging, cut
from painopiste.base.web.api.problems import LIST_PROBLEMS, READ_PROBLEMS
from painopiste.base.web.api.schemas import Page, Texts, When, texts, when
from painopiste.loop.focus_areas import selectors as focus_areas
from painopiste.loop.plans import selectors as plans

router = Router(tags=["programme"])


class Programme(Schema):
    """The cooperation model of this installation."""

    key: str
    name: Texts
    description: Texts
    owner: str | None
    began: When
    term_ends: When
    status_on: date | None = Field(description="The day that the loaded facts describe.")
    source: str
    licence: str
    demonstration: bool


class Event(Schema):
    """Something that happened to the model."""

    key: str
    name: Texts
    description: Texts
    happened_on: When
    theme: str
    about: str
    source: str


class Finding(Schema):
    """A strength of the model, or a need to develop it."""

    key: str
    kind: str
    theme: str
    text: Texts
    found_on: When
    source: str


class Figure(Schema):
    """A number that a source states about the model. `qualifier`: empty, `more_than`, `about` or `little_over`."""

    key: str
    name: Texts
    value: Decimal
    qualifier: str
    unit: str
    stated_on: When
    about: str
    source: str


class FindingsAsked(Paging):
    """What a list of findings is narrowed to."""

    kind: Literal["", "strength", "need"] = Field("", description="Only strengths, or only needs.")


@router.get("/programme", response={200: Programme, **READ_PROBLEMS}, summary="The programme")
def get_programme(request: HttpRequest) -> dict[str, Any]:
    """What cooperation model this is, who runs it, and what its facts rest on."""
    found = selectors.get_programme()
    if found is None:
        raise Missing
    return {
        "key": found.key,
        "name": texts(found, "name"),
        "description": texts(found, "description"),
        "owner": found.owner.key if found.owner else None,
        "began": when(found.began),
        "term_ends": when(found.term_ends),
        "status_on": found.status_on,
        "source": found.source_title,
        "licence": found.source_licence,
        "demonstration": found.demonstration,
    }


@router.get("/events", response={200: Page[Event], **LIST_PROBLEMS}, summary="List events")
def list_events(request: HttpRequest, asked: Query[Paging]) -> dict[str, Any]:
    """The history of the model in the order of time."""
    known = _visible_keys(request.actor)
    items = [
        row
        | {
            "name": texts(row, "name"),
            "description": texts(row, "description"),
            "happened_on": when(row["happened_on"]),
            "about": row["about"] if row["about"] in known else "",
        }
        for row in selectors.list_events(by=request.actor)
    ]
    return cut(request, items, asked)


@router.get("/findings", response={200: Page[Finding], **LIST_PROBLEMS}, summary="List strengths and needs")
def list_findings(request: HttpRequest, asked: Query[FindingsAsked]) -> dict[str, Any]:
    """What works in the model, and what should be developed."""
    rows = selectors.list_findings(by=request.actor, kind=asked.kind)
    items = [row | {"text": texts(row, "text"), "found_on": when(row["found_on"])} for row in rows]
    return cut(request, items, asked)


@router.get("/figures", response={200: Page[Figure], **LIST_PROBLEMS}, summary="List key figures")
def list_figures(request: HttpRequest, asked: Query[Paging]) -> dict[str, Any]:
    """The numbers that the sources state about the model."""
    rows = selectors.list_figures(by=request.actor)
    known = _visible_keys(request.actor)
    items = [
        row
        | {
            "name": texts(row, "name"),
            "stated_on": when(row["stated_on"]),
            "about": row["about"] if row["about"] in known else "",
        }
        for row in rows
    ]
    return cut(request, items, asked)


def _visible_keys(by: Actor) -> set[str]:
    """The keys of the focus areas and measures that may be named to the reader. Two queries."""
    return {row["key"] for row in (*focus_areas.list_choices(by=by), *plans.list_choices(by=by))}
