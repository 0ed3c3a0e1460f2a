"""Searching through the API."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from painopiste.base.web.api.paging import Paging, page_of
from painopiste.base.web.api.problems import LIST_PROBLEMS
from painopiste.base.web.api.schemas import Page
from painopiste.site.search.excerpts import Excerpt
from painopiste.site.search.showing import LONGEST, Result, search
from painopiste.site.web.frame import language

router = Router(tags=["search"])


class Stretch(Schema):
    """A stretch of text in its language; `places`: the first letter and the one after the last of what answers."""

    text: str
    language: str
    places: list[tuple[int, int]]


class SearchResult(Schema):
    """An object that answers. `url` is the address of its page; empty where it has none."""

    kind: str
    key: str
    title: Stretch
    excerpt: Stretch
    url: str


class SearchPage(Page[SearchResult]):
    """Results, best first. `counts` are of everything that answers and that you may see, by kind."""

    counts: dict[str, int]


class SearchAsked(Paging):
    """What is looked for."""

    q: str = Field("", max_length=LONGEST, description="Words that must all be there, in any inflected form.")
    kind: str = Field("", max_length=40, description="Only objects of this kind, as `measure`.")
    limit: int = Field(20, ge=1, le=100, description="How many at the most.")
    offset: int = Field(0, ge=0, le=10_000, description="How many to leave out from the start.")


@router.get("", response={200: SearchPage, **LIST_PROBLEMS}, summary="Search")
def search_everything(request: HttpRequest, asked: Query[SearchAsked]) -> dict[str, Any]:
    """Everything in which the words stand: focus areas, measures, decisions, reports and more, best first."""
    answer = search(
        question=asked.q, by=request.actor, language=language(), kind=asked.kind, first=asked.offset, most=asked.limit
    )
    items = [_item(result) for result in answer.results]
    return page_of(request, items, asked, total=answer.total) | {"counts": answer.counts}


def _item(result: Result) -> dict[str, Any]:
    return {
        "kind": result.kind.code,
        "key": result.key,
        "title": _stretch(result.title),
        "excerpt": _stretch(result.excerpt),
        "url": result.url,
    }


def _stretch(excerpt: Excerpt) -> dict[str, Any]:
    return {"text": excerpt.text, "language": excerpt.language, "places": list(excerpt.places)}
