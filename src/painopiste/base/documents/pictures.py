"""Turns drawings into pictures for programs that can't show drawings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from defusedxml.ElementTree import fromstring

from painopiste.base.documents import engine
from painopiste.base.documents.characters import shown

if TYPE_CHECKING:
    from xml.etree import ElementTree

POINTS = 480  # the width that a drawing is set to before it becomes a picture


def render_png(svg: str, *, width: int = 1440) -> bytes:
    """Turn a drawing into a PNG of the given width in pixels."""
    return render_pngs([svg], width=width)[0]


def render_pngs(svgs: Sequence[str], *, width: int = 1440) -> tuple[bytes, ...]:
    """Turn many drawings into PNGs at once."""
    if not svgs:
        return ()
    content = {"width": POINTS, "drawings": [shown(svg) for svg in svgs]}
    return engine.pngs("pictures.typ", content, ppi=width * 72 / POINTS)


def shape(svg: str) -> float:
    """Give the height of a drawing relative to its width."""
    root = fromstring(svg)
    box = root.get("viewBox", "").replace(",", " ").split()
    width, height = (float(box[2]), float(box[3])) if len(box) == 4 else (_size(root, "width"), _size(root, "height"))
    return height / width if width > 0 and height > 0 else 1.0


def _size(root: ElementTree.Element, name: str) -> float:
    try:
        return float(root.get(name, "0").removesuffix("px"))
    except ValueError:
        return 0.0
