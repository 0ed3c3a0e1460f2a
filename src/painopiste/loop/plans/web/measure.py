"""The page of one measure."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from painopiste.base import dates
from painopiste.base.audit.selectors import list_history
from painopiste.base.web.addresses import address
from painopiste.base.web.history import history_entries
from painopiste.base.web.pages import crumbs
from painopiste.base.words import words_of
from painopiste.loop.plans import labels, permissions, selectors
from painopiste.loop.plans.rules import State, is_late
from painopiste.loop.plans.web.choosing import language

CODES = {  # the words for what the history holds as codes; a line of funding has a state of its own
    "state": labels.FUNDING_STATES | labels.STATES,
    "kind": labels.DEPENDENCY_KINDS | labels.KINDS,
    "role": labels.PARTY_ROLES,
    "blocked_by": labels.BLOCKED_BY,
    "pilot_decision": labels.PILOT_DECISIONS,
}


@require_safe
def measure(request: HttpRequest, key: str) -> HttpResponse:
    """Everything about one measure: what, who, when, how it has gone."""
    by, today = request.actor, timezone.localdate()
    found = selectors.get_measure_page(key=key, by=by)
    context: dict[str, Any] = {
        "measure": found,
        "title": words_of(found, "title", language()),
        "parties": _parties(found, today),
        "labels": labels,
        "overdue": is_late(State(found.state), found.due_latest, today),
        "may_change": permissions.may_change_measure(found, by=by),
        "may_read_notes": by.may("internal.read"),
        "changes": history_entries(list_history(kind="measure", key=key, by=by), labels=CODES),
        "crumbs": measure_crumbs(found),
    }
    return render(request, "plans/measure.html", context)


def _parties(found: Any, today: Any) -> dict[str, list[Any]]:
    groups: dict[str, list[Any]] = {role: [] for role in labels.PARTY_ROLES} | {"former": []}
    for party in found.parties.all():
        past = dates.lasted(party.since, party.until, today) is dates.Happened.NO and party.until
        groups["former" if past else party.role].append(party)
    return groups


def measure_crumbs(found: Any, *more: tuple[Any, str]) -> list[dict[str, Any]]:
    """The way to a measure, through its focus area when it has one."""
    way: list[tuple[Any, str]] = [(_("Home"), address("site:home"))]
    if found.focus_area:
        area = address("focus_areas:focus_area", found.focus_area.key)
        way += [(_("Focus areas"), address("focus_areas:list")), (words_of(found.focus_area, "name", language()), area)]
    else:
        way.append((_("Measures"), address("plans:measures")))
    page = address("plans:measure", found.key)
    return crumbs(*way, (f"{found.number} {words_of(found, 'title', language())}", page if more else ""), *more)
