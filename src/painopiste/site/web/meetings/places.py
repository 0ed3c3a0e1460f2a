"""What meetings are called, where their pages are, and for whom somebody may speak in them."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from painopiste.base.actors import Actor
from painopiste.base.bodies import permissions, selectors
from painopiste.base.dates import show
from painopiste.base.organisations import selectors as organisations
from painopiste.base.web.pages import crumbs
from painopiste.base.words import Words, abbreviation_of, words_of
from painopiste.site.web.frame import language


def meeting_name(meeting: Any) -> str:
    """What a meeting is called: its title, or its body, and its day."""
    title = words_of(meeting, "title", language()) or words_of(meeting.body, "name", language())
    return f"{title}, {show(meeting.held_on, language())}" if meeting.held_on else str(title)


def row_name(row: dict[str, Any]) -> Words:
    """What a row of a list of meetings is called: by its title, or by its body."""
    return words_of(row, "title", language()) or words_of(row, "body_name", language())


def page_of(meeting: Any) -> str:
    return reverse("meetings:meeting", args=[meeting.key])


def changeable(request: HttpRequest, key: str) -> Any:
    """The meeting, for those who may hold it.

    :raises Missing: if the actor may not see it
    :raises NotAllowed: if the actor may see it only
    """
    found = selectors.get_meeting(key=key, by=request.actor)
    request.actor.require(permissions.MEET, body=found.body_id)
    return found


def body_to_change(request: HttpRequest, key: str) -> Any:
    """The body, for those who may hold its meetings.

    :raises Missing: if the actor may not see it
    :raises NotAllowed: if the actor may see it only
    """
    found = selectors.get_body(key=key, by=request.actor)
    request.actor.require(permissions.MEET, body=found.pk)
    return found


def in_meeting(meeting: Any, title: Any, place: str = "") -> dict[str, Any]:
    """Title, breadcrumbs and the way back of a form within a meeting."""
    page = page_of(meeting)
    trail = crumbs((_("Meetings"), reverse("meetings:list")), (meeting_name(meeting), page), (title, ""))
    return {"title": title, "done": page + place, "crumbs": trail}


def in_body(body: Any, title: Any) -> dict[str, Any]:
    """Title and breadcrumbs of a form within a body."""
    page = reverse("bodies:body", args=[body.key])
    name = words_of(body, "name", language())
    return {"title": title, "crumbs": crumbs((_("Bodies"), reverse("bodies:list")), (name, page), (title, ""))}


def own_organisations(rows: Iterable[Any], *, by: Actor) -> list[tuple[str, str]]:
    """Those of the rows' organisations that the actor belongs to, for choosing one."""
    own = {row.organisation for row in rows if permissions.speaks_for(row.organisation_id, by=by)}
    return sorted((one.key, abbreviation_of(one, language())) for one in own)


def organisation_options(by: Actor) -> list[tuple[str, str]]:
    """All organisations, for choosing one."""
    reader = language()
    return [
        (row["key"], f"{abbreviation_of(row, reader)} – {words_of(row, 'name', reader)}")
        for row in organisations.list_choices(by=by)
    ]
