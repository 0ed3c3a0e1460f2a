"""The list of meetings, its exports, and the page of one meeting."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from painopiste.base.audit.selectors import list_history
from painopiste.base.bodies import labels, permissions, selectors
from painopiste.base.bodies.rules import CLOSED, MEETING_STEPS, TO_COME, MeetingState
from painopiste.base.dates import show
from painopiste.base.web.downloads import download, download_links, export_notes
from painopiste.base.web.history import history_entries
from painopiste.base.web.pages import crumbs
from painopiste.base.web.tables import Column, Table
from painopiste.base.words import words_of
from painopiste.site.web.frame import language
from painopiste.site.web.meetings.forms import InvitationForm
from painopiste.site.web.meetings.places import meeting_name, own_organisations, row_name
from painopiste.site.web.meetings.subjects import as_decided, seen_before

WHEN = {"tulevat": "to_come", "menneet": "past"}


@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """The meetings that the reader may see, the newest first."""
    by, asked = request.actor, _asked(request)
    rows = selectors.list_meetings(by=by, filters=_filters(asked))
    bodies = selectors.list_bodies(by=by)
    context = {
        "rows": [row | {"name": row_name(row)} for row in rows],
        "asked": {"toimielin": "", "aika": ""} | asked,
        "bodies": [(row["key"], words_of(row, "name", language())) for row in bodies],
        "states": labels.MEETING_STATES,
        "follow_ups": selectors.list_follow_ups(by=by),
        "downloads": download_links("meetings:export", urlencode(asked)),
        "crumbs": crumbs((_("Home"), reverse("site:home")), (_("Meetings"), "")),
    }
    return render(request, "meetings/list.html", context)


def _asked(request: HttpRequest) -> dict[str, str]:
    asked = {name: request.GET.get(name, "").strip()[:60] for name in ("toimielin", "aika")}
    return {name: value for name, value in asked.items() if value and (name != "aika" or value in WHEN)}


def _filters(asked: dict[str, str]) -> selectors.MeetingFilters:
    return selectors.MeetingFilters(body=asked.get("toimielin", ""), when=WHEN.get(asked.get("aika", ""), ""))


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The same list as a file."""
    asked = _asked(request)
    columns = (
        Column("key", _("Key")),
        Column("body", _("Body")),
        Column("held_on", _("Day"), "date"),
        Column("state", _("State")),
        Column("title_fi", _("Title in Finnish")),
        Column("title_sv", _("Title in Swedish")),
        Column("title_en", _("Title in English")),
        Column("items", _("Agenda items"), "number"),
        Column("decisions", _("Decisions"), "number"),
        Column("source", _("Source")),
    )
    rows = [_cells(row) for row in selectors.list_meetings(by=request.actor, filters=_filters(asked))]
    table = Table(_("Meetings"), columns, rows, notes=export_notes(urlencode(asked)), language=language())
    return download(table, form)


def _cells(row: dict[str, Any]) -> list[Any]:
    state = str(labels.MEETING_STATES[MeetingState(row["state"])])
    titles = [row[f"title_{code}"] for code in ("fi", "sv", "en")]
    counts = (row["item_count"], row["decision_count"])
    body = str(words_of(row, "body_name", language()))
    return [row["key"], body, show(row["held_on"], language()), state, *titles, *counts, row["source"]]


@require_safe
def meeting(request: HttpRequest, key: str) -> HttpResponse:
    """One meeting: its agenda and decisions, who was there, what the discussion came to, and what is still open."""
    by = request.actor
    found = selectors.get_meeting_page(key=key, by=by)
    may_change = permissions.may_meet(found.body, by=by)
    state = MeetingState(found.state)
    invited = own_organisations(found.attendance.all(), by=by) if state in TO_COME else []
    by_item: dict[int | None, list[Any]] = {}
    for decision in found.decisions.all():
        decision.as_decided = as_decided(decision, by=by)
        decision.followed = decision.follows if seen_before(decision, by=by) else None
        by_item.setdefault(decision.item_id, []).append(decision)
    context = {
        "meeting": found,
        "name": meeting_name(found),
        "labels": labels,
        "items": list(found.items.all()),
        "decisions": by_item,
        "points": {kind: [point for point in found.points.all() if point.kind == kind] for kind in labels.POINT_KINDS},
        "follow_ups": selectors.list_follow_ups(body=found.body, by=by),
        "may_change": may_change and state not in CLOSED,
        "steps": [step for step in labels.MEETING_STEPS if may_change and step in MEETING_STEPS[state]],
        "to_come": state in TO_COME,
        "invitation": InvitationForm(organisations=invited) if invited else None,
        "changes": history_entries(list_history(kind="meeting", key=key, by=by)),
        "crumbs": crumbs(
            (_("Home"), reverse("site:home")), (_("Meetings"), reverse("meetings:list")), (meeting_name(found), "")
        ),
    }
    return render(request, "meetings/meeting.html", context)
