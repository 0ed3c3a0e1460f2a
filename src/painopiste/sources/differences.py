"""What is new, changed and vanished between two tables of figures. Pure; one indicator at a time."""

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from painopiste.sources.errors import UnreadableError
from painopiste.sources.observations import key_columns, refuse_doubles


@dataclass(frozen=True)
class Difference:
    """Rows as in a delivery. `changed` has the columns old_value and old_status too."""

    new: pa.Table
    changed: pa.Table
    vanished: pa.Table
    unchanged: int

    @property
    def empty(self) -> bool:
        return not (self.new.num_rows or self.changed.num_rows or self.vanished.num_rows)


def diff(old: pa.Table, new: pa.Table) -> Difference:
    """Compare two tables of the same columns, whose order does not matter. A value is the same when its bits are.

    :raises UnreadableError: when the columns differ, or one key stands twice
    """
    if set(old.column_names) != set(new.column_names):
        odd = ", ".join(sorted(set(old.column_names) ^ set(new.column_names)))
        raise UnreadableError("The figures can't be compared: only one of the tables has %(columns)s.", columns=odd)
    old = old.select(new.column_names)
    for table in (old, new):
        refuse_doubles(table)
    parts = [_of_one(_only(old, which), _only(new, which)) for which in _indicators(old, new)]
    parts = parts or [_of_one(old, new)]
    return Difference(
        new=pa.concat_tables([part.new for part in parts]),
        changed=pa.concat_tables([part.changed for part in parts]),
        vanished=pa.concat_tables([part.vanished for part in parts]),
        unchanged=sum(part.unchanged for part in parts),
    )


def _indicators(old: pa.Table, new: pa.Table) -> list[str]:
    found = {which for table in (old, new) for which in pc.unique(table["indicator"].cast(pa.string())).to_pylist()}
    return sorted(found)


def _only(table: pa.Table, which: str) -> pa.Table:
    """The rows of one indicator, with plain texts: dictionaries of two tables can't be joined."""
    rows = table.filter(pc.equal(table["indicator"].cast(pa.string()), which))
    return pa.table({name: _plain(rows[name]) for name in rows.column_names})


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column


def _of_one(old: pa.Table, new: pa.Table) -> Difference:
    old, new = (pa.table({name: _plain(one[name]) for name in one.column_names}) for one in (old, new))
    keys = key_columns(new)
    before = old.rename_columns({"value": "old_value", "status": "old_status"})
    both = new.join(before, keys=keys, join_type="inner")
    same = pc.and_(_same(both["value"], both["old_value"]), _same(both["status"], both["old_status"]))
    changed = both.filter(pc.invert(same)).select([*keys, "old_value", "old_status", "value", "status"])
    return Difference(
        new=new.join(old.select(keys), keys=keys, join_type="left anti").select(new.column_names),
        changed=changed,
        vanished=old.join(new.select(keys), keys=keys, join_type="left anti").select(new.column_names),
        unchanged=both.num_rows - changed.num_rows,
    )


def _same(one: pa.ChunkedArray, other: pa.ChunkedArray) -> pa.ChunkedArray:
    """Equal, or both null."""
    both_null = pc.and_(one.is_null(), other.is_null())
    return pc.or_(both_null, pc.fill_null(pc.equal(one, other), False))
