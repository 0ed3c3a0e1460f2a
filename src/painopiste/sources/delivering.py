"""From the figures of a source, named as it names them, to the table that every source hands over."""

import pyarrow as pa
import pyarrow.compute as pc

from painopiste.sources.definitions import ZERO, Column, Definition
from painopiste.sources.errors import UnreadableError
from painopiste.sources.formats.figures import Figures
from painopiste.sources.observations import WITHOUT_VALUE, Status, as_text, made
from painopiste.sources.periods import period


def delivered(figures: Figures, definition: Definition) -> pa.Table:
    """The table of a delivery. Rows whose code the definition leaves out are not in it.

    :raises UnreadableError: for a column, code, period or mark that the definition does not know
    """
    length = len(figures.values)
    keys = {name: _column(name, one, figures, length) for name, one in definition.columns.named().items()}
    values, statuses = _statuses(figures, definition.all_marks())
    table = pa.table({**keys, "value": values, "status": statuses})
    kept = pa.array([True] * length)
    for name in keys:
        kept = pc.and_(kept, table[name].combine_chunks().is_valid())
    table = table.filter(kept).combine_chunks()
    columns = {name: _whole(table[name]) for name in table.column_names}
    return made({name: columns[name] for name in keys}, columns["value"], columns["status"])


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks()


def _column(name: str, column: Column, figures: Figures, length: int) -> pa.Array:
    if not column.column:
        return as_text(pa.repeat(pa.scalar(column.constant or None, pa.string()), length))
    if column.column not in figures.columns:
        raise UnreadableError(
            "The source has no column %(column)s; it has %(others)s.",
            column=column.column, others=", ".join(figures.columns),
        )  # fmt: skip
    found = as_text(figures.columns[column.column])
    used = pc.unique(found.indices).to_pylist()
    codes = found.dictionary.to_pylist()
    ours = [_translated(name, code, column) if at in used else None for at, code in enumerate(codes)]
    named = pa.array(ours, pa.string())
    return pc.dictionary_encode(pc.take(named, found.indices))


def _translated(name: str, code: str, column: Column) -> str | None:
    """Our code for one of the source; None where it is left out."""
    if code in column.codes:
        return column.codes[code]
    for begin, ours in column.prefixes.items():
        if code.startswith(begin):
            return ours + code[len(begin) :]
    if column.others == "leave_out":
        return None
    if (column.codes or column.prefixes) and column.others == "refuse":
        raise UnreadableError(
            "The source has the code %(given)s in %(column)s, which the definition does not know.",
            given=code, column=column.column,
        )  # fmt: skip
    if name != "period":
        return code
    if (found := period(code)) is None:
        raise UnreadableError("%(given)s in %(column)s is no year, quarter or month.", given=code, column=column.column)
    return found


def _statuses(figures: Figures, known: dict[str, str]) -> tuple[pa.Array, pa.Array]:
    """Values and statuses: a mark for nothing is 0, one for a missing figure takes its value away."""
    marks = as_text(figures.marks)
    meant: list[str] = []
    for at, mark in enumerate(marks.dictionary.to_pylist()):
        if mark not in known:
            row = marks.indices.index(at).as_py()
            key = ", ".join(str(column[row].as_py()) for column in figures.columns.values())
            raise UnreadableError(
                "The mark %(mark)s beside the figure of %(key)s is not known: say in the definition what it means.",
                mark=repr(mark), key=key,
            )  # fmt: skip
        meant.append(known[mark])
    plain = pc.take(pa.array(meant, pa.string()), marks.indices)
    zero = pc.equal(plain, ZERO)
    values = pc.if_else(pc.and_(zero, figures.values.is_null()), 0.0, figures.values)
    plain = pc.if_else(zero, Status.FINAL.value, plain)
    gone = pc.is_in(plain, pa.array([str(one) for one in WITHOUT_VALUE]))
    values = pc.if_else(gone, pa.scalar(None, pa.float64()), values)
    bare = pc.and_(values.is_null(), pc.equal(plain, Status.FINAL.value))
    return values, pc.if_else(bare, Status.MISSING.value, plain)
