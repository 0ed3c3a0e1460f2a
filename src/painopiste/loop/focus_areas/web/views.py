"""The list of focus areas and the page of one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from painopiste.base.audit.selectors import list_history
from painopiste.base.bodies.permissions import seen_body, seen_decision
from painopiste.base.web.downloads import download, download_links, export_notes
from painopiste.base.web.history import history_entries
from painopiste.base.web.pages import crumbs
from painopiste.base.web.tables import Column, Table
from painopiste.base.words import Words, abbreviation_of, words_of
from painopiste.knowledge.indicators import labels as indicator_labels
from painopiste.loop.focus_areas import labels, permissions, selectors
from painopiste.loop.focus_areas.rules import NEXT_STATES, State
from painopiste.loop.plans import labels as plan_labels
from painopiste.loop.plans import selectors as plans
from painopiste.loop.progress import selectors as progress


def _filters(request: HttpRequest) -> selectors.Filters:
    get = request.GET.get
    return selectors.Filters(state=get("tila", ""), organisation=get("organisaatio", ""), text=get("q", "")[:200])


@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """All focus areas: what each is about, who leads it, and how its measures go."""
    by, today = request.actor, timezone.localdate()
    filters = _filters(request)
    rows = selectors.list_focus_areas(by=by, on=today, filters=filters)
    context = {
        "rows": rows,
        "filters": filters,
        "measure_counts": plans.count_by_focus_area_and_state(by=by),
        "states": labels.STATES,
        "measure_states": plan_labels.STATES,
        "exports": download_links("focus_areas:export", request.GET.urlencode()),
        "may_propose": by.may(permissions.CHANGE),
        "crumbs": crumbs((_("Home"), reverse("site:home")), (_("Focus areas"), "")),
    }
    return render(request, "focus_areas/list.html", context)


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The list of focus areas as a file."""
    language = (get_language() or "fi")[:2]
    rows = selectors.list_focus_areas(by=request.actor, on=timezone.localdate(), filters=_filters(request))
    columns = [
        Column("number", _("Number"), "number"),
        Column("name", _("Name")),
        Column("state", _("State")),
        Column("leads", _("Lead")),
        Column("participants", _("Other participants")),
    ]
    cells = [
        (
            row.row["number"],
            str(words_of(row.row, "name", language)),
            str(labels.STATES[State(row.row["state"])]),
            ", ".join(abbreviation_of(lead, language, "organisation_abbreviation") for lead in row.leads),
            ", ".join(abbreviation_of(other, language, "organisation_abbreviation") for other in row.participants)
            if row.row["participants_stated"]
            else (_("not stated in the source") if row.row["source"] else _("not named yet")),
        )
        for row in rows
    ]
    table = Table(_("Focus areas"), columns, cells, notes=export_notes(request.GET.urlencode()), language=language)
    return download(table, form)


@require_safe
def focus_area(request: HttpRequest, key: str) -> HttpResponse:
    """Everything about one focus area on one page."""
    by, today = request.actor, timezone.localdate()
    found = selectors.get_focus_area_page(key=key, by=by)
    measures = plans.list_measures(by=by, on=today, filters=plans.Filters(focus_area=key))
    context: dict[str, Any] = {
        "focus_area": found,
        "name": words_of(found, "name", get_language() or "fi"),
        "organisations": _organisations(found, today, by),
        "group": seen_body(found.group, by=by),
        "steps": _steps(found, by),
        "measures": measures,
        "indicators": _indicators(found, by),
        "counts": plans.count_by_focus_area_and_state(by=by).get(found.pk, {}),
        "plans": plans.list_plans(focus_area_key=key, by=by),
        "answers": progress.list_answers_of(focus_area=found, by=by),
        "changes": history_entries(
            list_history(kind="focus_area", key=key, by=by), labels={"state": labels.STATES, "role": labels.ROLES}
        ),
        "states": labels.STATES,
        "measure_states": plan_labels.STATES,
        "plan_states": plan_labels.PLAN_STATES,
        "may_change": permissions.may_change(found, by=by),
        "may_decide": by.may(permissions.DECIDE) and bool(NEXT_STATES[State(found.state)]),
        "may_give_group": by.may(permissions.DECIDE),
        "may_read_notes": by.may("internal.read"),
        "crumbs": crumbs(
            (_("Home"), reverse("site:home")), (_("Focus areas"), reverse("focus_areas:list")), (title_of(found), "")
        ),
    }
    return render(request, "focus_areas/focus_area.html", context)


def _organisations(found: Any, today: Any, by: Any) -> dict[str, list[Any]]:
    links = list(found.organisations.all())
    current = [link for link in links if selectors.is_current(link, on=today, by=by)]
    return {
        "leads": [link for link in current if link.role == "lead"],
        "participants": [link for link in current if link.role == "participant"],
        "former": [link for link in links if link not in current],
    }


def _indicators(found: Any, by: Any) -> dict[str, Any]:
    """By what the focus area is followed, and how many of these tell of what: process, output, outcome."""
    rows = selectors.list_indicators(focus_area=found, by=by)
    counts = [(label, sum(row.kind == kind for row in rows)) for kind, label in indicator_labels.KINDS.items()]
    return {"rows": rows, "counts": [(label, count) for label, count in counts if count], "labels": indicator_labels}


def _steps(found: Any, by: Any) -> list[dict[str, Any]]:
    """The steps, newest first, with the decision and the body as far as the reader may see them."""
    return [
        {"row": step, "decision": seen_decision(step.decision, by=by), "body": seen_body(step.body, by=by)}
        for step in reversed(found.changes.all())
    ]


def title_of(found: Any) -> Words:
    """The name of a focus area, for breadcrumbs."""
    return words_of(found, "name", (get_language() or "fi")[:2])
