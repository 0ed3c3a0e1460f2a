"""SDMX-CSV 1.0 and 2.0: one row for each observation, columns named by concepts."""

import csv
import io
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from painopiste.sources.errors import UnreadableError
from painopiste.sources.formats.figures import Figures
from painopiste.sources.formats.tabular import Layout, read_csv
from painopiste.sources.shapes import Shape

BEGINS = {"1.0": ("DATAFLOW",), "2.0": ("STRUCTURE", "STRUCTURE_ID")}
VALUE, STATUS, TIME = "OBS_VALUE", "OBS_STATUS", "TIME_PERIOD"
DELETED = "D"  # ACTION of version 2: rows that take figures away


def read(content: bytes, codes: Sequence[str]) -> Figures:
    """The figures of an SDMX-CSV message. `codes` are the concepts that say what a figure is of.

    Labels beside codes ("A: Annual", as `labels=both` gives) are left out.
    :raises UnreadableError: for another format, a message that deletes, or a concept that is not there
    """
    start = content[:20_000].decode("utf-8-sig", "replace").split("\n", 1)[0]
    delimiter = ";" if start.count(";") > start.count(",") else ","
    names = [name.strip() for name in next(csv.reader(io.StringIO(start), delimiter=delimiter), [])]
    bare = [name.split(":", 1)[0].split("[", 1)[0].strip() for name in names]
    if not any(tuple(bare[: len(begin)]) == begin for begin in BEGINS.values()):
        raise UnreadableError(
            "The answer is not SDMX-CSV: its first columns are %(columns)s.", columns=", ".join(names[:3])[:100]
        )
    called = dict(zip(bare, names, strict=True))
    asked = [*codes, *(["ACTION"] if "ACTION" in called else [])]
    layout = Layout(delimiter=delimiter, value=called.get(VALUE, VALUE), status=called.get(STATUS, ""))
    found = read_csv(content, layout, [called.get(name, name) for name in asked])
    columns = {bare_name: _code(found.columns[called.get(bare_name, bare_name)]) for bare_name in asked}
    action = columns.pop("ACTION", None)
    if action is not None and pc.any(pc.equal(action.cast("string"), DELETED)).as_py():
        raise UnreadableError("The SDMX-CSV message takes figures away (ACTION D): only whole data can be taken in.")
    shape = {name: () if name == TIME else tuple(pc.unique(one).to_pylist()) for name, one in columns.items()}
    return Figures(columns, found.values, found.marks, Shape(shape))


def _code(column: pa.Array) -> pa.Array:
    """Only the code of `FI: Finland`."""
    return pc.dictionary_encode(pc.replace_substring_regex(column.cast("string"), r"^([^:\s]+):\s.*$", r"\1"))
