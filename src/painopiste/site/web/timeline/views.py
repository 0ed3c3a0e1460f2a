"""The timeline: drawn, told as a list, and as a file."""

from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from markupsafe import Markup

from painopiste.base import charts
from painopiste.base.dates import show
from painopiste.base.web.downloads import download, download_links, export_notes
from painopiste.base.web.pages import crumbs
from painopiste.base.web.tables import Column, Table
from painopiste.loop.focus_areas.selectors import list_choices
from painopiste.site.labels import THEMES
from painopiste.site.timeline import Filters, Moment, list_moments, list_moments_and_years, state_label, state_label_of
from painopiste.site.web.frame import language

PLACES = {"focus_area": "focus_areas:focus_area", "measure": "plans:measure", "body": "bodies:body"}
TONES = {
    "model": "series1",
    "decision": "series2",
    "focus_area": "series3",
    "measure": "series4",
    "surroundings": "series5",
}
COLOURS = {"decision": "accent", "focus_area": "success", "measure": "turquoise", "surroundings": "neutral"}
SHOWN_AT_MOST = 300  # steps of measures on a page; a file has them all
DRAWN_AT_MOST = 40  # more names than this can't be read in one drawing


@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    """What has happened to the model, and what is known of when."""
    asked, filters = _asked(request, most=SHOWN_AT_MOST)
    moments, years = list_moments_and_years(by=request.actor, language=language(), filters=filters)
    context = {
        "groups": _by_year(moments),
        "number": len(moments),
        "drawing": _drawing(moments, asked),
        "asked": {"teema": "", "painopiste": "", "vuosi": ""} | asked,
        "themes": THEMES,
        "focus_areas": [(row["key"], _name(row)) for row in list_choices(by=request.actor)],
        "years": [(year, year) for year in years],
        "cut": sum(moment.theme == "measure" and bool(moment.state) for moment in moments) == SHOWN_AT_MOST,
        "downloads": download_links("programmes:export", urlencode(asked)),
        "crumbs": crumbs((_("Home"), reverse("site:home")), (_("Timeline"), "")),
    }
    return render(request, "programmes/timeline.html", context)


def _asked(request: HttpRequest, *, most: int | None) -> tuple[dict[str, str], Filters]:
    """What the address asks for, without what is empty or not known."""
    asked = {name: request.GET.get(name, "").strip()[:60] for name in ("teema", "painopiste", "vuosi")}
    asked = {name: value for name, value in asked.items() if value}
    if asked.get("teema") not in THEMES:
        asked.pop("teema", None)
    if not (asked.get("vuosi", "").isdecimal() and len(asked["vuosi"]) == 4):
        asked.pop("vuosi", None)
    year = int(asked["vuosi"]) if "vuosi" in asked else None
    about = asked.get("painopiste", "")
    return asked, Filters(theme=asked.get("teema", ""), focus_area=about, year=year, most=most)


def _name(row: dict[str, Any]) -> str:
    name = row[f"name_{language()}"] or row["name_fi"]
    return f"{row['number']} {name}" if row["number"] else name


def _by_year(moments: list[Moment]) -> list[tuple[str, list[dict[str, Any]]]]:
    """The moments by year; steps of the same kind at the same time become one entry with several names."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for (year, when, theme, state), same in groupby(moments, key=_alike):
        entries = groups.setdefault(str(year or _("Not dated")), [])
        items = [_named(moment) for moment in same]
        label = state_label_of(theme, state)
        entries.append(
            {
                "when": show(when, language()),
                "iso": when,
                "kicker": f"{THEMES[theme]} · {label}" if label else THEMES[theme],
                "tone": COLOURS.get(theme, ""),
                "moments": items,
            }
        )
    return list(groups.items())


def _alike(moment: Moment) -> tuple[int | None, str, str, str]:
    return (moment.last_year, moment.when, moment.theme, moment.state)


def _named(moment: Moment) -> dict[str, Any]:
    kind, key = moment.place
    return {"title": moment.title, "text": moment.text, "url": reverse(PLACES[kind], args=[key]) if kind else ""}


def _drawing(moments: list[Moment], asked: dict[str, str]) -> dict[str, Markup] | None:
    """The drawing of the chosen moments; of all, only the model's own events, lest names hide each other."""
    chosen = (
        moments
        if asked
        else [moment for moment in moments if moment.theme in ("model", "decision") and not moment.state]
    )
    if len(chosen) < 2 or len(chosen) > DRAWN_AT_MOST:
        return None
    events = [
        charts.Event(
            _drawn_label(moment), moment.earliest, moment.latest,
            date_text=show(moment.when, language()), span="/" in moment.when, tone=TONES[moment.theme],
        )
        for moment in chosen
    ]  # fmt: skip
    words = {"title": _("Timeline of the model"), "description": _("The same events are listed below the drawing.")}
    sizes = (("wide", 1120), ("narrow", 340))
    drawn = {
        name: charts.timeline(events, width=width, id=f"timeline-{name}", language=language(), **words)
        for name, width in sizes
    }
    return {name: Markup(svg) for name, svg in drawn.items()}  # noqa: S704  drawn by us, every text in it escaped


def _drawn_label(moment: Moment) -> str:
    state = state_label(moment)
    return f"{moment.title}: {state}" if state else str(moment.title)


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The same moments as a file; `when` is EDTF, beside it the words and the first and last possible day."""
    asked, filters = _asked(request, most=None)
    moments = list_moments(by=request.actor, language=language(), filters=filters)
    columns = (
        Column("when", _("Date (EDTF)")),
        Column("date", _("Date"), "text"),
        Column("earliest", _("First possible day"), "date"),
        Column("latest", _("Last possible day"), "date"),
        Column("theme", _("Theme")),
        Column("title", _("What happened")),
        Column("state", _("State")),
        Column("text", _("Description")),
        Column("about", _("Focus area")),
        Column("source", _("Source")),
    )
    rows = [
        (
            moment.when, show(moment.when, language()), moment.earliest, moment.latest, str(THEMES[moment.theme]),
            str(moment.title), state_label(moment), str(moment.text), moment.about, moment.source,
        )
        for moment in moments
    ]  # fmt: skip
    table = Table(_("Timeline"), columns, rows, notes=export_notes(urlencode(asked)), language=language())
    return download(table, form)
