"""PxWeb's own JSON, which version 1 sends for "json": keys and values, all as texts."""

import json
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from painopiste.sources.errors import UnreadableError
from painopiste.sources.formats.figures import Figures, numbers
from painopiste.sources.shapes import Shape

CONTENTS = "Tiedot"  # the name of the dimension that the contents of a row become, when there is no other


def read(content: bytes, contents: str = CONTENTS) -> Figures:
    """The figures of an answer. `contents` names the column that tells which content (indicator) a figure is of.

    :raises UnreadableError: when it is something else
    """
    try:
        data = json.loads(content)
        columns = data["columns"]
        keys = [one["code"] for one in columns if one.get("type", "d") in ("d", "t")]
        measured = [one["code"] for one in columns if one.get("type") == "c"]
        rows = data["data"]
        texts = [row["values"] for row in rows]
        codes = [row["key"] for row in rows]
    except (ValueError, RecursionError) as error:
        start = repr(content[:40].decode("utf-8", "replace"))
        raise UnreadableError("The answer is not JSON: it begins %(start)s.", start=start) from error
    except (KeyError, TypeError, AttributeError) as error:
        raise UnreadableError("The PxWeb answer has an unexpected shape at %(place)s.", place=error) from error
    _check(rows, codes, texts, len(keys), len(measured))
    found = {name: _encoded([row[at] for row in codes] * len(measured)) for at, name in enumerate(keys)}
    found[contents] = _encoded([which for which in measured for _ in rows])
    values, marks = numbers(pa.array([row[at] for at in range(len(measured)) for row in texts], pa.string()))
    times = {one["code"] for one in columns if one.get("type") == "t"}
    shape = {name: () if name in times else tuple(pc.unique(found[name]).to_pylist()) for name in found}
    return Figures(found, values, marks, Shape(shape))


def _check(rows: list[Any], codes: list[Any], texts: list[Any], keys: int, measured: int) -> None:
    for number, (code, text) in enumerate(zip(codes, texts, strict=True), 1):
        if len(code) != keys or len(text) != measured:
            raise UnreadableError("Row %(row)s of the PxWeb answer has too few or too many parts.", row=number)
    if not measured:
        raise UnreadableError("The PxWeb answer has no column of figures.")


def _encoded(texts: list[str]) -> pa.Array:
    return pc.dictionary_encode(pa.array(texts, pa.string()))
