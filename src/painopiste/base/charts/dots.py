"""Estimates with the intervals that they are known in."""

from __future__ import annotations

from collections.abc import Sequence

from painopiste.base.charts.model import Dot


def dots(
    rows: Sequence[Dot],
    *,
    reference: float | None = None,
    title: str,
    description: str,
    language: str = "fi",
    width: int = 720,
    id: str = "",
    standalone: bool = False,
) -> str:
    """Draw a dot and its interval for each row."""
    raise NotImplementedError
