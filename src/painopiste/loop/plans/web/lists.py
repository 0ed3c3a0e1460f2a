"""The list of measures: narrowed, sorted, paged, saved as a view, exported."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from painopiste.base import dates
from painopiste.base.web.addresses import address
from painopiste.base.web.downloads import download, download_links, export_notes
from painopiste.base.web.pages import crumbs
from painopiste.base.web.tables import Column, Table
from painopiste.base.words import abbreviation_of, words_of
from painopiste.loop.plans import labels, permissions, selectors, services
from painopiste.loop.plans.rules import Kind, State
from painopiste.loop.plans.web.choosing import focus_area_choices, language, organisation_choices
from painopiste.loop.plans.web.forms import ViewForm
from painopiste.loop.plans.web.rows import shown

PAGE = "measures"


def read_filters(query: QueryDict) -> selectors.Filters:
    """The filters that an address carries; what is not understood is ignored."""
    return selectors.Filters(
        states=tuple(state for state in query.getlist("tila") if state in set(State)),
        focus_area=query.get("painopiste", "")[:60],
        organisation=query.get("organisaatio", "")[:60],
        kind=query.get("laji", "") if query.get("laji") in set(Kind) else "",
        text=query.get("q", "")[:200],
        overdue=query.get("myohassa") == "1",
        sort=query.get("jarjestys", "numero"),
    )


@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    """The measures that match the filters of the address."""
    by, today = request.actor, timezone.localdate()
    filters = read_filters(request.GET)
    page = selectors.list_measures(by=by, on=today, filters=filters, page=_number(request.GET.get("sivu", "")))
    query = _query(request.GET)
    context: dict[str, Any] = {
        "page": page,
        "rows": shown(page.rows, today=today),
        "filters": filters,
        "query": query,
        "columns": _columns(filters.sort, request.GET, by.may_somewhere(permissions.CHANGE_MANY)),
        "states": {code: str(label) for code, label in labels.STATES.items()},
        "kinds": {code: str(label) for code, label in labels.KINDS.items()},
        "focus_areas": [("model", _("The model itself")), *focus_area_choices(by)],
        "organisations": organisation_choices(by),
        "pages": _pages(page, request.GET),
        "views": selectors.list_saved_views(page=PAGE, by=by),
        "view_form": ViewForm(initial={"query": query}) if by.may(permissions.SAVE_VIEW) else None,
        "may_share": by.may(permissions.SHARE_VIEW),
        "may_change_many": by.may_somewhere(permissions.CHANGE_MANY),
        "may_create": by.may_somewhere(permissions.CHANGE_MEASURE),
        "exports": download_links("plans:export", query),
        "crumbs": crumbs((_("Home"), address("site:home")), (_("Measures"), "")),
    }
    return render(request, "plans/measures.html", context)


def _number(given: str) -> int:
    return int(given) if given.isdecimal() and len(given) < 10 else 1


def _query(given: QueryDict, **changes: str) -> str:
    kept = [
        (name, value) for name, values in given.lists() for value in values if value and name not in (*changes, "sivu")
    ]
    return urlencode([*kept, *((name, value) for name, value in changes.items() if value)])


def _columns(sort: str, given: QueryDict, selectable: bool) -> list[dict[str, Any]]:
    heads = (
        ("numero", _("No."), ""),
        ("nimi", _("Measure"), "wide"),
        ("painopiste", _("Focus area"), ""),
        ("tila", _("State"), ""),
        ("", _("Lead"), ""),
        ("", _("Participants"), ""),
        ("aika", _("Timing"), ""),
    )
    made: list[dict[str, Any]] = [{"label": "", "select": "measure"}] if selectable else []
    for name, label, width in heads:
        column: dict[str, Any] = {"label": label, "width": width}
        if name:
            column["url"] = "?" + _query(given, jarjestys=f"-{name}" if sort == name else name)
            column["sort"] = {name: "ascending", f"-{name}": "descending"}.get(sort, "")
        made.append(column)
    return made


def _pages(page: selectors.MeasurePage, given: QueryDict) -> list[dict[str, Any]]:
    query = _query(given)
    return [
        {
            "number": number,
            "url": "?" + query + ("&" if query else "") + f"sivu={number}",
            "current": number == page.number,
        }
        for number in range(1, page.pages + 1)
    ]


COLUMNS = (
    ("number", lambda: _("Number"), "text"),
    ("focus_area", lambda: _("Focus area"), "text"),
    ("title_fi", lambda: _("Title in Finnish"), "text"),
    ("title_sv", lambda: _("Title in Swedish"), "text"),
    ("title_en", lambda: _("Title in English"), "text"),
    ("kind", lambda: _("Kind"), "text"),
    ("state", lambda: _("State"), "text"),
    ("state_code", lambda: _("Code of the state"), "text"),
    ("leads", lambda: _("Lead"), "text"),
    ("participants", lambda: _("Participants"), "text"),
    ("starts_on", lambda: _("Starts"), "date"),
    ("due_on", lambda: _("Due"), "date"),
    ("timing", lambda: _("Timing in words"), "text"),
    ("overdue", lambda: _("Due date has passed"), "text"),
    ("description_fi", lambda: _("Description in Finnish"), "text"),
    ("description_sv", lambda: _("Description in Swedish"), "text"),
    ("description_en", lambda: _("Description in English"), "text"),
    ("key", lambda: _("Identifier"), "text"),
    ("source", lambda: _("Source"), "text"),
    ("marking_id", lambda: _("Who may read this"), "text"),
)


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Exactly the measures that the filters of the address leave, as a file."""
    today = timezone.localdate()
    rows = selectors.list_export_rows(by=request.actor, on=today, filters=read_filters(request.GET))
    columns = [Column(key, title(), kind) for key, title, kind in COLUMNS]  # type: ignore[arg-type]
    cells = [_cells(row, today) for row in rows]
    table = Table(_("Measures"), columns, cells, notes=export_notes(_query(request.GET)), language=language())
    return download(table, form)


