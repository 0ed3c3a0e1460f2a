"""Turns drawings into pictures for programs that can't show drawings."""

from __future__ import annotations


def render_png(svg: str, *, width: int = 1440) -> bytes:
    """Turn a drawing into a PNG of the given width in pixels."""
    raise NotImplementedError
