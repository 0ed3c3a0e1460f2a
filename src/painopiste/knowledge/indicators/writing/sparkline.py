"""A course in the size of a word, beside the figures that it is made of: hidden from who listens to the page."""

from collections.abc import Sequence

from markupsafe import Markup

from painopiste.knowledge.indicators.rules import breaks_between

WIDTH, HEIGHT, EDGE = 96.0, 24.0, 3.0


def sparkline(values: Sequence[float | None], periods: Sequence[str], breaks: Sequence[str]) -> Markup:
    """A line through the values with a dot at the last; gaps where there is no value or the series breaks."""
    known = [value for value in values if value is not None]
    if not known:
        return Markup("")
    low, high = min(known), max(known)
    cuts = breaks_between(periods, breaks)

    def point(at: int, value: float) -> str:
        x = EDGE + (WIDTH - 2 * EDGE) * (at / max(len(values) - 1, 1))
        y = HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * ((value - low) / (high - low) if high > low else 0.5)
        return f"{x:.1f} {y:.1f}"

    path, pen = [], "M"
    for at, value in enumerate(values):
        if value is None or at in cuts:
            pen = "M"
        if value is not None:
            path.append(f"{pen}{point(at, value)}")
            pen = "L"
    last = max(at for at, value in enumerate(values) if value is not None)
    x, y = point(last, values[last] or 0).split()
    return Markup(
        '<svg class="pp-chart spark" viewBox="0 0 {w:.0f} {h:.0f}" width="{w:.0f}" height="{h:.0f}" aria-hidden="true">'
        '<path d="{d}" fill="none" class="pp-stroke-series1" stroke-width="2"/>'
        '<circle cx="{x}" cy="{y}" r="3" class="pp-fill-series1"/></svg>'
    ).format(w=WIDTH, h=HEIGHT, d=" ".join(path), x=x, y=y)
