"""The list of bodies, its exports, and the page of one body."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from painopiste.base.audit.selectors import list_history
from painopiste.base.bodies import permissions, selectors
from painopiste.base.bodies.labels import KINDS, MEETING_STATES, PROCEDURE_STATES, ROLES, TEMPOS
from painopiste.base.bodies.rules import Kind, turns
from painopiste.base.dates import show
from painopiste.base.web.downloads import download, download_links, export_notes
from painopiste.base.web.history import history_entries
from painopiste.base.web.pages import crumbs
from painopiste.base.web.tables import Column, Table
from painopiste.base.words import words_of
from painopiste.site.involvement import get_focus_area_of, list_focus_areas_by_group
from painopiste.site.web.frame import language

ORDER = {kind: place for place, kind in enumerate(Kind)}


@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """The bodies of the model, from the cooperation group to the subgroups."""
    rows, asked = _rows(request)
    context = {
        "rows": rows,
        "asked": {"q": "", "laji": ""} | asked,
        "kinds": KINDS,
        "tempos": TEMPOS,
        "may_create": request.actor.may(permissions.CHANGE),
        "downloads": download_links("bodies:export", urlencode(asked)),
        "crumbs": crumbs((_("Home"), reverse("site:home")), (_("Bodies"), "")),
    }
    return render(request, "bodies/list.html", context)


def _rows(request: HttpRequest) -> tuple[list[dict[str, Any]], dict[str, str]]:
    asked = {name: request.GET.get(name, "").strip()[:100] for name in ("q", "laji")}
    asked = {name: value for name, value in asked.items() if value}
    filters = selectors.Filters(kind=asked.get("laji", ""), text=asked.get("q", ""))
    focus_areas = list_focus_areas_by_group(by=request.actor)
    pulses = selectors.get_pulses(by=request.actor, on=timezone.localdate())
    rows = selectors.list_bodies(by=request.actor, filters=filters)
    rows = [row | {"focus_area": focus_areas.get(row["id"]), "pulse": pulses.get(row["id"])} for row in rows]
    return sorted(rows, key=lambda row: ORDER.get(row["kind"], len(ORDER))), asked


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The same list as a file."""
    rows, asked = _rows(request)
    columns = (
        Column("key", _("Key")),
        Column("name_fi", _("Name in Finnish")),
        Column("name_sv", _("Name in Swedish")),
        Column("name_en", _("Name in English")),
        Column("kind", _("Kind")),
        Column("tempo", _("Meets")),
        Column("began", _("Began"), "date"),
        Column("ended", _("Ended"), "date"),
        Column("members", _("Members"), "number"),
        Column("decisions", _("Decisions"), "number"),
        Column("source", _("Source")),
    )
    table = Table(
        _("Bodies"), columns, [_cells(row) for row in rows], notes=export_notes(urlencode(asked)), language=language()
    )
    return download(table, form)


def _cells(row: dict[str, Any]) -> list[Any]:
    days = [show(row[name], language()) if row[name] else None for name in ("began", "ended")]
    kind, tempo = str(KINDS.get(row["kind"], row["kind"])), str(TEMPOS.get(row["tempo"], row["tempo"]))
    counts = (row["member_count"], row["decision_count"])
    return [row["key"], row["name_fi"], row["name_sv"], row["name_en"], kind, tempo, *days, *counts, row["source"]]


@require_safe
def body(request: HttpRequest, key: str) -> HttpResponse:
    """One body: members by role, turns of the chair, subgroups, decisions, history."""
    by, today = request.actor, timezone.localdate()
    found = selectors.get_body(key=key, by=by)
    members = selectors.list_members(body=found, by=by)
    meetings = selectors.list_meetings(by=by, filters=selectors.MeetingFilters(body=key))
    present = [row for row in members if not selectors.is_past(row, on=today, by=by)]
    context = {
        "body": found,
        "kind": KINDS.get(found.kind, found.kind),
        "tempo": TEMPOS.get(found.tempo, ""),
        "parent": permissions.seen_body(found.parent, by=by),
        "members": present,
        "former": [row for row in members if row not in present],
        "turns": _turns(members, today) if found.rotating_chair else [],
        "roles": ROLES,
        "kinds": KINDS,
        "subgroups": selectors.list_subgroups(body=found, by=by),
        "decisions": selectors.list_decisions(body=found, by=by),
        "meetings": meetings,
        "pulse": selectors.get_body_pulse(body=found, meetings=meetings, by=by, on=today),
        "procedures": selectors.list_procedures(body=found, by=by),
        "meeting_states": MEETING_STATES,
        "procedure_states": PROCEDURE_STATES,
        "focus_area": get_focus_area_of(body_id=found.pk, by=by),
        "changes": history_entries(list_history(kind="body", key=key, by=by)),
        "may_change": permissions.may_change(found, by=by),
        "may_meet": permissions.may_meet(found, by=by),
        "crumbs": crumbs(
            (_("Home"), reverse("site:home")),
            (_("Bodies"), reverse("bodies:list")),
            (words_of(found, "name", language()), ""),
        ),
    }
    return render(request, "bodies/body.html", context)


def _turns(members: list[dict[str, Any]], today: Any) -> list[dict[str, Any]]:
    chairs = sorted((row for row in members if row["role"] == "chair"), key=lambda row: row["rank"])
    asked = turns([(row["organisation_key"], row["since"], row["until"]) for row in chairs], today)
    return [row | {"now": turn.now} for row, turn in zip(chairs, asked, strict=True)]
