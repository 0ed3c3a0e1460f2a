"""Estimates with the intervals that they are known in."""

from __future__ import annotations

from collections.abc import Sequence

from painopiste.base.charts.drawing import LINE, SIZE, SMALL, SMALL_LINE, TOP, Drawing, new_drawing
from painopiste.base.charts.labels import labels, number
from painopiste.base.charts.legend import marker
from painopiste.base.charts.measure import width_of, wrapped
from painopiste.base.charts.model import Dot
from painopiste.base.charts.scale import decimals, round_steps
from painopiste.base.charts.tones import TONES

NARROW, BESIDE, GAP, MARK = 480, 14.0, 9.0, 18.0


def dots(
    rows: Sequence[Dot],
    *,
    reference: float | None = None,
    title: str,
    description: str,
    language: str = "fi",
    width: int = 720,
    id: str = "",
    standalone: bool = False,
) -> str:
    """Draw a dot and its interval for each row, and a dashed line at the reference."""
    drawing = draw_dots(rows, reference=reference, title=title, language=language, width=width, id=id)
    return drawing.svg(title=title, description=description, standalone=standalone)


def draw_dots(
    rows: Sequence[Dot], *, reference: float | None, title: str, language: str, width: int, id: str
) -> Drawing:
    """Place the names, the dots and the axis."""
    drawing = new_drawing("dots", id, width, title, rows, reference)
    if not rows:
        drawing.words([labels(language)["empty"]], 0, TOP, ink="quiet")
        drawing.height = TOP + LINE
        return drawing
    above = width < NARROW
    room = width if above else min(width * 0.4, max(width_of(" ".join(row.label.split()), SIZE) + 1 for row in rows))
    texts = [row.text or number(row.value, language) for row in rows]
    after = max(width_of(text, SIZE, bold=True) for text in texts) + 10
    left, right = (8.0 if above else room + BESIDE), width - after - 6
    ends = [v for row in rows for v in (row.low, row.value, row.high)] + ([] if reference is None else [reference])
    steps = round_steps(min(ends), max(ends), 4 if above else 6)

    def x(value: float) -> float:
        return left + (right - left) * (value - steps[0]) / (steps[-1] - steps[0])

    places, y = [], TOP
    for row in rows:
        lines = wrapped(row.label, room, SIZE)
        block = LINE * len(lines)
        middle = y + block + MARK / 2 if above else y + max(block, MARK) / 2
        places.append((lines, y if above else middle - block / 2, middle))
        y = (middle + MARK / 2 if above else y + max(block, MARK)) + GAP
    for row, text, (lines, start, middle) in zip(rows, texts, places, strict=True):
        drawing.words(lines, 0 if above else room, start, anchor="start" if above else "end")
        _dot(drawing, x(row.low), x(row.value), x(row.high), middle)
        drawing.words([text], width, middle - LINE / 2, bold=True, anchor="end")
    _axis(drawing, [(step, x(step)) for step in steps], TOP - 2, y, language)
    if reference is not None:
        drawing.upright(x(reference), TOP - 2, y, ' stroke-dasharray="5 4" stroke-width="1.6"', "axis")
    return drawing


def _dot(drawing: Drawing, low: float, at: float, high: float, y: float) -> None:
    colour = TONES["series1"].light.fill
    look = f'fill="none" stroke="{colour}" class="pp-stroke-series1" stroke-width="2.4"'
    drawing.path(f"M{low:.1f} {y - 5:.1f} v10 M{low:.1f} {y:.1f} H{high:.1f} M{high:.1f} {y - 5:.1f} v10", look)
    marker(drawing, "series1", at, y, 5)


def _axis(drawing: Drawing, steps: Sequence[tuple[float, float]], top: float, bottom: float, language: str) -> None:
    places = decimals([step for step, _ in steps])
    last = -1e9
    for step, x in steps:
        drawing.upright(x, top, bottom)
        text = number(step, language, places)
        half = width_of(text, SMALL) / 2
        centre = max(half, min(x, drawing.width - half))
        if centre - half >= last + 6:
            drawing.words([text], centre, bottom + 3, size=SMALL, line=SMALL_LINE, anchor="middle", ink="quiet")
            last = centre + half
    drawing.line(steps[0][1], bottom, steps[-1][1], bottom, "axis")
    drawing.height = bottom + 3 + SMALL_LINE + 3
