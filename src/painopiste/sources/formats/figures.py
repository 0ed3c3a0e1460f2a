"""What every reader gives: the figures of an answer in columns, named as the source names them."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import pyarrow as pa
import pyarrow.compute as pc

from painopiste.sources.errors import UnreadableError
from painopiste.sources.shapes import Shape


@dataclass(frozen=True)
class Figures:
    """Columns of codes, values (float64, null: none) and marks (beside a value or in place of it), of one length."""

    columns: dict[str, pa.Array]
    values: pa.Array
    marks: pa.Array
    shape: Shape
    updated: str = ""


def cross(codes: Sequence[Sequence[str]]) -> list[pa.Array]:
    """The codes of every cell of a cube in row-major order, one array for each dimension, the last fastest."""
    sizes = [len(some) for some in codes]
    arrays = []
    for at, some in enumerate(codes):
        outer, inner = prod(sizes[:at]), prod(sizes[at + 1 :])
        run = b"".join(struct.pack("=i", which) * inner for which in range(len(some)))
        indices = pa.Array.from_buffers(pa.int32(), outer * inner * len(some), [None, pa.py_buffer(run * outer)])
        arrays.append(pa.DictionaryArray.from_arrays(indices, pa.array(some, pa.string())))
    return arrays


def marks(texts: Sequence[str | None]) -> pa.Array:
    return pc.dictionary_encode(pa.array(texts, pa.string()))


def no_marks(length: int) -> pa.Array:
    """A mark for each of so many figures, all empty."""
    return pa.DictionaryArray.from_arrays(
        pa.Array.from_buffers(pa.int32(), length, [None, pa.py_buffer(bytes(4 * length))]), pa.array([""])
    )


NUMBER = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$"


def numbers(texts: pa.Array, *, decimal: str = ".", thousands: str = "") -> tuple[pa.Array, pa.Array]:
    """Texts as values and marks: what is no number is a mark.

    :param thousands: signs between thousands; spaces of all kinds are always taken away between digits
    """
    plain = pc.utf8_trim_whitespace(texts.cast(pa.string()))
    plain = pc.replace_substring_regex(plain, r"(\d)[\s\x{00A0}\x{202F}\x{2009}]+(\d)", r"\1\2")
    plain = pc.replace_substring_regex(plain, r"(\d)[\s\x{00A0}\x{202F}\x{2009}]+(\d)", r"\1\2")
    plain = pc.replace_substring(plain, "\u2212", "-")
    bare = plain
    if thousands.strip():
        bare = pc.replace_substring_regex(bare, rf"(\d)\{thousands.strip()}(\d\d\d)", r"\1\2")
        bare = pc.replace_substring_regex(bare, rf"(\d)\{thousands.strip()}(\d\d\d)", r"\1\2")
    if decimal != ".":
        bare = pc.replace_substring(pc.replace_substring(bare, ".", "?"), decimal, ".")
    is_number = pc.fill_null(pc.match_substring_regex(bare, NUMBER), False)
    values = pc.if_else(is_number, bare, pa.scalar(None, pa.string())).cast(pa.float64())
    return values, pc.if_else(is_number, pa.scalar(""), pc.fill_null(plain, ""))


def refuse_unfinite(values: pa.Array, columns: dict[str, pa.Array]) -> None:
    """UnreadableError that names the first cell whose value is endless or no number."""
    at = pc.fill_null(pc.is_finite(values), True).index(False).as_py()
    if at >= 0:
        key = ", ".join(str(column[at].as_py()) for column in columns.values())
        raise UnreadableError("The value of %(key)s is not a number.", key=key)
