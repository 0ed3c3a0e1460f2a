"""What every source hands over: one table of figures in columns, and where each part of it came from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import pyarrow as pa
import pyarrow.compute as pc

from painopiste.sources.errors import UnreadableError

KEYS = ("indicator", "area", "period")
LAST = ("value", "status")
TEXT = pa.dictionary(pa.int32(), pa.string())


class Status(StrEnum):
    """How sure a value is; the codes of SDMX, and S where the source holds a figure back."""

    FINAL = "A"
    PRELIMINARY = "P"
    ESTIMATED = "E"
    SUPPRESSED = "S"
    MISSING = "M"


WITHOUT_VALUE = (Status.SUPPRESSED, Status.MISSING)


@dataclass(frozen=True)
class Provenance:
    """Where one answer came from: its address, when it was fetched, what its bytes were, under which licence."""

    address: str
    fetched_at: datetime
    sha256: str
    size: int  # bytes
    licence: str
    attribution: str


@dataclass(frozen=True)
class Delivery:
    """Figures of a source. `table` has the columns indicator, area, period, those of the dimensions, value, status.

    The columns of texts are dictionaries (int32 → string); value is float64, null where status is S or M.
    """

    source: str
    table: pa.Table
    provenance: tuple[Provenance, ...]
    updated: str  # when the source says that it changed its figures, as it says it


def made(keys: Mapping[str, pa.Array], values: pa.Array, statuses: pa.Array) -> pa.Table:
    """The table of a delivery, checked.

    :raises UnreadableError: when a key is empty, two figures have the same keys, or a value is missing without a status
    """
    columns = {name: as_text(array) for name, array in keys.items()}
    table = pa.table({**columns, "value": values, "status": as_text(statuses)})
    for name in columns:
        if table.column(name).null_count:
            row = table.column(name).is_null().index(True).as_py()
            raise UnreadableError("Figure %(row)s of the source has no %(column)s.", row=row + 1, column=name)
    bare = pc.and_(table["value"].is_null(), pc.invert(pc.is_in(_plain(table["status"]), pa.array(WITHOUT_VALUE))))
    if (at := bare.index(True).as_py()) >= 0:
        raise UnreadableError("The figure of %(key)s is missing, and nothing says why.", key=_key(table, at))
    refuse_doubles(table)
    return table


def as_text(array: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """Texts as a dictionary, whatever they were."""
    return array if pa.types.is_dictionary(array.type) else pc.dictionary_encode(array.cast(pa.string()))


def _plain(array: pa.ChunkedArray) -> pa.ChunkedArray:
    return array.cast(pa.string())


def key_columns(table: pa.Table) -> list[str]:
    """All columns that say which figure a row is."""
    return [name for name in table.column_names if name not in LAST]


def refuse_doubles(table: pa.Table) -> None:
    """UnreadableError that names the first keys that stand twice."""
    keys = key_columns(table)
    counted = table.select(keys).group_by(keys).aggregate([([], "count_all")])
    if counted.num_rows == table.num_rows:
        return
    twice = counted.filter(pc.greater(counted["count_all"], 1))
    raise UnreadableError("The source gives two figures for %(key)s.", key=_key(twice, 0))


def _key(table: pa.Table, at: int) -> str:
    return ", ".join(str(table.column(name)[at].as_py()) for name in key_columns(table) if name != "count_all")


def joined(tables: list[pa.Table]) -> pa.Table:
    """Parts of one source, one below the other, with one dictionary for each column; the same figure twice is refused.

    :raises UnreadableError: when a figure is in two parts
    """
    whole = pa.concat_tables(tables).unify_dictionaries().combine_chunks() if len(tables) > 1 else tables[0]
    if len(tables) > 1:
        refuse_doubles(whole)
    return whole
