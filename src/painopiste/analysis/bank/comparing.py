"""What a new release would change."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from painopiste.analysis.bank.engine import engine
from painopiste.analysis.bank.model import KEY

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Difference:
    """How many values are new, changed or gone, and some of those: (area, period, old, new)."""

    added: int
    changed: int
    vanished: int
    examples: tuple[tuple[str, str, float | None, float | None], ...] = ()

    @property
    def is_nothing(self) -> bool:
        return not (self.added or self.changed or self.vanished)


def difference(table: Any, before: Path | None, folder: Path) -> Difference:
    """Compare new values with the file of those that are held. None: nothing is held yet."""
    if before is None:
        return Difference(table.num_rows, 0, 0)
    connection = engine(folder)
    connection.register("fresh", table)
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE apart AS
        SELECT area, period, o.value AS old, n.value AS new, o.status AS was, n.status AS becomes
        FROM (SELECT *, true AS there FROM read_parquet($file)) o FULL JOIN fresh n USING ({", ".join(KEY)})
        WHERE o.value IS DISTINCT FROM n.value OR o.status IS DISTINCT FROM n.status
            OR o.conf IS DISTINCT FROM n.conf""",  # noqa: S608  the names of our columns
        {"file": str(before)},
    )
    counted = """SELECT count(*) FILTER (was IS NULL), count(*) FILTER (was IS NOT NULL AND becomes IS NOT NULL),
        count(*) FILTER (becomes IS NULL) FROM apart"""
    added, changed, vanished = connection.execute(counted).fetchone()
    some = connection.execute(
        "SELECT area, period, old, new FROM apart WHERE was IS NOT NULL ORDER BY period DESC, area LIMIT ?", [SHOWN]
    ).fetchall()
    connection.close()
    return Difference(added, changed, vanished, tuple(some))
