"""Events along the years, with as much precision as the source gives."""

from __future__ import annotations

from collections.abc import Sequence

from painopiste.base.charts.model import Event


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
    """Draw events along the years."""
    raise NotImplementedError
