"""The typesetter, typst: it gets a constant template and the report as JSON, never a text put together."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst

from painopiste.base.documents.characters import FONTS

TEMPLATES = Path(__file__).parent
_one_at_a_time = threading.Lock()
# typst keeps what it has set for the next ten runs. In a long-lived process that grows to half a gigabyte after
# twenty reports; empty runs make it forget, and memory stays at 140 MB.
RUNS_TO_FORGET = 12


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


@cache
def _template(name: str) -> bytes:
    return (TEMPLATES / name).read_bytes()


def pdf(template: str, content: Mapping[str, Any], *, timestamp: int) -> bytes:
    """Make an accessible PDF; typst itself refuses one with a figure that has no text to replace it."""
    with _one_at_a_time:
        made = typst.compile(
            _template(template),
            font_paths=_fonts(),
            sys_inputs={"content": json.dumps(content)},
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=timestamp,
        )
        _forget()
    if not isinstance(made, bytes):
        raise TypeError("typst gave no PDF")
    return made


def pngs(template: str, content: Mapping[str, Any], *, ppi: float) -> tuple[bytes, ...]:
    """Make a picture of each page."""
    with _one_at_a_time:
        made = typst.compile(
            _template(template),
            font_paths=_fonts(),
            sys_inputs={"content": json.dumps(content)},
            format="png",
            ppi=ppi,
        )
        _forget()
    return (made,) if isinstance(made, bytes) else tuple(made or ())


def _forget() -> None:
    for _ in range(RUNS_TO_FORGET):
        typst.compile(b" ", font_paths=_fonts(), format="svg")
