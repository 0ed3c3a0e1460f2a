"""The list of indicators, with those that are planned or missing, and as a file."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from painopiste.base.web.downloads import download, download_links, export_notes
from painopiste.base.web.tables import Column, Table
from painopiste.base.web.wording import language
from painopiste.base.words import words_of
from painopiste.knowledge.indicators import labels, selectors
from painopiste.knowledge.indicators.rules import Collection, Kind, State
from painopiste.knowledge.indicators.web.way import indicator_crumbs


def read_filters(query: QueryDict) -> selectors.Filters:
    """The filters that an address carries; what is not understood is ignored."""

    def code(name: str, known: Any) -> str:
        value = query.get(name, "")
        return value if value in set(known) else ""

    return selectors.Filters(
        query.get("haku", "")[:200], code("tila", State), code("laji", Kind), code("joukko", Collection)
    )


@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """The indicators that match, each with what is held of it or what stands in its way."""
    by, filters = request.actor, read_filters(request.GET)
    rows = list(selectors.list_indicators(by=by, filters=filters))
    query = urlencode([(name, value) for name, values in request.GET.lists() for value in values if value])
    context = {
        "rows": rows,
        "held": selectors.newest_releases(indicators=rows, by=by),
        "filters": filters,
        "labels": labels,
        "query": query,
        "exports": download_links("indicators:export", query),
        "crumbs": indicator_crumbs(),
    }
    return render(request, "indicators/list.html", context)


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The definitions that match, as a file."""
    texts = {"name": _("Name"), "description": _("Description"), "phenomenon": _("Phenomenon"), "unit": _("Unit")}
    more = {"owner": _("Owner"), "attribution": _("Source"), "developer": _("Who makes it"), "obstacle": _("Obstacle")}
    columns = [
        Column("key", _("Code")),
        *(Column(name, title) for name, title in texts.items()),
        *(Column(name, title) for name, title in (("state", _("State")), ("kind", _("What it tells of")))),
        Column("collection", _("Set")),
        *(Column(name, title) for name, title in more.items()),
        Column("licence", _("Licence")),
    ]
    rows = [
        (
            row.key,
            *(str(words_of(row, name, language())) for name in texts),
            str(labels.STATES[State(row.state)]),
            str(labels.KINDS[Kind(row.kind)]),
            str(labels.COLLECTIONS[Collection(row.collection)]),
            *(str(words_of(row, name, language())) for name in more),
            row.licence,
        )
        for row in selectors.list_indicators(by=request.actor, filters=read_filters(request.GET))
    ]
    return download(Table(_("Indicators"), columns, rows, notes=export_notes(), language=language()), form)
