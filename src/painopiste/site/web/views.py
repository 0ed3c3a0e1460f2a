"""The front page, and the choice of language before it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from painopiste.base.actors import Actor
from painopiste.base.bodies import selectors as bodies
from painopiste.base.bodies.permissions import CHANGE as CHANGE_BODIES
from painopiste.base.programmes.selectors import Nameplate, get_nameplate, list_findings
from painopiste.base.web.history import event_name
from painopiste.base.words import Words, words_of
from painopiste.loop.commitments.labels import FINDINGS
from painopiste.loop.focus_areas.labels import STATES as FOCUS_AREA_STATES
from painopiste.loop.plans.labels import STATES as MEASURE_STATES
from painopiste.site import newest, overview

GAPS = {
    "lead": _("No lead is known"),
    "participants": _("The source leaves the participants out"),
    "plan": _("No plan"),
    "indicators": _("The effect chain has no indicators"),
    "effect": _("The effect chain ends in process indicators"),
}
PLACES = {
    "focus_area": "focus_areas:focus_area",
    "measure": "plans:measure",
    "body": "bodies:body",
    "organisation": "organisations:organisation",
}


KINDS = {"body": _("Body"), "organisation": _("Organisation"), "measure": _("Measure"), "focus_area": _("Focus area")}


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """Send a reader to the pages in the language that the browser asks for."""
    response = redirect(f"/{(get_language() or 'fi')[:2]}/")
    response["Vary"] = "Accept-Language, Cookie"
    return response


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The whole model at a glance."""
    by, today = request.actor, timezone.localdate()
    glance, programme = overview.get_glance(by=by, on=today), get_nameplate()
    states = glance.measure_states()
    open_round = overview.get_open_round(by=by, on=today)
    # Lazy texts and codes become plain once: a template would ask for them again in every cell.
    measure_labels = {str(code): str(label) for code, label in MEASURE_STATES.items()}
    focus_area_labels = {str(code): str(label) for code, label in FOCUS_AREA_STATES.items()}
    context = {
        "glance": glance,
        "programme": programme,
        "lead": _first_sentence(programme),
        "measure_states": [(code, label, states[code]) for code, label in measure_labels.items() if states.get(code)],
        "focus_area_states": focus_area_labels,
        "all_measure_states": measure_labels,
        "focus_area_counts": [
            (code, focus_area_labels[code], number) for code, number in glance.focus_area_states().items()
        ],
        "measures": sum(states.values()),
        "matrix": _matrix(glance),
        "gaps": _gaps(glance),
        "findings": [(code, FINDINGS[code], number) for code, number in glance.findings.items() if number],
        "next_dates": overview.list_next_dates(by=by, on=today),
        "changes": _changes(by, glance),
        "round": open_round,
        "unanswered": overview.list_unanswered(glance=glance, answered=open_round["answered"], by=by)
        if open_round
        else [],
        "reports": newest.list_newest_reports(by=by),
        "quiet_bodies": bodies.list_quiet_bodies(by=by, on=today) if by.may(CHANGE_BODIES) else [],
        "needs": list_findings(by=by, kind="need", limit=5),
    }
    return render(request, "site/home.html", context)


def _first_sentence(programme: Nameplate) -> Words:
    """Enough for the front page; the rest is told on the page about the service."""
    found = words_of(programme, "description", (get_language() or "fi")[:2])
    first, stop, _rest = found.text.partition(". ")
    return Words(first + stop.strip(), found.language)


def _matrix(glance: overview.Glance) -> list[dict[str, Any]]:
    """A row for each focus area, and one for the measures of the model itself."""
    rows = [{"area": row, "counts": glance.measures.get(row["id"], {})} for row in glance.focus_areas]
    if None in glance.measures:
        rows.append({"area": None, "counts": glance.measures[None]})
    for row in rows:
        row["total"] = sum(row["counts"].values())
    return rows


def _gaps(glance: overview.Glance) -> list[dict[str, Any]]:
    return [row | {"gaps": [GAPS[name] for name in row["missing"]]} for row in glance.focus_areas if row["missing"]]


def _changes(by: Actor, glance: overview.Glance) -> list[dict[str, Any]]:
    """Members see who changed what; everybody sees the official steps."""
    if not by.member:
        return [_step(row) for row in newest.list_steps(by=by)]
    areas = {row["key"]: words_of(row, "name", (get_language() or "fi")[:2]) for row in glance.focus_areas}
    return [_change(row, areas) for row in newest.list_changes(by=by)]


def _change(row: dict[str, Any], areas: dict[str, Words]) -> dict[str, Any]:
    kind, key = row["target_kind"], row["target_key"]
    title = areas.get(key) if kind == "focus_area" else words_of(row, "title", (get_language() or "fi")[:2])
    return {
        "when": row["at"],
        "title": title or "",
        "label": key if kind == "measure" else "" if title else f"{KINDS[kind]} {key}",
        "url": reverse(PLACES[kind], args=[key]),
        "what": event_name(row["event"]),
        "who": row["actor_label"],
    }


def _step(row: dict[str, Any]) -> dict[str, Any]:
    labels: dict[Any, Any] = MEASURE_STATES if row["thing"] == "measure" else FOCUS_AREA_STATES
    return {
        "when": row["happened_on"],
        "title": words_of(row, "title", (get_language() or "fi")[:2]),
        "label": row["number"] or "",
        "url": reverse(PLACES[row["thing"]], args=[row["key"]]),
        "what": labels.get(row["state"], row["state"]),
        "who": "",
    }
