"""Asks the files: a series, a ranking and a profile are the same question with other areas and periods."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from painopiste.analysis.bank.engine import engine
from painopiste.analysis.bank.model import DIMENSIONS, NO_DIMENSIONS


class Row(NamedTuple):
    """One value. `conf` is F when anybody may see it; C and D are held back (small, or to protect a small one)."""

    indicator: str
    area: str
    period: str
    value: float | None
    status: str
    conf: str


def ask(
    files: Iterable[Path],
    folder: Path,
    *,
    areas: Sequence[str] = (),
    kind: str = "",
    periods: Sequence[str] = (),
    dimensions: Sequence[str] = NO_DIMENSIONS,
) -> list[Row]:
    """The values of these files, by indicator, area and time. `kind`: all such areas; nothing said: all."""
    names = [str(file) for file in files]
    if not names:
        return []
    found = engine(folder)
    conditions = [f'"{name}" = ${name}' for name in DIMENSIONS]
    told: dict[str, object] = {"files": names, **dict(zip(DIMENSIONS, dimensions, strict=True))}
    if areas:
        conditions.append("list_contains($areas, area)" if len(areas) > 1 else "area = $area")
        told |= {"areas": list(areas)} if len(areas) > 1 else {"area": areas[0]}
    if kind:
        conditions.append("starts_with(area, $kind)")
        told["kind"] = f"{kind}-"
    if periods:
        conditions.append("list_contains($periods, period)")
        told["periods"] = list(periods)
    rows = found.execute(
        "SELECT indicator, area, period, value, status, conf FROM read_parquet($files) "  # noqa: S608  our own words
        f"WHERE {' AND '.join(conditions)} ORDER BY indicator, area, start",
        told,
    ).fetchall()
    found.close()
    return [Row(*row) for row in rows]
