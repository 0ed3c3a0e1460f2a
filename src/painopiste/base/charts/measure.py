"""How much room words take, and where they may be broken, so that no label is cut or meets another."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

# Where the reader's own font steps in for ours, letters are a little wider.
RESERVE = 1.05
UNKNOWN, WIDE = 640, 1000
_VOWELS = "aeiouyåäöAEIOUYÅÄÖ"
_SYLLABLE = re.compile(rf"(?<=\w)(?=[^\W\d_{_VOWELS}][{_VOWELS}])")
_BREAK_AFTER = re.compile(r"(?<=[-–/])(?=\w)")
FEWEST_LETTERS = 3


@cache
def _widths() -> dict[str, dict[str, int]]:
    widths: dict[str, dict[str, int]] = json.loads((Path(__file__).parent / "widths.json").read_text())
    return widths


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Measure a line of text set in a size."""
    widths = _widths()["semibold" if bold else "regular"]
    return sum(widths.get(sign) or _guess(sign) for sign in text) * size * RESERVE / 1000


def _guess(sign: str) -> int:
    if unicodedata.category(sign) in {"Mn", "Cf"}:
        return 0
    return WIDE if unicodedata.east_asian_width(sign) in {"W", "F"} else UNKNOWN


def wrapped(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines that fit in the room; a word that is too long is divided between its syllables."""
    lines = [""]
    for word, glue in _words(text):
        candidate = lines[-1] + glue + word if lines[-1] else word
        if width_of(candidate, size, bold=bold) <= room:
            lines[-1] = candidate
            continue
        if not lines[-1]:
            lines.pop()
        *heads, rest = _divided(word, room, size, bold)
        lines += [*heads, rest]
    return lines


def _words(text: str) -> Iterator[tuple[str, str]]:
    for word in text.split():
        for number, part in enumerate(_BREAK_AFTER.split(word)):
            yield part, "" if number else " "


def _divided(word: str, room: float, size: float, bold: bool) -> list[str]:
    parts = []
    while width_of(word, size, bold=bold) > room and len(word) > 1:
        cut = _cut(word, room, size, bold)
        hyphen = "-" if word[cut - 1].isalnum() and word[cut].isalnum() else ""
        if hyphen and width_of(word[:cut] + hyphen, size, bold=bold) > room:
            hyphen = ""
        parts.append(word[:cut] + hyphen)
        word = word[cut:]
    return [*parts, word]


def _cut(word: str, room: float, size: float, bold: bool) -> int:
    """Find the last syllable, or else the last letter, that the line has room for with a hyphen."""
    fits = max((n for n in range(1, len(word)) if width_of(word[:n] + "-", size, bold=bold) <= room), default=1)
    syllables = [found.start() for found in _SYLLABLE.finditer(word)]
    good = [n for n in syllables if FEWEST_LETTERS <= n <= fits and len(word) - n >= FEWEST_LETTERS]
    return max(good, default=fits)