def _cells(row: dict[str, Any], today: Any) -> list[Any]:
    late = row["due_latest"] is not None and row["due_latest"] < today and row["state"] in selectors.OVERDUE_STATES
    made = {
        **row,
        "focus_area": str(words_of(row, "focus_area_name", language()))
        if row["focus_area_key"]
        else _("The model itself"),
        "kind": str(labels.KINDS[Kind(row["kind"])]),
        "state": str(labels.STATES[State(row["state"])]),
        "state_code": row["state"],
        "leads": _names(row["leads"]),
        "participants": _names(row["participants"]),
        "starts_on": _date(row["starts_on"]),
        "due_on": _date(row["due_on"]),
        "timing": str(words_of(row, "timing", language())),
        "overdue": _("yes") if late else "",
    }
    return [made[key] for key, _title, _kind in COLUMNS]


def _date(value: str) -> Any:
    days = dates.span(value)
    exact = days.earliest is not None and days.earliest == days.latest
    return days.earliest if exact else (dates.show(value, language()) if value else "")


def _names(parties: list[dict[str, Any]]) -> str:
    return ", ".join(
        abbreviation_of(party, language())
        or str(words_of(party, "body_name" if party["body_key"] else "named", language()))
        for party in parties
    )


@require_POST
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep the present filters under a name."""
    form = ViewForm(request.POST)
    if form.is_valid():
        services.save_view(page=PAGE, by=request.actor, **form.cleaned_data)
        messages.success(request, _("The view was saved."))
    else:
        messages.error(request, _("Give the view a name of at most 100 characters."))
    query = form.cleaned_data.get("query", "")
    return redirect(reverse("plans:measures") + (f"?{query}" if query else ""))


@require_POST
def remove_view(request: HttpRequest, view: str) -> HttpResponse:
    """Remove a view of one's own."""
    services.remove_view(key=view, by=request.actor)
    messages.success(request, _("The view was removed."))
    return redirect("plans:measures")
