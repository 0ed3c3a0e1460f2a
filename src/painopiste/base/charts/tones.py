"""The colours of charts, light and dark; each has a pattern, dash or marker of its own besides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Pattern = Literal["", "rising", "falling", "crossed", "dotted", "upright", "level"]
Marker = Literal["circle", "square", "triangle", "diamond", "ring", "cross"]


@dataclass(frozen=True, slots=True)
class Shade:
    """A surface, the text that stands on it, and the lines of its pattern."""

    fill: str
    ink: str
    lines: str


@dataclass(frozen=True, slots=True)
class Tone:
    """A colour in both schemes, with what tells it apart without colour."""

    light: Shade
    dark: Shade
    pattern: Pattern = ""
    dash: str = ""
    marker: Marker = "circle"


@dataclass(frozen=True, slots=True)
class Ground:
    """The colours of what is not data."""

    paper: str
    text: str
    quiet: str
    axis: str
    grid: str


LIGHT = Ground("#ffffff", "#1b1f24", "#4a5560", "#5f6b78", "#d5dde6")
DARK = Ground("#16191d", "#e8ecf1", "#b4bfca", "#8b97a4", "#3a424c")

_WHITE, _BLACK = "#ffffff", "#10151c"

TONES: Mapping[str, Tone] = {
    # states of a measure
    "done": Tone(Shade("#00347a", _WHITE, "#00347a"), Shade("#9cc3f5", _BLACK, "#9cc3f5")),
    "running": Tone(Shade("#2a6ebb", _WHITE, "#4f8bd0"), Shade("#4a8ad6", _BLACK, "#86b4ea"), "rising"),
    "continuous": Tone(Shade("#1f6f5c", _WHITE, "#4a9481"), Shade("#56b39c", _BLACK, "#2a7564"), "dotted"),
    "planned": Tone(Shade("#cfe0f3", _BLACK, "#7ba9dc"), Shade("#2c415a", _WHITE, "#7fa9d8"), "dotted"),
    "not_started": Tone(Shade("#eef1f4", _BLACK, "#eef1f4"), Shade("#2a3038", _WHITE, "#2a3038")),
    "late": Tone(Shade("#f6c667", _BLACK, "#c98a1e"), Shade("#e0a93c", _BLACK, "#7c5208"), "falling"),
    "blocked": Tone(Shade("#b3261e", _WHITE, "#d2675f"), Shade("#f08a80", _BLACK, "#a03a30"), "crossed"),
    "cancelled": Tone(Shade("#c9d0d8", _BLACK, "#939eaa"), Shade("#5a646f", _WHITE, "#929da8"), "level"),
    "handed_over": Tone(Shade("#d9cdea", _BLACK, "#a98fd0"), Shade("#4d3d6b", _WHITE, "#a58bd0"), "upright"),
    # things without a meaning of their own
    "series1": Tone(Shade("#2a6ebb", _WHITE, "#2a6ebb"), Shade("#6ea8ec", _BLACK, "#6ea8ec"), "", "", "circle"),
    "series2": Tone(
        Shade("#b4520a", _WHITE, "#e0a070"), Shade("#f0a05a", _BLACK, "#94541c"), "rising", "7 4", "square"
    ),
    "series3": Tone(
        Shade("#1f6f5c", _WHITE, "#5fae9b"), Shade("#56b39c", _BLACK, "#2a7564"), "dotted", "2 4", "triangle"
    ),
    "series4": Tone(
        Shade("#6b46a3", _WHITE, "#a78bd0"), Shade("#b497e6", _BLACK, "#6a4aa0"), "falling", "10 3 2 3", "diamond"
    ),
    "series5": Tone(Shade("#9c1f5a", _WHITE, "#d47ba6"), Shade("#ec84b4", _BLACK, "#9a3a68"), "crossed", "4 2", "ring"),
    "series6": Tone(Shade("#4a5560", _WHITE, "#8f9aa5"), Shade("#a7b2bd", _BLACK, "#616c77"), "level", "1 3", "cross"),
}

PATTERN_PATHS: Mapping[str, str] = {
    "rising": "M-2 2 L2 -2 M0 8 L8 0 M6 10 L10 6",
    "falling": "M-2 6 L2 10 M0 0 L8 8 M6 -2 L10 2",
    "crossed": "M0 8 L8 0 M0 0 L8 8",
    "dotted": "M1.2 2 h1.6 M5.2 6 h1.6",
    "upright": "M2 0 V8 M6 0 V8",
    "level": "M0 2 H8 M0 6 H8",
}


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours as WCAG 2.2 counts it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
