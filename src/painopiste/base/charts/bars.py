"""Bars that lie on their side, so that long names fit beside them."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from painopiste.base.charts.drawing import LINE, SIZE, SMALL, SMALL_LINE, TOP, Drawing, new_drawing
from painopiste.base.charts.labels import labels, number
from painopiste.base.charts.legend import legend, outline, surface
from painopiste.base.charts.measure import width_of, wrapped
from painopiste.base.charts.model import Bar, Category, StackedBar
from painopiste.base.charts.tones import TONES

BAR, GAP, BESIDE = 24.0, 12.0, 12.0
SMALLEST = 1e-9  # less than this is nothing
NARROW = 480  # below this the names stand above their bars


def bars(
    rows: Sequence[Bar],
    *,
    title: str,
    description: str,
    language: str = "fi",
    tone: str = "series1",
    width: int = 720,
    id: str = "",
    standalone: bool = False,
) -> str:
    """Draw one bar for each row, with its number after it."""
    drawing = draw_bars(rows, title=title, language=language, tone=tone, width=width, id=id)
    return drawing.svg(title=title, description=description, standalone=standalone)


def stacked_bars(
    rows: Sequence[StackedBar],
    categories: Sequence[Category],
    *,
    title: str,
    description: str,
    language: str = "fi",
    width: int = 720,
    id: str = "",
    standalone: bool = False,
) -> str:
    """Draw one bar of parts for each row, with the sum after it, under a legend of the parts."""
    drawing = draw_stacked_bars(rows, categories, title=title, language=language, width=width, id=id)
    return drawing.svg(title=title, description=description, standalone=standalone)


def draw_bars(rows: Sequence[Bar], *, title: str, language: str, tone: str, width: int, id: str) -> Drawing:
    """Place the bars."""
    drawing = new_drawing("bars", id, width, title, rows, tone)
    texts = [row.text or number(row.value, language) for row in rows]
    stack = [StackedBar(row.label, (row.value,)) for row in rows]
    _rows(drawing, stack, [Category("", tone)], texts, TOP, language, inside=False)
    return drawing


def draw_stacked_bars(
    rows: Sequence[StackedBar], categories: Sequence[Category], *, title: str, language: str, width: int, id: str
) -> Drawing:
    """Place the legend and the bars; a category without any number is left out of the legend."""
    drawing = new_drawing("stacked", id, width, title, rows, categories)
    used = [place for place in range(len(categories)) if any(row.values[place] for row in rows)]
    entries = [(categories[place].label, surface(drawing, categories[place].tone)) for place in used]
    top = legend(drawing, entries, TOP) + GAP if entries else TOP
    texts = [number(sum(row.values), language) for row in rows]
    _rows(drawing, rows, categories, texts, top, language, inside=True)
    return drawing


def _rows(
    drawing: Drawing,
    rows: Sequence[StackedBar],
    categories: Sequence[Category],
    texts: Sequence[str],
    top: float,
    language: str,
    *,
    inside: bool,
) -> None:
    if not rows:
        drawing.words([labels(language)["empty"]], 0, top, ink="quiet")
    _check(rows, len(categories))
    above = drawing.width < NARROW
    room = drawing.width if above else min(drawing.width * 0.42, max((_widest(row.label) for row in rows), default=0))
    after = max((width_of(text, SIZE, bold=True) for text in texts), default=0) + 8
    left = 0 if above else room + BESIDE
    wrap_after = after > drawing.width * 0.4  # a remark rather than a number: under the bar
    length = drawing.width - left - (2 if wrap_after else after)
    most = max((sum(row.values) for row in rows), default=0)
    unit = length / most if most > SMALLEST else 0
    y = top
    for row, text in zip(rows, texts, strict=True):
        lines = wrapped(row.label, room, SIZE)
        block = LINE * len(lines)
        middle = y + block + BAR / 2 + 2 if above else y + max(block, BAR) / 2
        drawing.words(
            lines,
            0 if above else room,
            middle - BAR / 2 - 2 - block if above else middle - block / 2,
            anchor="start" if above else "end",
        )
        end = _bar(drawing, row, categories, left, middle, unit, language if inside else "")
        bottom = max(middle + BAR / 2, middle + block / 2 if not above else 0)
        if wrap_after:
            remark = wrapped(text, drawing.width - left, SMALL)
            drawing.words(remark, left, middle + BAR / 2 + 2, size=SMALL, line=SMALL_LINE, ink="quiet")
            bottom = max(bottom, middle + BAR / 2 + 2 + SMALL_LINE * len(remark))
        else:
            drawing.words([text], end + 7, middle - LINE / 2, bold=True)
        y = bottom + GAP
    if not above:
        drawing.line(left, top - 2, left, max(y - GAP, top) + 2, "axis")
    drawing.height = max(y - GAP, top + LINE) + 3


def _bar(
    drawing: Drawing,
    row: StackedBar,
    categories: Sequence[Category],
    left: float,
    middle: float,
    unit: float,
    language: str,
) -> float:
    """Draw one bar and, with a language, the number inside each part that has room; give where it ends."""
    x = left
    for value, category in zip(row.values, categories, strict=True):
        wide = value * unit
        if not wide:
            continue
        drawing.rect(x, middle - BAR / 2, wide, BAR, drawing.filled(category.tone))
        outline(drawing, x, middle - BAR / 2, wide, BAR)
        if language:
            _inside(drawing, number(value, language), category.tone, x, wide, middle)
        x += wide
    return x


def _inside(drawing: Drawing, text: str, tone: str, x: float, wide: float, middle: float) -> None:
    """Write a number inside its part, on a plain patch so that no pattern runs through it."""
    needed = width_of(text, SMALL, bold=True) + 6
    if wide < needed + 2:
        return
    centre = x + wide / 2
    name, look = tone.replace("_", "-"), TONES[tone].light
    if TONES[tone].pattern:
        drawing.rect(centre - needed / 2, middle - 9, needed, 18, f'rx="2" fill="{look.fill}" class="pp-fill-{name}"')
    drawing.words(
        [text], centre, middle - SMALL_LINE / 2, size=SMALL, line=SMALL_LINE, bold=True, anchor="middle", ink=tone
    )


def _check(rows: Sequence[StackedBar], count: int) -> None:
    for row in rows:
        if len(row.values) != count:
            raise ValueError(f"{row.label} has {len(row.values)} numbers for {count} categories.")
        if any(value < 0 or not isfinite(value) for value in row.values):
            raise ValueError(f"A bar can't show a negative or endless number: {row.label}")


def _widest(label: str) -> float:
    return width_of(" ".join(label.split()), SIZE) + 1
