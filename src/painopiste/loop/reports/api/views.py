"""Reading kept reports."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field

from painopiste.base.web.api.paging import Paging, cut
from painopiste.base.web.api.problems import LIST_PROBLEMS, READ_PROBLEMS
from painopiste.base.web.api.schemas import MarkingCode, Page, PathKey
from painopiste.loop.reports import selectors

DETAIL = ("key", "title", "language", "as_of", "made_at", "fingerprint", "content")
router = Router(tags=["reports"])


class Report(Schema):
    """A kept report: what was reported of one day, frozen."""

    key: str
    title: str
    language: Literal["fi", "sv", "en"]
    as_of: date
    made_at: datetime
    marking: MarkingCode


class ReportDetail(Report):
    """A kept report with the facts that it was written from. `fingerprint` is the SHA-256 of its contents."""

    fingerprint: str
    content: dict[str, Any]


class Asked(Paging):
    """What a list of reports is narrowed to."""

    language: Literal["", "fi", "sv", "en"] = Field("", description="Only in this language.")


@router.get("", response={200: Page[Report], **LIST_PROBLEMS}, summary="List reports")
def list_reports(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """The kept reports, the newest day first."""
    filters = selectors.Filters(language=asked.language)
    rows = selectors.list_reports(by=request.actor, filters=filters)
    return cut(request, [row | {"marking": row["marking_id"]} for row in rows], asked)


@router.get("/{key}", response={200: ReportDetail, **READ_PROBLEMS}, summary="One report")
def get_report(request: HttpRequest, key: Annotated[PathKey, Path()]) -> Any:
    """One kept report with its facts."""
    found = selectors.get_report(key=key, by=request.actor)
    return {name: getattr(found, name) for name in DETAIL} | {"marking": found.marking_id}
