"""One area by all indicators of the minimum set, and up to six areas side by side."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from painopiste.base.actors import Actor
from painopiste.base.web.wording import language
from painopiste.base.words import words_of
from painopiste.knowledge.indicators import labels, selectors
from painopiste.knowledge.indicators.rules import COMPARED_AT_MOST, Collection
from painopiste.knowledge.indicators.web.way import indicator_crumbs
from painopiste.knowledge.indicators.writing import saying
from painopiste.knowledge.indicators.writing.sparkline import sparkline
from painopiste.knowledge.indicators.writing.words import BESIDE, SINCE, names_of, told_figure, unit_of


@require_safe
def area(request: HttpRequest, area: str) -> HttpResponse:
    """All indicators of the minimum set in one area: the newest figure, its course, and what may be said of it."""
    by = request.actor
    place = selectors.get_place(key=area, by=by)
    indicators = selectors.list_usable(by=by, collection=Collection.MINIMUM)
    name = str(words_of(place, "name", language()))
    context = {
        "place": place,
        "name": name,
        "rows": _rows(indicators, place.key, by=by),
        "labels": labels,
        "is_country": place.key == selectors.COUNTRY,
        "crumbs": indicator_crumbs((_("Areas"), "x"), (name, "")),
    }
    context["crumbs"][-2]["url"] = request.path.removesuffix(f"{area}/")
    return render(request, "indicators/area.html", context)


def _rows(indicators: list[Any], key: str, *, by: Actor) -> list[dict[str, Any]]:
    held = selectors.holding(indicators=indicators, by=by)
    found = selectors.figures(indicators=indicators, held=held, areas=[key, selectors.COUNTRY], by=by)
    rows = []
    for indicator in indicators:
        periods = held.periods(indicator)
        if not periods:
            continue
        last, before = periods[-1], periods[-2] if len(periods) > 1 else ""
        own, country = (found.get((indicator.key, each, last)) for each in (key, selectors.COUNTRY))
        old, breaks = found.get((indicator.key, key, before)), [each.period for each in indicator.breaks.all()]
        values = [found.get((indicator.key, key, period)) for period in periods]
        rows.append(
            {
                "indicator": indicator,
                "unit": unit_of(indicator),
                "last": last,
                "before": before,
                "figure": told_figure(own, indicator),
                "country": told_figure(country, indicator),
                "beside": BESIDE[saying.verdict(own, country, within=True)] if indicator.denominator else "",
                "since": SINCE[saying.change(own, old, breaks)] if indicator.denominator and before else "",
                "spark": sparkline([f.value if f else None for f in values], periods, breaks),
                "first": periods[0],
            }
        )
    return rows


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Up to six areas side by side, by all indicators of the minimum set. Without any: choose them."""
    by = request.actor
    choices = selectors.list_choices(by=by)
    known = {area.key: area for area in choices}
    chosen = [known[key] for key in dict.fromkeys(request.GET.getlist("alue")) if key in known][:COMPARED_AT_MOST]
    indicators = selectors.list_usable(by=by, collection=Collection.MINIMUM)
    held = selectors.holding(indicators=indicators, by=by)
    keys = list(dict.fromkeys([*(area.key for area in chosen), selectors.COUNTRY]))
    found = selectors.figures(indicators=indicators, held=held, areas=keys, by=by) if chosen else {}
    names = names_of(choices)
    rows = [
        {
            "indicator": row,
            "unit": unit_of(row),
            "period": periods[-1],
            "cells": _cells(row, chosen, periods[-1], found),
        }
        for row in indicators
        if chosen and (periods := held.periods(row))
    ]
    context = {
        "chosen": [{"key": area.key, "name": names[area.key]} for area in chosen],
        "slots": [area.key for area in chosen] + [""] * (COMPARED_AT_MOST - len(chosen)),
        "places": [(area.key, names[area.key]) for area in choices],
        "rows": rows,
        "crumbs": indicator_crumbs((_("Areas"), "")),
    }
    return render(request, "indicators/compare.html", context)


def _cells(row: Any, chosen: list[Any], period: str, found: Any) -> list[dict[str, Any]]:
    country = found.get((row.key, selectors.COUNTRY, period))
    cells = []
    for area in chosen:
        own = found.get((row.key, area.key, period))
        told = row.denominator is not None and area.key != selectors.COUNTRY
        said = BESIDE[saying.verdict(own, country, within=True)] if told else ""
        cells.append({"area": area, "figure": told_figure(own, row), "said": said})
    return cells
