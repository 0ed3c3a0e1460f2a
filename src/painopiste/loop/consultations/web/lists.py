"""The list of consultations."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from painopiste.base.web.pages import crumbs
from painopiste.loop.consultations import labels, permissions, selectors
from painopiste.loop.consultations.rules import State

PAGE_SIZE = 50


def consultation_crumbs(*more: tuple[Any, str]) -> list[dict[str, Any]]:
    """The way to the consultations, and further."""
    way = [(_("Home"), reverse("site:home")), (_("Consultations"), reverse("consultations:list")), *more]
    return crumbs(*way[:-1], (way[-1][0], ""))


@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """The consultations that match the filters of the address."""
    by = request.actor
    asked = {name: request.GET.get(name, "")[:100] for name in ("tila", "haku")}
    filters = selectors.Filters(state=asked["tila"] if asked["tila"] in set(State) else "", text=asked["haku"])
    rows = selectors.list_consultations(by=by, filters=filters)
    context = {
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "asked": asked,
        "query": urlencode({name: value for name, value in asked.items() if value}),
        "states": {state.value: label for state, label in labels.STATES.items()},
        "may_manage": by.may(permissions.MANAGE),
        "crumbs": consultation_crumbs(),
    }
    return render(request, "consultations/list.html", context)
