"""Which values of an indicator with small counts are held back: its municipalities and the sums that they go into."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from painopiste.analysis.bank.asking import ask
from painopiste.analysis.bank.model import DIMENSIONS, NO_DIMENSIONS, Checked, UnusableError
from painopiste.analysis.disclosure import CannotProtectError, Known, known_sums, protect, table

HELD, FREE = "D", "F"


def hold_back(checked: Checked, sums: Mapping[str, Sequence[str]], before: Path | None, folder: Path) -> Checked:
    """The same values with `conf` telling which are held back, period by period.

    `sums` has the wholes of each municipality. What the release `before` held back and has not changed stays held
    back, and what it told is known to an attacker. Raises UnusableError where what is out already tells too much.
    """
    import pyarrow as pa

    columns = checked.table.to_pydict()
    if any(set(columns[name]) - {whole} for name, whole in zip(DIMENSIONS, NO_DIMENSIONS, strict=True)):
        raise UnusableError("An indicator that holds back small counts can't have dimensions yet.")
    earlier: dict[str, dict[str, tuple[float | None, str]]] = defaultdict(dict)
    for row in ask([before], folder) if before else ():
        earlier[row.period][row.area] = (row.value, row.conf)
    places: dict[str, dict[str, int]] = defaultdict(dict)
    for at, (area, period) in enumerate(zip(columns["area"], columns["period"], strict=True)):
        places[period][area] = at
    conf = [FREE] * checked.table.num_rows
    for period, here in places.items():
        values = {area: columns["value"][place] for area, place in here.items()}
        for area in _held(values, sums, earlier[period], period):
            conf[here[area]] = HELD
    index = checked.table.column_names.index("conf")
    return Checked(checked.code, checked.table.set_column(index, "conf", pa.array(conf)), checked.totals)


def _held(
    values: Mapping[str, float | None],
    sums: Mapping[str, Sequence[str]],
    earlier: Mapping[str, tuple[float | None, str]],
    period: str,
) -> list[str]:
    """The areas whose value of one period is held back."""
    cells = [area for area, value in values.items() if area in sums and value is not None]
    wholes = sorted({whole for area in cells for whole in sums[area] if values.get(whole) is not None})
    figures = [*cells, *wholes]
    alone = [area for area, value in values.items() if area not in figures and value is not None and 0 < value < 5]
    if not any(0 < (values[area] or 0) < 5 for area in figures):
        return alone
    rows = np.array([[whole in sums[area] for area in cells] for whole in wholes], float)
    same = [area in earlier and earlier[area][0] == values[area] for area in figures]
    wanted = [not (kept and earlier[area][1] != FREE) for area, kept in zip(figures, same, strict=True)]
    told = [kept and earlier[area][1] == FREE for area, kept in zip(figures, same, strict=True)]
    counts = [float(values[area] or 0) for area in cells]
    try:
        found = protect(table(counts, rows, wanted=wanted, known=_known(counts, rows, told)))
    except CannotProtectError as error:
        raise UnusableError(
            "%(area)s, %(period)s: what was told before gives this small count back.",
            area=figures[error.figure], period=period,
        ) from error  # fmt: skip
    except (ValueError, ArithmeticError) as error:
        raise UnusableError(
            "%(period)s: small counts can't be protected: %(problem)s", period=period, problem=str(error)
        ) from error
    return alone + [area for area, free in zip(figures, found.published, strict=True) if not free]


def _known(counts: Sequence[float], rows: Any, told: Sequence[bool]) -> Known | None:
    if not any(told):
        return None
    all_rows = np.vstack([np.eye(len(counts)), rows.reshape(-1, len(counts))])[np.array(told)]
    return known_sums(all_rows, all_rows @ np.array(counts, float))
