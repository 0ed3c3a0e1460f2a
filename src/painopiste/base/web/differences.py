"""Where two versions of a text differ, word by word. Pure: no Django, no database."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

WORD = re.compile(r"\w+|\s+|[^\w\s]")
LINE = re.compile(r"[^\n]*\n|[^\n]+")
MOST = 1500  # words of a text that are compared one by one; longer texts are compared by lines
LEAST = 0.3  # of the longer text: versions that have less in common are shown as two different texts


class Piece(NamedTuple):
    """A part of one version; `only` tells that the other version does not have it."""

    text: str
    only: bool


def differences(one: str, other: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces: joined, the pieces of each are the whole text again."""
    one, other = ("\n".join(text.splitlines()) for text in (one, other))
    if one == other:
        return _pieces([(one, False)]), _pieces([(one, False)])
    parts = [WORD.findall(text) for text in (one, other)]
    if max(map(len, parts)) > MOST:
        parts = [LINE.findall(text) for text in (one, other)]
    first, second = parts
    if not first or not second:
        return _pieces([(one, True)]), _pieces([(other, True)])
    steps = SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    both = sum(len(first[n].strip()) for step, a, b, _c, _d in steps if step == "equal" for n in range(a, b))
    if both < LEAST * max(len(one), len(other)):
        return _pieces([(one, True)]), _pieces([(other, True)])
    return (
        _pieces(("".join(first[a:b]), step != "equal") for step, a, b, _c, _d in steps),
        _pieces(("".join(second[c:d]), step != "equal") for step, _a, _b, c, d in steps),
    )


def _pieces(given: Iterable[tuple[str, bool]]) -> list[Piece]:
    return [Piece(text, only) for text, only in given if text]
