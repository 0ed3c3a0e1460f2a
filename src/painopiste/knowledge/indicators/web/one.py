"""One indicator: its course, its ranking, and what one must know to read it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from painopiste.base.actors import Actor
from painopiste.base.web.wording import language
from painopiste.base.words import words_of
from painopiste.knowledge.indicators import labels, selectors
from painopiste.knowledge.indicators.rules import COMPARED_AT_MOST, Scale
from painopiste.knowledge.indicators.web.way import indicator_crumbs
from painopiste.knowledge.indicators.writing import saying
from painopiste.knowledge.indicators.writing.drawing import Chart, as_file, dot_chart, line_chart, page_part
from painopiste.knowledge.indicators.writing.words import (
    BESIDE,
    LEVELS,
    SINCE,
    names_of,
    told_figure,
    unit_of,
)

DOTS = 30  # municipalities in a ranking on a page; files have all
FORMS = ("svg", "csv", "xlsx", "json")


@dataclass(slots=True)
class Asked:
    """What the address asks of an indicator, with what every part of its page needs."""

    by: Actor
    indicator: Any
    held: selectors.Holding
    periods: list[str]
    choices: list[Any]
    names: dict[str, str]
    chosen: list[Any]
    level: str
    period: str

    @property
    def areas(self) -> list[str]:
        """The areas whose lines are drawn: those chosen, then whom one is compared with, then the country."""
        keys = [area.key for area in self.chosen if area.key != selectors.COUNTRY]
        if len(keys) == 1 and (group := selectors.class_of(area=self.chosen[0], by=self.by)):
            own = next(place for place in selectors.list_places(by=self.by) if place.key == keys[0])
            keys += [whole for whole in own.sums if whole.startswith("county-")] + [f"class-{group}"]
        keys = [*keys[: COMPARED_AT_MOST - 1], selectors.COUNTRY]
        return [key for key in keys if key in self.names]


def _asked(request: HttpRequest, key: str) -> Asked:
    """Read the address; what is not understood is ignored.

    :raises Missing: if there is no such indicator
    """
    by, query = request.actor, request.GET
    found = selectors.get_indicator(key=key, by=by)
    held = selectors.holding(indicators=[found], by=by, as_of=saying.moment(query.get("hetki", "")[:40]))
    periods, choices = held.periods(found), selectors.list_choices(by=by)
    by_key = {area.key: area for area in choices}
    chosen = [by_key[name] for name in dict.fromkeys(query.getlist("alue")) if name in by_key][:COMPARED_AT_MOST]
    level, period = query.get("taso", ""), query.get("vuosi", "")
    return Asked(
        by, found, held, periods, choices, names_of(choices), chosen,
        level if level in LEVELS else "county", period if period in periods else periods[-1] if periods else "",
    )  # fmt: skip


def _line(asked: Asked) -> Chart:
    found = selectors.figures(indicators=[asked.indicator], held=asked.held, areas=asked.areas, by=asked.by)
    return line_chart(asked.indicator, found, asked.areas, asked.periods, asked.names)


def _ranked(asked: Asked) -> tuple[list[selectors.Figure], selectors.Figure | None]:
    """The figures of all areas of the level, the highest first, and that of the country."""
    args: dict[str, Any] = {
        "indicators": [asked.indicator],
        "held": asked.held,
        "periods": [asked.period],
        "by": asked.by,
    }
    found = [f for f in selectors.figures(kind=asked.level, **args).values() if f.area in asked.names]
    country = selectors.figures(areas=[selectors.COUNTRY], **args)
    ordered = sorted(found, key=lambda f: (f.value is None, -(f.value or 0), asked.names[f.area]))
    return ordered, next(iter(country.values()), None)


def _near(ranked: list[selectors.Figure], chosen: list[Any]) -> list[selectors.Figure]:
    """As many of a long ranking as a page holds: round the first chosen area, or the highest."""
    keys = {area.key for area in chosen}
    at = next((place for place, figure in enumerate(ranked) if figure.area in keys), 0)
    first = max(0, min(at - DOTS // 2, len(ranked) - DOTS))
    return ranked[first : first + DOTS]


@require_safe
def indicator(request: HttpRequest, key: str) -> HttpResponse:
    """Everything about one indicator; its figures where there are any."""
    asked = _asked(request, key)
    found = asked.indicator
    name = str(words_of(found, "name", language()))
    context: dict[str, Any] = {
        "indicator": found,
        "name": name,
        "labels": labels,
        "unit": unit_of(found),
        "asked": asked,
        "levels": LEVELS,
        "years": [(period, period) for period in reversed(asked.periods)],
        "releases": selectors.list_releases(indicator=found, by=asked.by),
        "crumbs": indicator_crumbs((name, "")),
        "is_count": found.scale == Scale.COUNT,
        "places": [(area.key, asked.names[area.key]) for area in asked.choices],
        "hetki": request.GET.get("hetki", "")[:40],
    }
    if asked.periods:
        context |= _figures(request, asked)
    return render(request, "indicators/indicator.html", context)


def _figures(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    """The charts of the page and the tables beside them."""
    line = _line(asked)
    ranked, country = _ranked(asked)
    shown = _near(ranked, asked.chosen) if len(ranked) > DOTS else ranked
    dotted = dot_chart(asked.indicator, shown, country, asked.period, asked.names)
    ranks = {figure.area: place for place, figure in enumerate(ranked, 1) if figure.value is not None}
    return {
        "line": page_part(line, links=_links(request, "series", asked)),
        "lines": [
            {"area": asked.names[f.area], "key": f.area, "period": f.period, "figure": told_figure(f, asked.indicator)}
            for f in line.rows
        ],
        "dots": page_part(dotted, links=_links(request, "ranking", asked)),
        "ranking": [
            {
                "rank": ranks.get(f.area, ""),
                "area": asked.names[f.area],
                "key": f.area,
                "figure": told_figure(f, asked.indicator),
                "verdict": BESIDE[saying.verdict(f, country, within=True)] if asked.indicator.denominator else "",
            }
            for f in shown
        ],
        "left_out": len(ranked) - len(shown),
        "said": _said(asked, line) if asked.indicator.denominator else [],
    }


def _said(asked: Asked, line: Chart) -> list[dict[str, Any]]:
    """What may be said of each chosen area, beside the rest of the country and since the period before."""
    found = {(f.area, f.period): f for f in line.rows}
    last = asked.periods[-1]
    before = asked.periods[-2] if len(asked.periods) > 1 else ""
    breaks = [each.period for each in asked.indicator.breaks.all()]
    chosen = [area.key for area in asked.chosen if area.key != selectors.COUNTRY] or asked.areas[-1:]
    rows = []
    for key in chosen:
        own, country = found.get((key, last)), found.get((selectors.COUNTRY, last))
        beside = "" if key == selectors.COUNTRY else BESIDE[saying.verdict(own, country, within=True)]
        since = SINCE[saying.change(own, found.get((key, before)), breaks)] if before else ""
        rows.append({"area": asked.names[key], "beside": beside, "since": since, "before": before, "last": last})
    return rows


def _links(request: HttpRequest, name: str, asked: Asked) -> list[dict[str, str]]:
    """The same chart as a picture and as data."""
    query = urlencode([(key, value) for key, values in request.GET.lists() for value in values if value])
    end = f"?{query}" if query else ""
    return [
        {"label": form.upper(), "url": reverse(f"indicators:{name}", args=[asked.indicator.key, form]) + end}
        for form in FORMS
    ]


@require_safe
def series(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """The course of an indicator as a picture or as data."""
    return as_file(_line(_asked(request, key)), form)


@require_safe
def ranking(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """The ranking of a period as a picture of as many as a page holds, or as data of all."""
    asked = _asked(request, key)
    ranked, country = _ranked(asked) if asked.period else ([], None)
    shown = _near(ranked, asked.chosen) if form == "svg" and len(ranked) > DOTS else ranked
    return as_file(dot_chart(asked.indicator, shown, country, asked.period, asked.names), form)
