"""Reading comments through the API."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from painopiste.base.web.api.paging import Paging, page_of
from painopiste.base.web.api.problems import LIST_PROBLEMS
from painopiste.base.web.api.schemas import Key, MarkingCode, Page
from painopiste.loop.discussion import selectors
from painopiste.loop.discussion.rules import subject_of

router = Router(tags=["comments"])
Subject = Literal[
    "focus_area", "measure", "plan", "commitment", "observation", "body", "meeting", "procedure", "round", "report"
]


class Comment(Schema):
    """What somebody has said about an object. `writer` is told to members only."""

    key: str
    kind: Subject
    about: str = Field(description="The key of the object.")
    answers: str | None = Field(description="The comment that this one answers.")
    text: str
    language: str
    writer: str
    written_at: datetime
    edited_at: datetime | None
    marking: MarkingCode


class Asked(Paging):
    """What a list of comments is narrowed to."""

    kind: Subject | None = Field(None, description="Only those about objects of this kind.")
    key: Key = Field("", description="With `kind`: only those about this object.")


@router.get("", response={200: Page[Comment], **LIST_PROBLEMS}, summary="List comments")
def list_comments(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """What has been said about the objects that you see, newest first. What has been removed is not there."""
    by = request.actor
    found = selectors.list_comments(by=by, kind=asked.kind or "", key=asked.key)
    rows = found[asked.offset : asked.offset + asked.limit]
    return page_of(request, [_one(row, member=by.member) for row in rows], asked, total=found.count())


def _one(row: Any, *, member: bool) -> dict[str, Any]:
    kind, about = subject_of(row)
    told = {name: getattr(row, name) for name in ("key", "text", "language", "written_at", "edited_at")}
    return told | {
        "kind": kind,
        "about": about.key,
        "answers": row.reply_to.key if row.reply_to else None,
        "writer": row.writer.name if member and row.writer else "",
        "marking": row.marking_id,
    }
