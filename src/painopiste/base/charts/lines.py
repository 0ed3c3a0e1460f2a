"""Numbers over time."""

from __future__ import annotations

from collections.abc import Sequence

from painopiste.base.charts.drawing import LINE, SMALL, SMALL_LINE, TOP, Drawing, new_drawing
from painopiste.base.charts.labels import labels, number
from painopiste.base.charts.legend import Swatch, legend, marker
from painopiste.base.charts.measure import width_of, wrapped
from painopiste.base.charts.model import Series
from painopiste.base.charts.scale import decimals, round_steps
from painopiste.base.charts.tones import TONES

PLOT, NARROW = 240.0, 480
BROKEN = ' stroke-dasharray="2 3"'


def lines(
    series: Sequence[Series],
    places: Sequence[str],
    *,
    breaks: Sequence[int] = (),
    title: str,
    description: str,
    language: str = "fi",
    width: int = 720,
    id: str = "",
    standalone: bool = False,
) -> str:
    """Draw a line for each series; gaps where nothing is known, and a break before each place in `breaks`.

    Where a series has `low` and `high`, the band between them is shaded.
    """
    drawing = draw_lines(series, places, breaks=breaks, title=title, language=language, width=width, id=id)
    return drawing.svg(title=title, description=description, standalone=standalone)


def draw_lines(
    series: Sequence[Series],
    places: Sequence[str],
    *,
    breaks: Sequence[int],
    title: str,
    language: str,
    width: int,
    id: str,
) -> Drawing:
    """Place the axes, the lines and their names."""
    drawing = new_drawing("lines", id, width, title, series, places, breaks)
    known = [v for one in series for values in (one.values, one.low, one.high) for v in values if v is not None]
    if not known or not places:
        drawing.words([labels(language)["empty"]], 0, TOP, ink="quiet")
        drawing.height = TOP + LINE
        return drawing
    plot = _plot(drawing, series, places, known, breaks, language)
    for place in breaks:
        x = (plot.x(place - 1) + plot.x(place)) / 2
        drawing.line(x, plot.top, x, plot.bottom, "axis", BROKEN)
    for one in series:
        _band(drawing, one, plot, breaks)
        _line(drawing, one, plot, breaks)
    if plot.direct:
        _names(drawing, series, plot)
    return drawing


class _Plot:
    """Where numbers and places stand on the sheet."""

    def __init__(self, left: float, right: float, top: float, steps: list[float], count: int, direct: bool) -> None:
        self.left, self.right, self.top, self.bottom = left, right, top, top + PLOT
        self.steps, self.count, self.direct = steps, count, direct

    def x(self, place: float) -> float:
        return self.left + (self.right - self.left) * (place + 0.5) / self.count

    def y(self, value: float) -> float:
        low, high = self.steps[0], self.steps[-1]
        return self.bottom - PLOT * (value - low) / (high - low)


def _plot(
    drawing: Drawing,
    series: Sequence[Series],
    places: Sequence[str],
    known: Sequence[float],
    breaks: Sequence[int],
    language: str,
) -> _Plot:
    direct = drawing.width >= NARROW and len(series) > 1
    steps = round_steps(min(0.0, *known) if min(known) < max(known) * 0.5 else min(known), max(known))
    texts = [number(step, language, decimals(steps)) for step in steps]
    left = max(width_of(text, SMALL) for text in texts) + 8
    room = min(drawing.width * 0.24, max(width_of(one.label, SMALL) for one in series) + 1) + 16 if direct else 6
    top = _legend(drawing, () if direct else series, labels(language)["break"] if breaks else "")
    plot = _Plot(left, drawing.width - room, top + SMALL_LINE / 2, steps, len(places), direct)
    for step, text in zip(steps, texts, strict=True):
        drawing.line(left, plot.y(step), plot.right, plot.y(step), "axis" if step == steps[0] else "grid")
        drawing.words(
            [text], left - 8, plot.y(step) - SMALL_LINE / 2, size=SMALL, line=SMALL_LINE, anchor="end", ink="quiet"
        )
    _places(drawing, places, plot)
    drawing.height = plot.bottom + 9 + SMALL_LINE + 3
    return plot


