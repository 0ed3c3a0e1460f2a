"""Numbers over time."""

from __future__ import annotations

from collections.abc import Sequence

from painopiste.base.charts.model import Series


def lines(
    series: Sequence[Series],
    places: Sequence[str],
    *,
    breaks: Sequence[int] = (),
    title: str,
    description: str,
    language: str = "fi",
    width: int = 720,
    id: str = "",
    standalone: bool = False,
) -> str:
    """Draw a line for each series; gaps where nothing is known, and a break before each place in `breaks`."""
    raise NotImplementedError
