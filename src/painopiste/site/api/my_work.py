"""One's own work through the API: what waits, and what has changed in what one follows."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import AwareDatetime, Field

from painopiste.base.following.permissions import may_follow
from painopiste.base.following.selectors import get_choice
from painopiste.base.web.api.paging import Paging, page_of
from painopiste.base.web.api.problems import LIST_PROBLEMS
from painopiste.base.web.api.schemas import Page
from painopiste.site.following.changed import Changed, list_changed, tell
from painopiste.site.waiting import Group, Item, list_groups
from painopiste.site.web.frame import language
from painopiste.site.web.my_work import AT_FIRST

router = Router(tags=["my work"])


class WaitingItem(Schema):
    """One thing that waits for you. `url` is the address of the page where it is done, `due` the day until when."""

    title: str
    note: str
    url: str
    due: date | None
    late: bool


class WaitingGroup(Schema):
    """Things of one kind that wait for you, the most urgent first."""

    code: str
    heading: str
    items: list[WaitingItem]


class ChangeLine(Schema):
    """One line of the history: when, what, and who."""

    at: datetime
    event: str
    by: str


class ChangedThing(Schema):
    """A thing that you follow and others have changed: its newest lines, and how many there are besides."""

    kind: str
    key: str
    title: str
    url: str
    lines: list[ChangeLine]
    more: int


class MyWork(Page[ChangedThing]):
    """What waits for you, and one page of what has changed in what you follow since `since`."""

    since: datetime
    waiting: list[WaitingGroup]


class WorkAsked(Paging):
    """Since when changes are told."""

    limit: int = Field(20, ge=1, le=100, description="How many changed things at the most.")
    since: AwareDatetime | None = Field(
        None, description="Only later changes. Without it: since you last marked changes as seen, or for two weeks."
    )


@router.get("", response={200: MyWork, **LIST_PROBLEMS}, summary="One's own work")
def my_work(request: HttpRequest, asked: Query[WorkAsked]) -> dict[str, Any]:
    """What waits for the owner of the key or the session, and what has changed; nothing for who is not known."""
    by, now = request.actor, timezone.now()
    known = by.account_id is not None and may_follow(by)
    since = asked.since or (get_choice(by=by).seen_until if known else None) or now - AT_FIRST
    found = list_changed(by=by, since=since, until=now)
    rows = found[asked.offset : asked.offset + asked.limit]
    items = [_changed(each) for each in tell(rows, by=by, language=language(), since=since, until=now)]
    waiting = [_group(group) for group in list_groups(by=by, on=timezone.localdate())]
    return page_of(request, items, asked, total=found.count()) | {"since": since, "waiting": waiting}


def _group(group: Group) -> dict[str, Any]:
    return {"code": group.code, "heading": str(group.heading), "items": [_item(item) for item in group.items]}


def _item(item: Item) -> dict[str, Any]:
    told = {"title": str(item.title), "note": str(item.note), "url": item.url}
    return told | {"due": item.due, "late": item.late}


def _changed(changed: Changed) -> dict[str, Any]:
    thing = changed.thing
    lines = [{"at": line.at, "event": line.event, "by": line.actor_label} for line in changed.lines]
    named = {"kind": thing.kind, "key": thing.key, "title": str(thing.title), "url": thing.url}
    return named | {"lines": lines, "more": changed.more}
