"""The list of organisations, its exports, and the page of one organisation."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from painopiste.base.audit.selectors import list_history
from painopiste.base.bodies.labels import ROLES as BODY_ROLES
from painopiste.base.bodies.selectors import list_memberships
from painopiste.base.dates import show
from painopiste.base.organisations import permissions, selectors
from painopiste.base.organisations.labels import KINDS
from painopiste.base.web.downloads import download, download_links, export_notes
from painopiste.base.web.history import history_entries
from painopiste.base.web.pages import crumbs
from painopiste.base.web.tables import Column, Table
from painopiste.base.words import abbreviation_of, words_of
from painopiste.loop.focus_areas import labels as focus_area_labels
from painopiste.loop.plans import labels as plan_labels
from painopiste.site.involvement import Counts, count_involvement, list_focus_areas_of, list_measures_of
from painopiste.site.web.frame import language

SORTS = {
    "lyhenne": lambda row: abbreviation_of(row, language()).casefold(),
    "nimi": lambda row: str(words_of(row, "name", language())).casefold(),
    "vastuut": lambda row: -row["counts"].leads,
    "osallistumiset": lambda row: -row["counts"].participations,
}
EXISTING = {"nykyiset": "now", "paattyneet": "ended"}


@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """The organisations, how much each leads and takes part in, narrowed by what the address says."""
    rows, asked = _rows(request)
    query = urlencode(asked)
    context = {
        "rows": rows,
        "asked": {"q": "", "laji": "", "tila": "", "jarjestys": "lyhenne"} | asked,
        "kinds": [(code, KINDS.get(code, code)) for code in selectors.list_kinds(by=request.actor)],
        "sort_urls": {name: "?" + urlencode(asked | {"jarjestys": name}) for name in SORTS},
        "downloads": download_links("organisations:export", query),
        "may_add": request.actor.may(permissions.CHANGE),
        "crumbs": crumbs((_("Home"), reverse("site:home")), (_("Organisations"), "")),
        "kind_labels": KINDS,
    }
    return render(request, "organisations/list.html", context)


def _rows(request: HttpRequest) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The rows that the address asks for, and what it asks, without what is empty or not known."""
    asked = {name: request.GET.get(name, "").strip()[:100] for name in ("q", "laji", "tila", "jarjestys")}
    asked = {name: value for name, value in asked.items() if value}
    today = timezone.localdate()
    filters = selectors.Filters(
        kind=asked.get("laji", ""), existing=EXISTING.get(asked.get("tila", ""), ""), text=asked.get("q", "")
    )
    counts = count_involvement(by=request.actor, on=today)
    rows = selectors.list_organisations(by=request.actor, on=today, filters=filters)
    rows = [row | {"counts": counts.get(row["id"]) or Counts()} for row in rows]
    return sorted(rows, key=SORTS.get(asked.get("jarjestys", ""), SORTS["lyhenne"])), asked


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The same list as a file."""
    rows, asked = _rows(request)
    columns = (
        Column("key", _("Key")),
        Column("abbreviation", _("Abbreviation")),
        Column("abbreviation_sv", _("Abbreviation in Swedish")),
        Column("name_fi", _("Name in Finnish")),
        Column("name_sv", _("Name in Swedish")),
        Column("name_en", _("Name in English")),
        Column("kind", _("Kind")),
        Column("part_of", _("Part of")),
        Column("valid_from", _("Exists since"), "date"),
        Column("valid_to", _("Existed until"), "date"),
        Column("successor", _("Successor")),
        Column("focus_areas_led", _("Focus areas led"), "number"),
        Column("focus_areas_joined", _("Focus areas taken part in"), "number"),
        Column("measures_led", _("Measures led"), "number"),
        Column("measures_joined", _("Measures taken part in"), "number"),
        Column("source", _("Source")),
    )
    table = Table(
        _("Organisations"),
        columns,
        [_cells(row) for row in rows],
        notes=export_notes(urlencode(asked)),
        language=language(),
    )
    return download(table, form)


def _cells(row: dict[str, Any]) -> list[Any]:
    counts: Counts = row["counts"]
    days = [show(row[name], language()) if row[name] else None for name in ("valid_from", "valid_to")]
    return [
        row["key"], row["abbreviation"], row["abbreviation_sv"], row["name_fi"], row["name_sv"], row["name_en"],
        str(KINDS.get(row["kind"], row["kind"])), row["parent_abbreviation"], *days, row["successor_abbreviation"],
        counts.focus_areas_led, counts.focus_areas_joined, counts.measures_led, counts.measures_joined, row["source"],
    ]  # fmt: skip


@require_safe
def organisation(request: HttpRequest, key: str) -> HttpResponse:
    """One organisation: its names, what it is part of, what it leads and takes part in, and its history."""
    by, today = request.actor, timezone.localdate()
    found = selectors.get_organisation(key=key, by=by)
    context = {
        "organisation": found,
        "kind": KINDS.get(found.kind, found.kind),
        "near": selectors.list_near(organisation=found, by=by),
        "focus_areas": list_focus_areas_of(organisation_id=found.pk, by=by, on=today),
        "measures": list_measures_of(organisation_id=found.pk, by=by, on=today),
        "bodies": list_memberships(organisation_id=found.pk, by=by),
        "changes": history_entries(list_history(kind="organisation", key=key, by=by)),
        "may_change": permissions.may_change(found, by=by),
        "focus_area_states": focus_area_labels.STATES,
        "focus_area_roles": focus_area_labels.ROLES,
        "measure_states": plan_labels.STATES,
        "party_roles": plan_labels.PARTY_ROLES,
        "body_roles": BODY_ROLES,
        "crumbs": crumbs(
            (_("Home"), reverse("site:home")),
            (_("Organisations"), reverse("organisations:list")),
            (words_of(found, "name", language()), ""),
        ),
    }
    return render(request, "organisations/organisation.html", context)
