"""Figures as files for programs: CSV and XLSX as people read them, Parquet and JSON-stat 2."""

import json
from collections.abc import Sequence
from typing import Any, Literal

from django.http import HttpResponse

from painopiste.analysis import bank
from painopiste.base.actors import Actor
from painopiste.base.web.downloads import download
from painopiste.base.web.wording import language
from painopiste.base.words import words_of
from painopiste.knowledge.indicators import selectors
from painopiste.knowledge.indicators.models import Indicator
from painopiste.knowledge.indicators.rules import first_day
from painopiste.knowledge.indicators.writing.drawing import Chart, table_of
from painopiste.knowledge.indicators.writing.words import decimals_of, names_of, unit_of

FORMS = Literal["csv", "xlsx", "parquet", "json-stat"]
PARQUET = "application/vnd.apache.parquet"
KINDS = {  # what each kind of file is to the description of the API
    PARQUET: "string",
    "application/json": "object",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "string",
    "text/csv": "string",
}
TEXTS = ("indicator", "area", "period", "status", "held")
PARTS = ("value", "low", "high", "count", "population")


def write(indicator: Indicator, found: Sequence[selectors.Figure], form: str, *, by: Actor) -> HttpResponse:
    """The figures of an indicator as a file; what is held back from the reader is not in it."""
    names = names_of(selectors.list_choices(by=by))
    known = [figure for figure in found if figure.area in names]
    if form == "parquet":
        columns = {
            name: [getattr(f, name) for f in known]
            for name in ("indicator", "area", "period", "status", "held", *PARTS)
        }
        return _file(bank.as_parquet(columns, numbers=PARTS), PARQUET, f"{indicator.key}.parquet")
    if form == "json-stat":
        body = json.dumps(json_stat(indicator, known, names), ensure_ascii=False).encode()
        return _file(body, "application/json", f"{indicator.key}.json")
    title = str(words_of(indicator, "name", language()))
    return download(table_of(Chart(title, _nothing, known, indicator, names)), form)


def _nothing(**_: Any) -> str:
    return ""


def _file(body: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(body, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def json_stat(indicator: Indicator, found: Sequence[selectors.Figure], names: dict[str, str]) -> dict[str, Any]:
    """The figures as a dataset of JSON-stat 2: areas × periods × what is told of each."""
    areas = list(dict.fromkeys(figure.area for figure in found))
    periods = sorted({figure.period for figure in found}, key=first_day)
    known = {(figure.area, figure.period): figure for figure in found}
    cells = [(known.get((area, period)), part) for area in areas for period in periods for part in PARTS]
    unit = {"base": unit_of(indicator), "decimals": decimals_of(indicator)}
    return {
        "version": "2.0",
        "class": "dataset",
        "label": str(words_of(indicator, "name", language())),
        "source": f"{words_of(indicator, 'attribution', language())}. {indicator.licence}",
        "note": [str(words_of(each, "reason", language())) for each in indicator.breaks.all()],
        "id": ["area", "period", "contents"],
        "size": [len(areas), len(periods), len(PARTS)],
        "role": {"geo": ["area"], "time": ["period"], "metric": ["contents"]},
        "dimension": {
            "area": {"label": "area", "category": {"index": areas, "label": {area: names[area] for area in areas}}},
            "period": {"label": "period", "category": {"index": periods}},
            "contents": {"label": "contents", "category": {"index": list(PARTS), "unit": {"value": unit}}},
        },
        "value": [getattr(figure, part) if figure else None for figure, part in cells],
        "status": {
            str(place): "D" if figure.held else figure.status
            for place, (figure, _) in enumerate(cells)
            if figure and (figure.held or figure.status != "A")
        },
    }
