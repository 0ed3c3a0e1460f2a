"""Who takes part in what: rows, columns and a shape where they meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from painopiste.base.charts.drawing import LINE, SIZE, SMALL, SMALL_LINE, TOP, Drawing, new_drawing
from painopiste.base.charts.labels import labels
from painopiste.base.charts.legend import Swatch, legend
from painopiste.base.charts.measure import width_of, wrapped
from painopiste.base.charts.tones import TONES

MARKS = ("lead", "participant", "former")
WIDEST_COLUMN, BESIDE = 84.0, 10.0


def matrix(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Mapping[tuple[int, int], str],
    marks: Mapping[str, str],
    *,
    title: str,
    description: str,
    language: str = "fi",
    width: int = 720,
    id: str = "",
    standalone: bool = False,
) -> str:
    """Draw a shape at each (row, column) of `cells`: "lead", "participant" or "former".

    `marks` names the shapes in the legend, in the order it is to have.
    """
    drawing = draw_matrix(rows, columns, cells, marks, title=title, language=language, width=width, id=id)
    return drawing.svg(title=title, description=description, standalone=standalone)


def draw_matrix(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Mapping[tuple[int, int], str],
    marks: Mapping[str, str],
    *,
    title: str,
    language: str,
    width: int,
    id: str,
) -> Drawing:
    """Place the headings, the grid and the shapes."""
    _check(rows, columns, cells, marks)
    drawing = new_drawing("matrix", id, width, title, rows, columns, sorted(cells.items()), marks)
    top = legend(drawing, [(label, _sample(drawing, mark)) for mark, label in marks.items()], TOP) + 12
    if not rows or not columns:
        drawing.words([labels(language)["empty"]], 0, top, ink="quiet")
        drawing.height = top + LINE
        return drawing
    room = min(width * 0.38, max(width_of(" ".join(row.split()), SIZE) + 1 for row in rows))
    each = min(WIDEST_COLUMN, (width - room - BESIDE) / len(columns))
    left = room + BESIDE
    y = _headings(drawing, columns, left, each, top) + 6
    for place, row in enumerate(rows):
        lines = wrapped(row, room, SIZE)
        height = max(LINE * len(lines), 16) + 7
        drawing.line(0, y, left + each * len(columns), y)
        drawing.words(lines, 0, y + (height - LINE * len(lines)) / 2)
        for number in range(len(columns)):
            if mark := cells.get((place, number)):
                _draw(drawing, mark, left + each * (number + 0.5), y + height / 2)
        y += height
    drawing.line(0, y, left + each * len(columns), y, "axis")
    for number in range(len(columns) + 1):
        drawing.line(left + each * number, top, left + each * number, y)
    drawing.height = y + 3
    return drawing


def _headings(drawing: Drawing, columns: Sequence[str], left: float, each: float, top: float) -> float:
    """Write the headings level where they fit on three lines undivided, else upwards; give where they end."""
    level = [wrapped(column, each - 6, SMALL) for column in columns]
    if all(
        len(lines) <= 3 and "".join(lines) == column.replace(" ", "")
        for lines, column in zip(level, columns, strict=True)
    ):
        bottom = top + SMALL_LINE * max(len(lines) for lines in level)
        for number, lines in enumerate(level):
            start = bottom - SMALL_LINE * len(lines)
            drawing.words(lines, left + each * (number + 0.5), start, size=SMALL, line=SMALL_LINE, anchor="middle")
        return bottom
    most = max(1, int((each - 4) // SMALL_LINE))
    turned = _turned(columns, most)
    bottom = top + max(width_of(line, SMALL) for lines in turned for line in lines)
    for number, lines in enumerate(turned):
        drawing.turned_words(lines, left + each * (number + 0.5), bottom)
    return bottom


def _turned(columns: Sequence[str], most: int) -> list[list[str]]:
    """Break the headings into at most so many lines each, as short as that allows."""
    room = max(60.0, *(width_of(column, SMALL) / most for column in columns))
    turned = [wrapped(column, room, SMALL) for column in columns]
    while any(len(lines) > most for lines in turned):
        room += 8
        turned = [wrapped(column, room, SMALL) for column in columns]
    return turned


def _draw(drawing: Drawing, mark: str, x: float, y: float) -> None:
    """Draw a filled square for who leads, a ring for who takes part, a small cross for who did so before."""
    tone = {"lead": "done", "participant": "running", "former": "series6"}[mark]
    colour, name = TONES[tone].light.fill, tone.replace("_", "-")
    if mark == "lead":
        drawing.rect(x - 7, y - 7, 14, 14, f'rx="1.5" fill="{colour}" class="pp-fill-{name}"')
    elif mark == "participant":
        look = f'fill="none" stroke="{colour}" class="pp-stroke-{name}" stroke-width="2.4"'
        drawing.shapes.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5.2" {look}/>')
    else:
        look = f'fill="none" stroke="{colour}" class="pp-stroke-{name}" stroke-width="1.8"'
        drawing.path(f"M{x - 4:.1f} {y - 4:.1f} l8 8 m-8 0 l8 -8", look)


def _sample(drawing: Drawing, mark: str) -> Swatch:
    return lambda x, y: _draw(drawing, mark, x + 10, y)


def _check(
    rows: Sequence[str], columns: Sequence[str], cells: Mapping[tuple[int, int], str], marks: Mapping[str, str]
) -> None:
    for (row, column), mark in cells.items():
        if mark not in marks or mark not in MARKS or not 0 <= row < len(rows) or not 0 <= column < len(columns):
            raise ValueError(f"The mark {mark} at row {row}, column {column} has no place in the matrix.")
