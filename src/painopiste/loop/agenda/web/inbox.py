"""The inbox: what has been seen, and what has become of it."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from painopiste.base.web.pages import crumbs
from painopiste.base.web.wording import language
from painopiste.base.words import words_of
from painopiste.loop.agenda import labels, permissions, selectors
from painopiste.loop.agenda.rules import SourceKind, State
from painopiste.loop.focus_areas import selectors as focus_areas

PAGE_SIZE = 50
ASKED = ("tila", "laji", "painopiste", "haku", "omat")


def agenda_crumbs(*more: tuple[Any, str]) -> list[dict[str, Any]]:
    """The way to the new phenomena, and further."""
    way = [(_("Home"), reverse("site:home")), (_("New phenomena"), reverse("agenda:observations")), *more]
    return crumbs(*way[:-1], (way[-1][0], ""))


def area_name(row: Any) -> str:
    """How a choice names a focus area."""
    number = row["number"] if isinstance(row, dict) else row.number
    name = str(words_of(row, "name", language()))
    return f"{number}. {name}" if number else name


@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """The observations that match the filters of the address."""
    by = request.actor
    asked = {name: request.GET.get(name, "")[:100] for name in ASKED}
    filters = selectors.Filters(
        state=asked["tila"] if asked["tila"] in set(State) else "",
        source_kind=asked["laji"] if asked["laji"] in set(SourceKind) else "",
        focus_area=asked["painopiste"],
        text=asked["haku"],
        mine=asked["omat"] == "1",
    )
    page = Paginator(selectors.list_observations(by=by, filters=filters), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "asked": asked,
        "query": urlencode({name: value for name, value in asked.items() if value}),
        "labels": labels,
        "states": {state.value: label for state, label in labels.STATES.items()},
        "kinds": {kind.value: label for kind, label in labels.SOURCE_KINDS.items()},
        "focus_areas": [(row["key"], area_name(row)) for row in focus_areas.list_choices(by=by)],
        "may_write": by.may(permissions.WRITE) and by.account_id is not None,
        "crumbs": agenda_crumbs(),
    }
    return render(request, "agenda/observations.html", context)
