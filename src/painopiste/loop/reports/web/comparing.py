"""What changed from one kept report to another."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from painopiste.base.dates import show
from painopiste.base.web.pages import crumbs
from painopiste.base.words import FALLBACKS, abbreviation_of
from painopiste.loop.reports import selectors
from painopiste.loop.reports.writing.pen import AREA, MEASURE, state_label

Row = Mapping[str, Any]


@require_safe
def choose(request: HttpRequest, key: str) -> HttpResponse:
    """Go to the comparison with the report that was chosen; the older one comes first."""
    second = selectors.get_report(key=request.GET.get("toinen", ""), by=request.actor)
    first = selectors.get_report(key=key, by=request.actor)
    older, newer = sorted((first, second), key=lambda report: (report.as_of, report.made_at))
    return redirect("reports:compare", first=older.key, second=newer.key)


@require_safe
def compare(request: HttpRequest, first: str, second: str) -> HttpResponse:
    """States, leads, names, measures and decisions that differ."""
    found = selectors.compare(first=first, second=second, by=request.actor)
    sections = [section for section in _sections(found["changes"]) if section["rows"]]
    context = {
        "older": found["reports"][0],
        "newer": found["reports"][1],
        "sections": sections,
        "crumbs": crumbs(
            (_("Home"), reverse("site:home")),
            (_("Reports"), reverse("reports:list")),
            (found["reports"][0].title, reverse("reports:report", args=[first])),
            (_("What changed"), ""),
        ),
    }
    return render(request, "reports/compare.html", context)


def _sections(changes: Mapping[str, list[Row]]) -> Iterator[dict[str, Any]]:
    """The kinds of change in the order in which people ask for them."""
    yield _both("focus-area-states", _("States of focus areas"), AREA, changes["focus_area_states"], _state_text)
    yield _only("focus-areas-new", _("New focus areas"), AREA, changes["focus_areas_new"])
    yield _only("focus-areas-left", _("Focus areas no longer in the report"), AREA, changes["focus_areas_left"])
    yield _both("focus-area-names", _("Names of focus areas"), AREA, changes["focus_area_names"], _name_text)
    yield _parties("focus-area-leads", _("Leads of focus areas"), AREA, changes["focus_area_leads"])
    yield _parties("participants", _("Participants of focus areas"), AREA, changes["focus_area_participants"])
    yield _both("measure-states", _("States of measures"), MEASURE, changes["measure_states"], _state_text)
    yield _only("measures-new", _("New measures"), MEASURE, changes["measures_new"])
    yield _only("measures-left", _("Measures no longer in the report"), MEASURE, changes["measures_left"])
    yield _parties("measure-leads", _("Leads of measures"), MEASURE, changes["measure_leads"])
    yield _only("decisions-new", _("New decisions"), "", changes["decisions_new"])
    yield _only("decisions-left", _("Decisions no longer in the report"), "", changes["decisions_left"])


def _both(id: str, title: str, kind: str, rows: list[Row], text: Any) -> dict[str, Any]:
    shown = [
        _about(kind, row) | {"before": text(kind, row["before"]), "after": text(kind, row["after"])} for row in rows
    ]
    return {"id": id, "title": title, "columns": (_("Before"), _("After")), "rows": shown}


def _parties(id: str, title: str, kind: str, rows: list[Row]) -> dict[str, Any]:
    shown = [_about(kind, row) | {"before": _names(row["removed"]), "after": _names(row["added"])} for row in rows]
    return {
        "id": id,
        "title": title,
        "columns": (pgettext("comparison", "Left"), pgettext("comparison", "Joined")),
        "rows": shown,
    }


def _only(id: str, title: str, kind: str, rows: list[Row]) -> dict[str, Any]:
    return {"id": id, "title": title, "columns": (), "rows": [_about(kind, row) for row in rows]}


def _about(kind: str, row: Row) -> dict[str, Any]:
    names = {AREA: "focus_areas:focus_area", MEASURE: "plans:measure"}
    sign = f"P{row['number']}" if kind == AREA and row["number"] else row["number"]
    url = reverse(names[kind], args=[row["key"]]) if kind else ""
    return {"url": url, "title": f"{sign} {_text(row['title'])}".strip()}


def _text(words: Mapping[str, str]) -> str:
    language = (get_language() or "fi")[:2]
    return next((words[code] for code in FALLBACKS[language] if words.get(code)), "")


def _name_text(_kind: str, words: Mapping[str, str]) -> str:
    return _text(words)


def _state_text(kind: str, row: Row) -> str:
    label = state_label(kind, row["state"])
    if not row["state_certain"] and row["state"] != "unknown":
        label = _("%(state)s (uncertain)") % {"state": label}
    since = row.get("since")
    if not since or not since["edtf"]:
        return label
    return f"{label} ({show(since['edtf'], (get_language() or 'fi')[:2])})"


def _names(parties: list[Row]) -> str:
    return ", ".join(abbreviation_of(party, (get_language() or "fi")[:2]) or _text(party["name"]) for party in parties)
