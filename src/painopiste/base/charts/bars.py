"""Bars that lie on their side, so that long names fit beside them."""

from __future__ import annotations

from collections.abc import Sequence

from painopiste.base.charts.model import Bar, Category, StackedBar


def bars(
    rows: Sequence[Bar],
    *,
    title: str,
    description: str,
    language: str = "fi",
    tone: str = "series1",
    width: int = 720,
    id: str = "",
    standalone: bool = False,
) -> str:
    """Draw one bar for each row."""
    raise NotImplementedError


def stacked_bars(
    rows: Sequence[StackedBar],
    categories: Sequence[Category],
    *,
    title: str,
    description: str,
    language: str = "fi",
    width: int = 720,
    id: str = "",
    standalone: bool = False,
) -> str:
    """Draw one bar of parts for each row, and a legend of the parts."""
    raise NotImplementedError
