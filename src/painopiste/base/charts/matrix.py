"""Who takes part in what: rows, columns and a shape where they meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def matrix(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Mapping[tuple[int, int], str],
    marks: Mapping[str, str],
    *,
    title: str,
    description: str,
    language: str = "fi",
    width: int = 720,
    id: str = "",
    standalone: bool = False,
) -> str:
    """Draw a shape at each (row, column) of `cells`: "lead", "participant" or "former"; `marks` names them for the legend."""
    raise NotImplementedError
