"""The legend above a chart, and the markers that it explains."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from painopiste.base.charts.drawing import SMALL, SMALL_LINE, Drawing
from painopiste.base.charts.measure import width_of, wrapped
from painopiste.base.charts.tones import LIGHT, TONES

SWATCH, GAP = 26.0, 18.0

Swatch = Callable[[float, float], None]  # draws a sample whose middle left is at (x, y)


def legend(drawing: Drawing, entries: Sequence[tuple[str, Swatch]], y: float) -> float:
    """Draw samples with their names, as many on a line as fit; give the height where they end."""
    x = 0.0
    lowest = y
    for label, swatch in entries:
        lines = wrapped(label, drawing.width - SWATCH, SMALL)
        needed = SWATCH + max(width_of(line, SMALL) for line in lines)
        if x and x + needed > drawing.width:
            x, y = 0.0, lowest + 4
        swatch(x, y + SMALL_LINE / 2)
        drawing.words(lines, x + SWATCH, y, size=SMALL, line=SMALL_LINE)
        lowest = max(lowest, y + SMALL_LINE * len(lines))
        x += needed + GAP
    return lowest


def surface(drawing: Drawing, tone: str) -> Swatch:
    """Give a sample of a bar's surface."""

    def draw(x: float, y: float) -> None:
        drawing.rect(x, y - 6.5, 19, 13, drawing.filled(tone))
        outline(drawing, x, y - 6.5, 19, 13)

    return draw


def outline(drawing: Drawing, x: float, y: float, width: float, height: float) -> None:
    """Draw a thin line around a pale surface so that its edge is seen."""
    drawing.rect(x, y, width, height, f'fill="none" stroke="{LIGHT.axis}" class="pp-axis" stroke-width="0.8"')


def marker(drawing: Drawing, tone: str, x: float, y: float, size: float = 4.5) -> None:
    """Draw the marker of a tone around a point."""
    look, name = TONES[tone], tone.replace("_", "-")
    s = size
    d = f"{s * 1.3:.2f}"
    filled = f'fill="{look.light.fill}" class="pp-fill-{name}"'
    open_ = f'fill="none" stroke="{look.light.fill}" class="pp-stroke-{name}" stroke-width="2"'
    shapes = {
        "circle": (f"M{x - s:.1f} {y:.1f} a{s} {s} 0 1 0 {2 * s} 0 a{s} {s} 0 1 0 {-2 * s} 0 Z", filled),
        "square": (f"M{x - s:.1f} {y - s:.1f} h{2 * s} v{2 * s} h{-2 * s} Z", filled),
        "triangle": (f"M{x:.1f} {y - s * 1.2:.1f} l{s * 1.2:.1f} {s * 2.2:.1f} h{-2.4 * s:.1f} Z", filled),
        "diamond": (f"M{x:.1f} {y - s * 1.3:.1f} l{d} {d} l-{d} {d} l-{d} -{d} Z", filled),
        "ring": (f"M{x - s:.1f} {y:.1f} a{s} {s} 0 1 0 {2 * s} 0 a{s} {s} 0 1 0 {-2 * s} 0 Z", open_),
        "cross": (f"M{x - s:.1f} {y - s:.1f} l{2 * s} {2 * s} M{x - s:.1f} {y + s:.1f} l{2 * s} {-2 * s}", open_),
    }
    drawing.path(*shapes[look.marker])
