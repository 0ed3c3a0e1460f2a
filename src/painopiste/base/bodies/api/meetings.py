"""Reading meetings, and what has been agreed on in them."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from painopiste.base.actors import Actor
from painopiste.base.bodies import selectors
from painopiste.base.bodies.api.meeting_schemas import FollowUp, MeetingBrief, MeetingDetail
from painopiste.base.bodies.selectors import MeetingFilters
from painopiste.base.web.api.paging import Paging, cut
from painopiste.base.web.api.problems import LIST_PROBLEMS, READ_PROBLEMS
from painopiste.base.web.api.schemas import Key, Page, PathKey, seen, texts, when

router = Router(tags=["meetings"])
PLAIN = ("key", "state", "begins_at", "ends_at", "place", "source")
HOW = ("number", "verdict", "way", "votes_for", "votes_against", "votes_abstained")


class MeetingsAsked(Paging):
    """What a list of meetings is narrowed to."""

    body: Key = Field("", description="Only those of this body.")
    when: Annotated[str, Field(pattern="^(|to_come|past)$", description="`to_come` or `past`; empty: all.")] = ""


class FollowUpsAsked(Paging):
    """What a list of follow-ups is narrowed to."""

    open: bool = Field(False, description="Only what is not yet done or dropped.")


@router.get("", response={200: Page[MeetingBrief], **LIST_PROBLEMS}, summary="List meetings")
def list_meetings(request: HttpRequest, asked: Query[MeetingsAsked]) -> dict[str, Any]:
    """The meetings of the bodies, the newest first."""
    rows = selectors.list_meetings(by=request.actor, filters=MeetingFilters(body=asked.body, when=asked.when))
    items = [
        row
        | {
            "body": {"key": row["body_key"], "name": texts(row, "body_name")},
            "held_on": when(row["held_on"]),
            "title": texts(row, "title"),
            "marking": row["marking_id"],
        }
        for row in rows
    ]
    return cut(request, items, asked)


@router.get("/follow-ups", response={200: Page[FollowUp], **LIST_PROBLEMS}, summary="List follow-ups")
def list_follow_ups(request: HttpRequest, asked: Query[FollowUpsAsked]) -> dict[str, Any]:
    """What the bodies have agreed on, the most urgent first."""
    by = request.actor
    rows = selectors.list_follow_ups(by=by, open_only=asked.open)
    return cut(request, [_follow_up(row, by) for row in rows], asked)


@router.get("/{key}", response={200: MeetingDetail, **READ_PROBLEMS}, summary="One meeting")
def get_meeting(
    request: HttpRequest, key: Annotated[PathKey, Path(examples=["2022-05-24-cooperation-group"])]
) -> dict[str, Any]:
    """One meeting with its agenda, decisions, attendance and discussion."""
    found = selectors.get_meeting_page(key=key, by=request.actor)
    body = _link(found.body)
    items = {item.pk: item for item in found.items.all()}
    return {
        **{name: getattr(found, name) for name in PLAIN},
        "body": body,
        "held_on": when(found.held_on),
        "title": texts(vars(found), "title"),
        "marking": found.marking_id,
        "agenda": [
            {"key": item.key, "kind": item.kind, "title": texts(vars(item), "title"), "text": texts(vars(item), "text")}
            for item in items.values()
        ],
        "decisions": [_decision(row, body, items) for row in found.decisions.all()],
        "attendance": [
            {"organisation": _organisation(row.organisation), "presence": row.presence, "people": row.people}
            for row in found.attendance.all()
        ],
        "points": [{"kind": row.kind, "text": texts(vars(row), "text")} for row in found.points.all()],
        "minutes": texts(vars(found), "minutes"),
        "reason": texts(vars(found), "reason"),
        "version": found.version,
    }


def _link(row: Any) -> dict[str, Any]:
    return {"key": row.key, "name": texts(vars(row), "name")}


def _organisation(row: Any) -> dict[str, Any]:
    return _link(row) | {"abbreviation": row.abbreviation}


def _decision(row: Any, body: dict[str, Any], items: dict[int, Any]) -> dict[str, Any]:
    item = items.get(row.item_id)
    told = {name: getattr(row, name) for name in ("key", "reference", "source", *HOW)}
    worded = {name: texts(vars(row), name) for name in ("title", "text", "dissent")}
    placed = {"body": body, "item": item and item.key, "decided_on": when(row.decided_on), "marking": row.marking_id}
    return {**told, **worded, **placed}


def _follow_up(row: Any, by: Actor) -> dict[str, Any]:
    meeting = seen(row.meeting, by=by)
    return {
        **{name: getattr(row, name) for name in ("key", "state", "closed_on", "source")},
        "body": _link(row.body),
        "meeting": meeting.key if meeting else None,
        "organisation": _organisation(row.organisation) if row.organisation else None,
        "text": texts(vars(row), "text"),
        "due_on": when(row.due_on),
        "outcome": texts(vars(row), "outcome"),
        "marking": row.marking_id,
    }
