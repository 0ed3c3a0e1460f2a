"""Events along the years, with as much precision as the source gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from painopiste.base.charts.drawing import SMALL, SMALL_LINE, TOP, Box, Drawing, new_drawing
from painopiste.base.charts.labels import labels
from painopiste.base.charts.legend import Swatch, legend
from painopiste.base.charts.measure import width_of, wrapped
from painopiste.base.charts.model import Event
from painopiste.base.charts.tones import TONES

AXIS, MARK, LANE_GAP, BESIDE = 26.0, 12.0, 7.0, 9.0
LABEL_ROOM = 230.0
TAIL = 34.0  # how far the tail of "at the latest" reaches back
NARROW = 480


def timeline(
    events: Sequence[Event],
    *,
    title: str,
    description: str,
    language: str = "fi",
    width: int = 720,
    id: str = "",
    standalone: bool = False,
) -> str:
    """Draw events along the years, each with its name and time beside it."""
    drawing = draw_timeline(events, title=title, language=language, width=width, id=id)
    return drawing.svg(title=title, description=description, standalone=standalone)


def draw_timeline(events: Sequence[Event], *, title: str, language: str, width: int, id: str) -> Drawing:
    """Place the events in lanes, so that no name stands on another or on a mark."""
    drawing = new_drawing("timeline", id, width, title, events)
    dated = [event for event in events if event.start or event.end]
    if not dated:
        drawing.words([labels(language)["empty"]], 0, TOP, ink="quiet")
        drawing.height = TOP + 20
        return drawing
    years = _Years.of(dated, width)
    top = _legend(drawing, dated, language) + 10
    placed = _placed(dated, years, top + AXIS, drawing.width)
    drawing.height = max(one.room.y + one.room.height for one in placed) + 6
    for one in placed:
        _mark(drawing, one, years)
        drawing.words(one.lines[: one.titles], one.text_x, one.text_y, size=SMALL, line=SMALL_LINE)
        if one.lines[one.titles :]:
            below = one.text_y + SMALL_LINE * one.titles
            drawing.words(one.lines[one.titles :], one.text_x, below, size=SMALL, line=SMALL_LINE, ink="quiet")
    _axis(drawing, years, top)
    return drawing


@dataclass(frozen=True, slots=True)
class _Years:
    first: int
    last: int
    left: float
    right: float

    @classmethod
    def of(cls, events: Sequence[Event], width: float) -> _Years:
        days = [day for event in events for day in (event.start, event.end) if day]
        return cls(min(days).year, max(days).year, 8, width - 8)

    def x(self, day: date) -> float:
        start, end = date(self.first, 1, 1).toordinal(), date(self.last, 12, 31).toordinal() + 1
        return self.left + (self.right - self.left) * (day.toordinal() - start) / (end - start)


@dataclass(frozen=True, slots=True)
class _Placed:
    event: Event
    lines: list[str]
    titles: int  # how many of the lines are the name; the rest is the time
    text_x: float
    text_y: float
    mark_y: float
    room: Box


def _kind(event: Event) -> str:
    """Say how the time of an event is known."""
    if event.start is None:
        return "by"
    if event.end is None:
        return "ongoing"
    if event.span:
        return "span"
    return "point" if event.start == event.end else "range"


def _reach(event: Event, years: _Years) -> tuple[float, float]:
    """Give where the mark of an event begins and ends."""
    start = years.x(event.start) if event.start else None
    end = years.x(event.end) if event.end else None
    if start is None and end is not None:
        return max(end - TAIL, years.left), end + 6
    if start is not None and end is None:
        return start, years.right
    if start is None or end is None:
        raise ValueError(f"An event needs a time: {event.label}")
    return (start - 6, start + 6) if end - start < MARK else (start, end)


def _placed(events: Sequence[Event], years: _Years, top: float, width: float) -> list[_Placed]:
    placed: list[_Placed] = []
    for event in sorted(events, key=lambda event: (event.start or event.end or date.max, event.end or date.max)):
        begin, end = _reach(event, years)
        candidates = _beside(event, begin, end, width) if width >= NARROW else _under(event, begin, width)
        best = min((_drop(one, placed, top) for one in candidates), key=lambda one: one.room.y)
        placed.append(best)
    return placed


def _beside(event: Event, begin: float, end: float, width: float) -> list[_Placed]:
    """Offer the places after the mark and before it, and under it where neither has room."""
    found = []
    for room, after in ((width - end - BESIDE, True), (begin - BESIDE, False)):
        if room >= 110:
            lines, titles = _lines(event, min(room, LABEL_ROOM))
            wide = max(width_of(line, SMALL) for line in lines)
            x = end + BESIDE if after else begin - BESIDE - wide
            height = max(SMALL_LINE * len(lines), MARK + 4)
            left, right = (begin, x + wide) if after else (x, end)
            found.append(_Placed(event, lines, titles, x, 0, SMALL_LINE / 2, Box(left, 0, right - left, height)))
    return found or _under(event, begin, width)


def _under(event: Event, begin: float, width: float) -> list[_Placed]:
    """Offer the place under the mark, moved left as far as the name needs."""
    lines, titles = _lines(event, width)
    wide = max(width_of(line, SMALL) for line in lines)
    x = max(0.0, min(begin, width - wide))
    # The whole lane is taken: on a narrow screen names below each other are read more easily.
    room = Box(0, 0, width, MARK + 4 + SMALL_LINE * len(lines))
    return [_Placed(event, lines, titles, x, MARK + 4, MARK / 2 + 1, room)]


def _lines(event: Event, room: float) -> tuple[list[str], int]:
    names = wrapped(event.label, room, SMALL)
    return names + (wrapped(event.date_text, room, SMALL) if event.date_text else []), len(names)


def _drop(one: _Placed, placed: Sequence[_Placed], top: float) -> _Placed:
    """Let a name fall to the first height where it meets nothing."""
    heights = sorted({top} | {other.room.y + other.room.height + LANE_GAP for other in placed})
    for y in heights:
        room = Box(one.room.x - 6, y - LANE_GAP + 0.5, one.room.width + 12, one.room.height + 2 * LANE_GAP - 1)
        if not any(room.meets(other.room) for other in placed):
            break
    kept = Box(one.room.x, y, one.room.width, one.room.height)
    return _Placed(one.event, one.lines, one.titles, one.text_x, one.text_y + y, one.mark_y + y, kept)


def _axis(drawing: Drawing, years: _Years, top: float) -> None:
    bottom = drawing.height - 2
    each = (years.right - years.left) / (years.last - years.first + 1)
    half = width_of("2022", SMALL, bold=True) / 2
    every = next(n for n in (1, 2, 5, 10, 20, 50, 100) if each * n >= 2 * half + 10 or n == 100)
    taken = 0.0
    for year in range(years.first, years.last + 1, every):
        x = years.x(date(year, 1, 1))
        drawing.upright(x, top + AXIS - 5, bottom)
        centre = max(half, min(x + each / 2, drawing.width - half))
        if centre - half >= taken:
            drawing.words([str(year)], centre, top, size=SMALL, line=SMALL_LINE, bold=True, anchor="middle")
            taken = centre + half + 4
    drawing.upright(years.right, top + AXIS - 5, bottom)
    drawing.line(years.left, top + AXIS - 5, years.right, top + AXIS - 5, "axis")


def _mark(drawing: Drawing, one: _Placed, years: _Years) -> None:
    begin, end = _reach(one.event, years)
    _draw_mark(drawing, _kind(one.event), one.event.tone, begin, end, one.mark_y)


def _draw_mark(drawing: Drawing, kind: str, tone: str, begin: float, end: float, y: float) -> None:
    """Draw a dot for a day, a dashed frame for "some time in", a solid bar for "from to", a tail for "by"."""
    colour, name = TONES[tone].light.fill, tone.replace("_", "-")
    filled = f'fill="{colour}" class="pp-fill-{name}"'
    stroked = f'fill="none" stroke="{colour}" class="pp-stroke-{name}" stroke-width="1.8"'
    half = MARK / 2 - 1
    match kind:
        case "point":
            drawing.shapes.append(f'<circle cx="{(begin + end) / 2:.1f}" cy="{y:.1f}" r="{half}" {filled}/>')
        case "range":
            drawing.rect(begin, y - half, end - begin, 2 * half, f'rx="{half}" stroke-dasharray="4 3" {stroked}')
        case "by":
            drawing.path(f"M{begin:.1f} {y:.1f} L{end - 11:.1f} {y:.1f}", f'stroke-dasharray="3 3" {stroked}')
            drawing.shapes.append(f'<circle cx="{end - 6:.1f}" cy="{y:.1f}" r="{half - 0.5}" {stroked}/>')
        case "ongoing":
            tip = min(8.0, end - begin)
            drawing.path(
                f"M{begin:.1f} {y - half:.1f} H{end - tip:.1f} L{end:.1f} {y:.1f} L{end - tip:.1f} {y + half:.1f} "
                f"H{begin:.1f} Z",
                filled,
            )
        case _:
            drawing.rect(begin, y - half, end - begin, 2 * half, f'rx="1.5" {filled}')


def _legend(drawing: Drawing, events: Sequence[Event], language: str) -> float:
    used = {_kind(event) for event in events}
    kinds = [kind for kind in ("point", "range", "by", "span", "ongoing") if kind in used]
    return legend(drawing, [(labels(language)[kind], _sample(drawing, kind)) for kind in kinds], TOP)


def _sample(drawing: Drawing, kind: str) -> Swatch:
    return lambda x, y: _draw_mark(drawing, kind, "series1", x, x + 20, y)
