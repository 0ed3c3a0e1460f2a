"""Charts of indicators: the same facts as a drawing and as a table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from markupsafe import Markup

from painopiste.base.charts import Dot, Series, dots, lines
from painopiste.base.web.downloads import download, export_notes
from painopiste.base.web.tables import Column, Table
from painopiste.base.web.wording import language
from painopiste.base.words import words_of
from painopiste.knowledge.indicators import labels
from painopiste.knowledge.indicators.models import Indicator
from painopiste.knowledge.indicators.rules import Status, breaks_between
from painopiste.knowledge.indicators.selectors import Figure
from painopiste.knowledge.indicators.writing.words import told, unit_of

Figures = Mapping[tuple[str, str, str], Figure]
TONES = ("series1", "series2", "series3", "series4", "series5", "series6")


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing, the figures that it shows, and the same as rows for a file."""

    title: str
    draw: Callable[..., str]  # takes `standalone` and `width`
    rows: list[Figure]
    indicator: Indicator
    names: Mapping[str, str]


def line_chart(
    indicator: Indicator, found: Figures, areas: Sequence[str], periods: Sequence[str], names: Mapping[str, str]
) -> Chart:
    """A line for each area with the band of its limits; no line crosses a break of the series."""
    series, rows = [], []
    for area, tone in zip(areas, TONES, strict=False):
        mine = [found.get((indicator.key, area, period)) for period in periods]
        rows += [figure for figure in mine if figure]
        values = [[getattr(figure, part) if figure else None for figure in mine] for part in ("value", "low", "high")]
        known = any(low is not None for low in values[1])
        band = {"low": values[1], "high": values[2]} if known and tone == TONES[0] else {}
        series.append(Series(names[area], values[0], tone, **band))
    places = breaks_between(periods, [each.period for each in indicator.breaks.all()])
    title = f"{words_of(indicator, 'name', language())}, {unit_of(indicator)}"

    def draw(*, standalone: bool = False, width: int = 720) -> str:
        says = "; ".join(f"{one.label}: {told(_last(one.values), indicator)}" for one in series)
        says = _("%(first)s–%(last)s. In %(last)s %(says)s.") % _span(periods, says)
        return lines(
            series, periods, breaks=places, title=title, description=says, language=language(), width=width,
            id=f"line-{indicator.key}", standalone=standalone,
        )  # fmt: skip

    return Chart(title, draw, rows, indicator, names)


def _span(periods: Sequence[str], says: str) -> dict[str, str]:
    return {"first": periods[0] if periods else "", "last": periods[-1] if periods else "", "says": says}


def _last(values: Sequence[float | None]) -> float | None:
    return values[-1] if values else None


def dot_chart(
    indicator: Indicator, shown: Sequence[Figure], reference: Figure | None, period: str, names: Mapping[str, str]
) -> Chart:
    """A dot with its limits for each area, the highest first, and a dashed line at the country."""
    title = _("%(name)s in %(period)s, %(unit)s") % {
        "name": words_of(indicator, "name", language()),
        "period": period,
        "unit": unit_of(indicator),
    }
    rows = [figure for figure in shown if figure.value is not None]

    def draw(*, standalone: bool = False, width: int = 720) -> str:
        marks = [
            Dot(names[f.area], f.value, _or(f.low, f.value), _or(f.high, f.value), told(f.value, indicator))
            for f in rows if f.value is not None
        ]  # fmt: skip
        says = _("%(count)s areas, the highest first. The dashed line is the whole country.") % {"count": len(rows)}
        return dots(
            marks, reference=reference.value if reference else None, title=title, description=says,
            language=language(), width=width, id=f"dots-{indicator.key}", standalone=standalone,
        )  # fmt: skip

    return Chart(title, draw, list(shown), indicator, names)


def _or(value: float | None, other: float) -> float:
    return other if value is None else value


def as_file(chart: Chart, form: str) -> HttpResponse:
    """A chart as SVG, or its figures as a file.

    :raises Missing: for a form that we don't write
    """
    if form == "svg":
        return HttpResponse(chart.draw(standalone=True), content_type="image/svg+xml; charset=utf-8")
    return download(table_of(chart), form)


COLUMNS = {"value": "number", "low": "number", "high": "number", "count": "number", "population": "number"}


def table_of(chart: Chart) -> Table:
    """The figures of a chart with their limits, what they are made of, their status, source and licence."""
    titles = {
        "area": _("Area"), "code": _("Code of the area"), "period": _("Period"), "value": unit_of(chart.indicator),
        "low": _("Lower limit (95 %)"), "high": _("Upper limit (95 %)"), "count": _("Cases"),
        "population": _("Of how many"), "status": _("Status"), "source": _("Source"), "licence": _("Licence"),
    }  # fmt: skip
    columns = [Column(name, title, COLUMNS.get(name, "text")) for name, title in titles.items()]  # type: ignore[arg-type]
    source = str(words_of(chart.indicator, "attribution", language()))
    rows = [
        (chart.names[f.area], f.area, f.period, *map(_exact, (f.value, f.low, f.high, f.count, f.population)),
         status_of(f), source, chart.indicator.licence)
        for f in chart.rows
    ]  # fmt: skip
    notes = [(_("Source"), source), (_("Licence of the figures"), chart.indicator.licence), *export_notes()]
    return Table(chart.title, columns, rows, notes=notes, language=language())


def _exact(value: float | None) -> float | int | None:
    """A whole number as one; another with as many digits as its limits bear."""
    if value is None:
        return None
    return int(value) if value == int(value) else round(value, 4)


def status_of(figure: Figure) -> str:
    """How sure a figure is, in words; that it is held back from this reader, where it is."""
    return _("held back") if figure.held else str(labels.STATUSES[Status(figure.status)])


def page_part(chart: Chart, **more: Any) -> dict[str, Any]:
    """A chart as templates take it."""
    return {"title": chart.title, "svg": Markup(chart.draw()), **more}  # noqa: S704  our own drawing, its words escaped
