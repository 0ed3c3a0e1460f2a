"""Lines that run through the same stations: where each holds, waits or breaks, told by shapes and by the lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from painopiste.base.charts.drawing import LINE, SIZE, SMALL, SMALL_LINE, TOP, Drawing, new_drawing
from painopiste.base.charts.labels import labels
from painopiste.base.charts.legend import Swatch, legend
from painopiste.base.charts.measure import wrapped
from painopiste.base.charts.model import Strand
from painopiste.base.charts.tones import TONES

NARROW, BESIDE, LEAST, GAP = 480, 12.0, 26.0, 10.0
# The tone of each mark, and how the line that leads to it is dashed; None: it stops on the way.
TONE = {"holds": "done", "part": "running", "waits": "series2", "open": "series6", "broken": "blocked"}
DASH: Mapping[str, str | None] = {"holds": "", "part": "", "waits": "7 5", "open": "1.5 5", "broken": None}


def strands(
    rows: Sequence[Strand],
    stations: Sequence[str],
    marks: Mapping[str, str],
    *,
    title: str,
    description: str,
    language: str = "fi",
    width: int = 720,
    id: str = "",
    standalone: bool = False,
) -> str:
    """Draw a line for each row through the stations. `marks` names the shapes in the legend, in its order:
    "holds", "part", "waits", "open" and "broken".
    """
    drawing = draw_strands(rows, stations, marks, title=title, language=language, width=width, id=id)
    return drawing.svg(title=title, description=description, standalone=standalone)


def draw_strands(
    rows: Sequence[Strand],
    stations: Sequence[str],
    marks: Mapping[str, str],
    *,
    title: str,
    language: str,
    width: int,
    id: str,
) -> Drawing:
    """Place the legend, the headings of the stations, and a line for each row."""
    _check(rows, stations, marks)
    drawing = new_drawing("strands", id, width, title, rows, stations, marks)
    top = legend(drawing, [(label, _sample(drawing, mark)) for mark, label in marks.items()], TOP) + 14
    if not rows or not stations:
        drawing.words([labels(language)["empty"]], 0, top, ink="quiet")
        drawing.height = top + LINE
        return drawing
    above = width < NARROW
    room = width if above else width * 0.42
    left = 0 if above else room + BESIDE
    each = (width - left) / len(stations)
    places = [left + each * (number + 0.5) for number in range(len(stations))]
    y = _headings(drawing, stations, places, each, top) + 8
    for row in rows:
        y = _row(drawing, row, places, room, y, above=above) + GAP
    drawing.height = y - GAP + 4
    return drawing


def _headings(drawing: Drawing, stations: Sequence[str], places: Sequence[float], each: float, top: float) -> float:
    """Write the names of the stations over their places; give where they end."""
    names = [wrapped(name, each - 6, SMALL) for name in stations]
    bottom = top + SMALL_LINE * max(len(lines) for lines in names)
    for lines, x in zip(names, places, strict=True):
        start = bottom - SMALL_LINE * len(lines)
        drawing.words(lines, x, start, size=SMALL, line=SMALL_LINE, anchor="middle")
    return bottom


def _row(drawing: Drawing, row: Strand, places: Sequence[float], room: float, y: float, *, above: bool) -> float:
    """Draw a label with its line beside it, or under it where there is little room; give where they end."""
    drawing.line(0, y - GAP / 2, drawing.width, y - GAP / 2)
    lines = wrapped(row.label, room, SIZE)
    drawing.words(lines, 0, y)
    end = y + LINE * len(lines)
    if row.text:
        told = wrapped(row.text, room, SMALL)
        drawing.words(told, 0, end, size=SMALL, line=SMALL_LINE, ink="quiet")
        end += SMALL_LINE * len(told)
    middle = end + LEAST / 2 if above else (y + max(end, y + LEAST)) / 2
    for number in range(1, len(places)):
        _segment(drawing, row.marks[number], places[number - 1] + 9, places[number] - 9, middle)
    for mark, x in zip(row.marks, places, strict=True):
        _mark(drawing, mark, x, middle)
    return max(end, middle + LEAST / 2)


def _segment(drawing: Drawing, mark: str, start: float, end: float, y: float) -> None:
    """Draw the line that leads to a mark: whole, dashed, dotted, or stopping before it breaks."""
    name, colour = TONE[mark].replace("_", "-"), TONES[TONE[mark]].light.fill
    dash = DASH[mark]
    if dash is None:
        end = start + (end - start) * 0.45
        drawing.path(f"M{end:.1f} {y - 6:.1f} v12", f'stroke="{colour}" class="pp-stroke-{name}" stroke-width="2.4"')
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    look = f'stroke="{colour}" class="pp-stroke-{name}" stroke-width="2.4" fill="none"{dashed}'
    drawing.path(f"M{start:.1f} {y:.1f} H{end:.1f}", look)


def _mark(drawing: Drawing, mark: str, x: float, y: float) -> None:
    """Draw a full circle, a half-full one, a ring, a small ring, or a cross."""
    name, colour = TONE[mark].replace("_", "-"), TONES[TONE[mark]].light.fill
    filled = f'fill="{colour}" class="pp-fill-{name}"'
    line = f'fill="none" stroke="{colour}" class="pp-stroke-{name}" stroke-width="2.4"'
    if mark == "holds":
        drawing.path(_ring(x, y, 6.5), filled)
    elif mark == "part":
        drawing.path(_ring(x, y, 5.8), line)
        drawing.path(f"M{x:.1f} {y - 5.8:.1f} a5.8 5.8 0 0 0 0 11.6 Z", filled)
    elif mark == "waits":
        drawing.path(_ring(x, y, 5.8), line)
    elif mark == "open":
        drawing.path(_ring(x, y, 2.6), line)
    else:
        drawing.path(f"M{x - 5.5:.1f} {y - 5.5:.1f} l11 11 m-11 0 l11 -11", line)


def _ring(x: float, y: float, r: float) -> str:
    return f"M{x - r:.1f} {y:.1f} a{r} {r} 0 1 0 {2 * r} 0 a{r} {r} 0 1 0 {-2 * r} 0 Z"


def _sample(drawing: Drawing, mark: str) -> Swatch:
    return lambda x, y: _mark(drawing, mark, x + 10, y)


def _check(rows: Sequence[Strand], stations: Sequence[str], marks: Mapping[str, str]) -> None:
    for row in rows:
        if len(row.marks) != len(stations):
            raise ValueError(f"{row.label} has {len(row.marks)} marks for {len(stations)} stations.")
        if unknown := set(row.marks) - set(marks) | set(marks) - set(TONE):
            raise ValueError(f"These marks are not in the legend: {', '.join(sorted(unknown))}")
