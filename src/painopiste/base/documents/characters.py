"""Makes any text fit for a format: no control characters, nothing that the fonts can't show, no endless words."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
# Characters that XML, and so Word and SVG, can't hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LONG_WORD = re.compile(r"[^\s\u200b\u00ad]{36,}")
_ADDRESS_BREAK = re.compile(r"(?<=[/.?&=_-])(?=\w)")


def printable(text: str) -> str:
    """Take out what no file may hold; lines and tabs stay."""
    return _FORBIDDEN.sub(UNKNOWN, text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n"))


def shown(text: str) -> str:
    """Put a replacement mark where the report's fonts have no character, for the PDF must name every one."""
    return _uncovered().sub(UNKNOWN, printable(text))


def breakable(text: str) -> str:
    """Let an address or an endless word go on on the next line."""
    return _LONG_WORD.sub(_broken, text)


def _broken(match: re.Match[str]) -> str:
    parts = _ADDRESS_BREAK.sub("\u200b", match[0]).split("\u200b")
    return "\u200b".join("\u200b".join(part[i : i + 24] for i in range(0, len(part), 24)) for part in parts)


@cache
def _uncovered() -> re.Pattern[str]:
    ranges = json.loads((FONTS / "coverage.json").read_text())
    covered = "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in ranges)
    return re.compile(f"[^\n\t{covered}]")
