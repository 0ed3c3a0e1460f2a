"""The page of one round: who has answered, what they tell, what has changed; and the same as a file."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from markupsafe import Markup

from painopiste.base.audit.selectors import list_history
from painopiste.base.charts import Bar, bars
from painopiste.base.web.downloads import download, download_links, export_notes
from painopiste.base.web.history import history_entries
from painopiste.base.web.tables import Column, Table
from painopiste.base.words import words_of
from painopiste.loop.focus_areas.labels import STATES as FOCUS_AREA_STATES
from painopiste.loop.plans.labels import BLOCKED_BY
from painopiste.loop.progress import labels, permissions, selectors
from painopiste.loop.progress.rules import RoundState
from painopiste.loop.progress.web.rounds import language, round_crumbs

CHART_WIDTH = 340  # three charts stand beside each other, and one fits on a telephone


@require_safe
def round_page(request: HttpRequest, key: str) -> HttpResponse:
    """Everything about one round on one page."""
    by = request.actor
    found = selectors.get_round(key=key, by=by)
    overview = selectors.get_overview(round_=found, by=by, on=timezone.localdate())
    may_manage = by.may(permissions.MANAGE)
    context: dict[str, Any] = {
        "round": found,
        "overview": overview,
        "charts": list(_charts(overview)),
        "labels": labels,
        "states": FOCUS_AREA_STATES,
        "blocked_by": BLOCKED_BY,
        "may_manage": may_manage,
        "is_open": overview.state is RoundState.OPEN,
        "may_write": permissions.may_write_some(by) and overview.state is RoundState.OPEN,
        "reports_in": selectors.list_areas_to_report(by=by),
        "exports": download_links("progress:export", key=key),
        "changes": history_entries(list_history(kind="round", key=key, by=by)) if may_manage else [],
        "crumbs": round_crumbs(found),
    }
    return render(request, "progress/round.html", context)


def _charts(overview: selectors.Overview) -> Any:
    """What was answered, counted: a drawing and the same numbers in words, for each question."""
    questions: tuple[tuple[str, Any, Mapping[str, int], Mapping[Any, Any], str], ...] = (
        ("obstacles", _("Obstacles"), overview.obstacles, BLOCKED_BY, "blocked"),
        ("forecasts", _("Forecast for the end of the term"), overview.forecasts, labels.FORECASTS, "series1"),
        ("activities", _("Activity"), overview.activities, labels.ACTIVITIES, "series1"),
    )
    for name, title, counts, names, tone in questions:
        rows = [(str(names.get(code, code)), number) for code, number in counts.items()]
        told = _("Number of focus areas") + ": " + ", ".join(f"{label} {number}" for label, number in rows)
        svg = bars(
            [Bar(label, number) for label, number in rows],
            title=str(title),
            description=told,
            language=language(),
            tone=tone,
            width=CHART_WIDTH,
            id=f"chart-{name}",
        )
        yield {"id": name, "title": title, "rows": rows, "svg": Markup(svg)}  # noqa: S704  drawn by us, words escaped


COLUMNS = (
    ("number", lambda: _("Number"), "number"),
    ("focus_area", lambda: _("Focus area"), "text"),
    ("answer", lambda: _("Answer"), "text"),
    ("late", lambda: _("Late"), "text"),
    ("submitted_on", lambda: _("Submitted on"), "date"),
    ("activity", lambda: _("Activity"), "text"),
    ("state", lambda: _("State"), "text"),
    ("forecast", lambda: _("Forecast for the end of the term"), "text"),
    ("obstacles", lambda: _("Obstacles"), "text"),
    ("done", lambda: _("What was done"), "text"),
    ("obstacles_text", lambda: _("Obstacles in words"), "text"),
    ("outlook", lambda: _("Outlook"), "text"),
    ("needs", lambda: _("Needs"), "text"),
    ("measures", lambda: _("Measures"), "number"),
    ("measures_answered", lambda: _("Measures with an answer"), "number"),
    ("activity_before", lambda: _("Activity in the previous round"), "text"),
    ("state_before", lambda: _("State in the previous round"), "text"),
    ("forecast_before", lambda: _("Forecast in the previous round"), "text"),
    ("obstacles_new", lambda: _("New obstacles"), "text"),
    ("obstacles_gone", lambda: _("Obstacles that are gone"), "text"),
    ("key", lambda: _("Identifier"), "text"),
)


@require_safe
def export(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """The round as a file: one row for each focus area."""
    found = selectors.get_round(key=key, by=request.actor)
    overview = selectors.get_overview(round_=found, by=request.actor, on=timezone.localdate())
    columns = [Column(name, title(), kind) for name, title, kind in COLUMNS]  # type: ignore[arg-type]
    title = str(words_of(found, "title", language()))
    table = Table(title, columns, [_cells(row) for row in overview.rows], notes=export_notes(), language=language())
    return download(table, form)


def _cells(row: selectors.AreaRow) -> list[Any]:
    made = {
        "number": row.focus_area["number"],
        "focus_area": str(words_of(row.focus_area, "name", language())),
        "answer": str(labels.ANSWER_STATES[row.state]),
        "late": _("yes") if row.late else "",
        "measures": row.measures,
        "measures_answered": row.measures_answered,
        "key": row.focus_area["key"],
        **(_told(row.told) if row.told else {}),
        **(_before(row) if row.before else {}),
    }
    return [made.get(name, "" if kind == "text" else None) for name, _title, kind in COLUMNS]


def _told(answer: Any) -> dict[str, Any]:
    texts = {"done": "done", "obstacles_text": "obstacles", "outlook": "outlook", "needs": "needs"}
    return {
        "submitted_on": timezone.localdate(answer.submitted_at),
        **_codes(answer),
        "obstacles": _names(answer.obstacles),
        **{name: str(words_of(answer, column, language())) for name, column in texts.items()},
    }


def _codes(answer: Any) -> dict[str, str]:
    tables = {"activity": labels.ACTIVITIES, "state": FOCUS_AREA_STATES, "forecast": labels.FORECASTS}
    return {name: str(names.get(getattr(answer, name), "")) for name, names in tables.items()}


def _before(row: selectors.AreaRow) -> dict[str, Any]:
    found = {f"{name}_before": label for name, label in _codes(row.before).items()}
    if row.comparison:
        found["obstacles_new"] = _names(row.comparison.new_obstacles)
        found["obstacles_gone"] = _names(row.comparison.gone_obstacles)
    return found


def _names(codes: Any) -> str:
    return ", ".join(str(label) for code, label in BLOCKED_BY.items() if code in codes)
