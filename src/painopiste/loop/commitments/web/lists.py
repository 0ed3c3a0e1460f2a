"""The list of commitments: narrowed, and as a file."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from painopiste.base import dates
from painopiste.base.actors import Actor
from painopiste.base.web.downloads import download, download_links, export_notes
from painopiste.base.web.pages import crumbs
from painopiste.base.web.tables import Column, Table
from painopiste.base.web.wording import language
from painopiste.base.words import abbreviation_of, words_of
from painopiste.loop.commitments import labels, permissions, selectors
from painopiste.loop.commitments.rules import State
from painopiste.loop.focus_areas import selectors as focus_areas


def commitment_crumbs(*more: tuple[Any, str]) -> list[dict[str, Any]]:
    """The way to the commitments, and further."""
    way = [(_("Home"), reverse("site:home")), (_("Commitments"), reverse("commitments:list")), *more]
    return crumbs(*way[:-1], (way[-1][0], ""))


def organisation_name(row: Any) -> str:
    """How a choice names an organisation: with its abbreviation, where that is not its name."""
    short, name = abbreviation_of(row, language()), str(words_of(row, "name", language()))
    return name if short == name else f"{short} – {name}"


def read_filters(query: QueryDict) -> selectors.Filters:
    """The filters that an address carries; what is not understood is ignored."""
    return selectors.Filters(
        states=tuple(state for state in query.getlist("tila") if state in set(State)),
        focus_area=query.get("painopiste", "")[:60],
        organisation=query.get("organisaatio", "")[:60],
        measure=query.get("toimenpide", "")[:60],
    )


@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """The commitments that match the filters of the address."""
    by, today = request.actor, timezone.localdate()
    filters = read_filters(request.GET)
    areas, organisations = focus_areas.list_choices(by=by), selectors.list_organisations(by=by)
    query = urlencode([(name, value) for name, values in request.GET.lists() for value in values if value])
    context = {
        "rows": selectors.list_commitments(by=by, on=today, filters=filters),
        "filters": filters,
        "labels": labels,
        "states": {state.value: str(label) for state, label in labels.STATES.items()},
        "focus_areas": [("model", _("The model itself")), *((row["key"], _area_name(row)) for row in areas)],
        "organisations": [(row["key"], organisation_name(row)) for row in organisations],
        "mine": answering_for(by, organisations),
        "exports": download_links("commitments:export", query),
        "crumbs": commitment_crumbs(),
    }
    return render(request, "commitments/list.html", context)


def answering_for(by: Actor, organisations: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of these organisations those for which the actor answers."""
    return [row for row in organisations if permissions.may_answer(row["id"], by=by)]


def _area_name(row: Any) -> str:
    name = str(words_of(row, "name", language()))
    return f"{row['number']}. {name}" if row["number"] else name


KINDS = {"person_months": "number", "euros": "number", "days": "number", "asked_on": "date"}


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Exactly the commitments that the filters of the address leave, as a file. Filled in it can be sent back."""
    rows = selectors.list_commitments(by=request.actor, on=timezone.localdate(), filters=read_filters(request.GET))
    columns = [Column(name, str(title), KINDS.get(name, "text")) for name, title in labels.COLUMNS.items()]  # type: ignore[arg-type]
    query = urlencode([(name, value) for name, values in request.GET.lists() for value in values if value])
    cells = [_cells(row) for row in rows]
    table = Table(_("Commitments"), columns, cells, notes=export_notes(query), language=language())
    return download(table, form)


def _cells(row: selectors.Row) -> list[Any]:
    found, newest = row.commitment, row.newest
    measure, reader = found.measure, language()
    area = measure.focus_area
    told: dict[str, Any] = {
        "focus_area": str(words_of(area, "name", reader)) if area else _("The model itself"),
        "number": measure.number,
        "measure": str(words_of(measure, "title", reader)),
        "organisation": abbreviation_of(found.organisation, reader),
        "state": str(labels.STATES[State(found.state)]),
        "state_code": found.state,
        "on": _day(newest.happened_on) if newest else "",
        "asked_on": row.asked_on,
        "days": row.days,
        "reason": str(words_of(newest, "reason", reader)) if newest else "",
        "unit": str(words_of(found, "unit", reader)),
        "place": str(words_of(found, "place", reader)),
        "years": _day(found.years),
        "since": _day(found.since),
        "until": _day(found.until),
    }
    return [told[name] if name in told else getattr(found, name) for name in labels.COLUMNS]


def _day(value: str) -> date | str:
    """A day as a date; anything rougher as people write it."""
    days = dates.span(value)
    exact = days.earliest is not None and days.earliest == days.latest
    return days.earliest if exact and days.earliest else dates.show(value, language()) if value else ""