def _places(drawing: Drawing, places: Sequence[str], plot: _Plot) -> None:
    """Name the places, as many as fit without meeting."""
    each = (plot.right - plot.left) / len(places)
    widest = max(width_of(place, SMALL) for place in places) + 10
    every = max(1, -int(-widest // each))
    for at in range(0, len(places), every):
        half = width_of(places[at], SMALL) / 2
        x = max(half, min(plot.x(at), drawing.width - half))
        drawing.words([places[at]], x, plot.bottom + 9, size=SMALL, line=SMALL_LINE, anchor="middle", ink="quiet")
        drawing.line(plot.x(at), plot.bottom, plot.x(at), plot.bottom + 4, "axis")


def _pieces(values: Sequence[float | None], breaks: Sequence[int]) -> list[list[tuple[int, float]]]:
    """Cut a series where nothing is known and where it is broken."""
    pieces: list[list[tuple[int, float]]] = [[]]
    for at, value in enumerate(values):
        if value is None or at in breaks:
            pieces.append([])
        if value is not None:
            pieces[-1].append((at, value))
    return [piece for piece in pieces if piece]


def _line(drawing: Drawing, one: Series, plot: _Plot, breaks: Sequence[int]) -> None:
    tone, name = TONES[one.tone], one.tone.replace("_", "-")
    dash = f' stroke-dasharray="{tone.dash}"' if tone.dash else ""
    stroke = f'fill="none" stroke="{tone.light.fill}" class="pp-stroke-{name}"'
    look = f'{stroke} stroke-width="2.4" stroke-linejoin="round"{dash}'
    for piece in _pieces(one.values, breaks):
        points = " L".join(f"{plot.x(at):.1f} {plot.y(value):.1f}" for at, value in piece)
        drawing.path(f"M{points}", look)
        for at, value in piece:
            marker(drawing, one.tone, plot.x(at), plot.y(value), 3.6)


def _band(drawing: Drawing, one: Series, plot: _Plot, breaks: Sequence[int]) -> None:
    if not one.low or not one.high:
        return
    tone, name = TONES[one.tone], one.tone.replace("_", "-")
    lows = dict(pair for piece in _pieces(one.low, ()) for pair in piece)
    both = [high if at in lows else None for at, high in enumerate(one.high)]
    for piece in _pieces(both, breaks):
        over = [f"{plot.x(at):.1f} {plot.y(high):.1f}" for at, high in piece]
        under = [f"{plot.x(at):.1f} {plot.y(lows[at]):.1f}" for at, _ in reversed(piece)]
        d = "M" + " L".join(over + under) + " Z"
        drawing.path(d, f'fill="{tone.light.fill}" class="pp-fill-{name}" fill-opacity="0.16"')


def _names(drawing: Drawing, series: Sequence[Series], plot: _Plot) -> None:
    """Write each name beside the end of its line, moved apart where lines end close to each other."""
    room = drawing.width - plot.right - 16
    ends = [next((v for v in reversed(one.values) if v is not None), plot.steps[0]) for one in series]
    order = sorted(range(len(series)), key=lambda at: (plot.y(ends[at]), at))
    y = 0.0
    for at in order:
        text = wrapped(series[at].label, room, SMALL)
        y = max(y, plot.y(ends[at]) - SMALL_LINE * len(text) / 2)
        marker(drawing, series[at].tone, plot.right + 8, y + SMALL_LINE / 2, 3.6)
        drawing.words(text, plot.right + 16, y, size=SMALL, line=SMALL_LINE)
        y += SMALL_LINE * len(text) + 2
    drawing.height = max(drawing.height, y + 4)


def _legend(drawing: Drawing, series: Sequence[Series], broken: str) -> float:
    entries = [(one.label, _sample(drawing, one.tone)) for one in series]
    if broken:
        entries.append((broken, lambda x, y: drawing.line(x + 10, y - 7, x + 10, y + 7, "axis", BROKEN)))
    return legend(drawing, entries, TOP) + 12 if entries else TOP


def _sample(drawing: Drawing, tone: str) -> Swatch:
    def draw(x: float, y: float) -> None:
        look, name = TONES[tone], tone.replace("_", "-")
        dash = f' stroke-dasharray="{look.dash}"' if look.dash else ""
        drawing.path(
            f"M{x:.1f} {y:.1f} h20",
            f'fill="none" stroke="{look.light.fill}" class="pp-stroke-{name}" stroke-width="2.4"{dash}',
        )
        marker(drawing, tone, x + 10, y, 3.6)

    return draw
