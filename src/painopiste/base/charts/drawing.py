"""A drawing that is put together from shapes and words, and remembers where its words stand."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from painopiste.base.charts.measure import width_of
from painopiste.base.charts.tones import LIGHT, PATTERN_PATHS, TONES

FONTS = "'Painopiste Sans', 'Source Sans 3 Variable', 'Source Sans 3', Arial, sans-serif"
SIZE, LINE = 14.0, 18.0
SMALL, SMALL_LINE = 12.5, 16.0
TOP = 4.0
INKS = {"text": LIGHT.text, "quiet": LIGHT.quiet}
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Box:
    """The room that a label takes."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Box) -> bool:
        """Say whether two labels stand on each other."""
        return (
            self.x < other.x + other.width - 0.01
            and other.x < self.x + self.width - 0.01
            and self.y < other.y + other.height - 0.01
            and other.y < self.y + self.height - 0.01
        )


@dataclass(slots=True)
class Drawing:
    """Shapes and words on a sheet of a given width; the height is set when all is placed."""

    id: str
    width: float
    height: float = 0
    shapes: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    patterned: dict[str, None] = field(default_factory=dict)

    def words(
        self,
        lines: Sequence[str],
        x: float,
        y: float,
        *,
        size: float = SIZE,
        line: float = LINE,
        bold: bool = False,
        anchor: str = "start",
        ink: str = "text",
    ) -> Box:
        """Write lines whose room starts at height `y`; `ink` is "text", "quiet" or the tone they stand on."""
        width = max(width_of(text, size, bold=bold) for text in lines)
        left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
        box = Box(left, y, width, line * len(lines))
        colour, name = (INKS[ink], ink) if ink in INKS else (TONES[ink].light.ink, f"ink-{ink.replace('_', '-')}")
        look = ' font-weight="600"' if bold else ""
        side = f' text-anchor="{anchor}"' if anchor != "start" else ""
        for number, text in enumerate(lines):
            base = y + line * number + line * 0.5 + size * 0.34
            self.shapes.append(
                f'<text x="{_n(x)}" y="{_n(base)}" font-size="{_n(size)}" fill="{colour}" class="pp-{name}"'
                f"{look}{side}>{_escaped(text)}</text>"
            )
        self.boxes.append(box)
        return box

    def turned_words(
        self, lines: Sequence[str], x: float, y: float, *, size: float = SMALL, line: float = SMALL_LINE
    ) -> Box:
        """Write lines that run upwards from `y`; their room is centred on `x`."""
        height = max(width_of(text, size) for text in lines)
        left = x - line * len(lines) / 2
        for number, text in enumerate(lines):
            base = left + line * number + line * 0.5 + size * 0.34
            self.shapes.append(
                f'<text transform="translate({_n(base)} {_n(y)}) rotate(-90)" font-size="{_n(size)}" '
                f'fill="{LIGHT.text}" class="pp-text">{_escaped(text)}</text>'
            )
        box = Box(left, y - height, line * len(lines), height)
        self.boxes.append(box)
        return box

    def filled(self, tone: str) -> str:
        """Give the attributes of a surface in a tone, with its pattern."""
        name = tone.replace("_", "-")
        if TONES[tone].pattern:
            self.patterned[tone] = None
            return f'fill="url(#{self.id}-{name})"'
        return f'fill="{TONES[tone].light.fill}" class="pp-fill-{name}"'

    def rect(self, x: float, y: float, width: float, height: float, look: str) -> None:
        """Draw a rectangle."""
        self.shapes.append(f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" {look}/>')

    def path(self, d: str, look: str) -> None:
        """Draw a path."""
        self.shapes.append(f'<path d="{d}" {look}/>')

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str = "grid", more: str = "") -> None:
        """Draw a line of the grid or the axis."""
        colour = {"grid": LIGHT.grid, "axis": LIGHT.axis}[kind]
        self.path(f"M{_n(x1)} {_n(y1)} L{_n(x2)} {_n(y2)}", f'stroke="{colour}" class="pp-{kind}" fill="none"{more}')

    def upright(self, x: float, top: float, bottom: float, more: str = "", kind: str = "grid") -> None:
        """Draw an upright line under everything else, but not through words that stand already."""
        crossed = sorted(
            (box.y - 1, box.y + box.height + 1) for box in self.boxes if box.x - 3 < x < box.x + box.width + 3
        )
        colour = {"grid": LIGHT.grid, "axis": LIGHT.axis}[kind]
        parts, y = [], top
        for start, end in [*crossed, (bottom, bottom)]:
            if min(start, bottom) > y:
                parts.append(f"M{_n(x)} {_n(y)} V{_n(min(start, bottom))}")
            y = max(y, end)
        if parts:
            look = f'stroke="{colour}" class="pp-{kind}" fill="none"{more}'
            self.shapes.insert(0, f'<path d="{" ".join(parts)}" {look}/>')

    def svg(self, *, title: str, description: str, standalone: bool) -> str:
        """Write the drawing; `standalone` gives it a size and a white ground of its own."""
        size = f' width="{_n(self.width)}" height="{_n(self.height)}"' if standalone else ""
        ground = (
            f'<rect width="{_n(self.width)}" height="{_n(self.height)}" fill="{LIGHT.paper}"/>' if standalone else ""
        )
        defs = "".join(self._pattern(tone) for tone in self.patterned)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(self.width)} {_n(self.height)}"{size} '
            f'class="pp-chart" role="img" aria-labelledby="{self.id}-title {self.id}-desc" '
            f"font-family={quoteattr(FONTS)}>"
            f'<title id="{self.id}-title">{_escaped(title)}</title>'
            f'<desc id="{self.id}-desc">{_escaped(description)}</desc>'
            f"{f'<defs>{defs}</defs>' if defs else ''}{ground}{''.join(self.shapes)}</svg>"
        )

    def _pattern(self, tone: str) -> str:
        look, name = TONES[tone], tone.replace("_", "-")
        cap = ' stroke-linecap="round"' if look.pattern == "dotted" else ""
        return (
            f'<pattern id="{self.id}-{name}" width="8" height="8" patternUnits="userSpaceOnUse">'
            f'<rect width="8" height="8" fill="{look.light.fill}" class="pp-fill-{name}"/>'
            f'<path d="{PATTERN_PATHS[look.pattern]}" stroke="{look.light.lines}" class="pp-lines-{name}" '
            f'stroke-width="1.6" fill="none"{cap}/></pattern>'
        )


def new_drawing(kind: str, given_id: str, width: int, *content: object) -> Drawing:
    """Start a drawing; without a given id it gets one from its content, so that two charts of a page differ."""
    digest = hashlib.sha256(repr(content).encode("utf-8", "replace")).hexdigest()[:10]
    return Drawing(id=re.sub(r"[^A-Za-z0-9_-]", "-", given_id) if given_id else f"{kind}-{digest}", width=width)


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _escaped(text: str) -> str:
    return escape(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text))
