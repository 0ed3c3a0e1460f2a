"""JSON-stat 2 (json-stat.org/format), as StatFin, PxWeb and others send it. In plain Python."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any, NamedTuple

import pyarrow as pa

from painopiste.sources.errors import UnreadableError
from painopiste.sources.formats.figures import Figures, cross, marks, no_marks, refuse_unfinite
from painopiste.sources.shapes import Shape

MOST_CELLS = 20_000_000  # a size that lies must not fill the memory


class Category(NamedTuple):
    code: str
    label: str
    unit: str  # the base of the unit, empty when there is none
    decimals: int | None


class Dimension(NamedTuple):
    code: str
    label: str
    role: str  # "time", "geo", "metric" or empty
    categories: tuple[Category, ...]


class Cell(NamedTuple):
    """One figure: the codes of its categories in the order of the dimensions, its value (None: missing), its mark."""

    codes: tuple[str, ...]
    value: float | None
    status: str


@dataclass(frozen=True)
class Dataset:
    label: str
    source: str
    updated: str
    table: str  # the PxWeb table id, empty when there is none
    notes: tuple[str, ...]
    dimensions: tuple[Dimension, ...]
    values: Any
    statuses: Any

    @property
    def size(self) -> int:
        """The number of cells, missing ones too."""
        return math.prod(len(dimension.categories) for dimension in self.dimensions)

    def dimension(self, code: str) -> Dimension:
        """The dimension of this code, or UnreadableError that names those there are."""
        for dimension in self.dimensions:
            if dimension.code == code:
                return dimension
        raise UnreadableError(
            "The table has no dimension %(given)s; it has %(others)s.",
            given=repr(code),
            others=", ".join(one.code for one in self.dimensions),
        )

    def cells(self) -> Iterator[Cell]:
        """Every cell in row-major order, the last dimension fastest."""
        codes = product(*([category.code for category in one.categories] for one in self.dimensions))
        for at, key in enumerate(codes):
            value = _at(self.values, at)
            yield Cell(key, _number(value, key), str(_at(self.statuses, at) or ""))

    def figures(self) -> Figures:
        """Every cell in columns, as `cells` gives them one by one."""
        codes = [[category.code for category in one.categories] for one in self.dimensions]
        columns = dict(zip((one.code for one in self.dimensions), cross(codes), strict=True))
        values = self._values(columns)
        statuses = self.statuses
        if isinstance(statuses, str):
            statuses = [statuses] * self.size
        if isinstance(statuses, dict):
            statuses = [statuses.get(str(at), "") for at in range(self.size)]
        if isinstance(statuses, list) and len(statuses) == 1:
            statuses = statuses * self.size
        found = no_marks(self.size) if not statuses else marks([_mark(one) for one in _filled(statuses, self.size)])
        return Figures(columns, values, found, self.shape(), self.updated)

    def _values(self, columns: dict[str, pa.Array]) -> pa.Array:
        listed = self.values
        if isinstance(listed, dict):
            listed = [listed.get(str(at)) for at in range(self.size)]
        try:
            if any(one is True or one is False for one in listed):
                raise TypeError
            values = pa.array(listed, pa.float64())
        except (pa.ArrowException, TypeError, ValueError):
            for _ in self.cells():  # says which one is wrong
                pass
            raise
        refuse_unfinite(values, columns)
        return values

    def shape(self) -> Shape:
        """What a later answer must have too: codes of all dimensions but time, units of what has one."""
        units = {one.code: one.unit for dimension in self.dimensions for one in dimension.categories if one.unit}
        return Shape(
            {
                one.code: () if one.role == "time" else tuple(category.code for category in one.categories)
                for one in self.dimensions
            },
            units,
        )


def _filled(statuses: list[Any], size: int) -> list[Any]:
    return statuses + [""] * (size - len(statuses))


def _mark(status: Any) -> str:
    return "" if status is None else str(status)


def read(content: bytes | str) -> Dataset:
    """A dataset of JSON-stat 2. UnreadableError for anything else, a collection too, naming what is wrong."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("The answer is not JSON: it begins %(start)s.", start=_beginning(content)) from error
    if not isinstance(data, dict) or data.get("class") != "dataset":
        raise UnreadableError("The answer is JSON but not a JSON-stat dataset.")
    try:
        data = _of_version_2(data)
        dataset = _dataset(data)
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise UnreadableError("The JSON-stat answer has an unexpected shape at %(place)s.", place=error) from error
    _check(dataset, [int(size) for size in data["size"]])
    return dataset


def _beginning(content: bytes | str) -> str:
    text = content.decode("utf-8", "replace") if isinstance(content, bytes) else content
    return repr(text[:40])


def _of_version_2(data: dict[str, Any]) -> dict[str, Any]:
    """Version 1 keeps the order, the sizes and the roles of dimensions among the dimensions."""
    inner = data["dimension"]
    return {name: inner[name] for name in ("id", "size", "role") if name in inner and "id" not in data} | data


def _dataset(data: dict[str, Any]) -> Dataset:
    roles = {code: role for role, codes in (data.get("role") or {}).items() for code in codes}
    notes = data.get("note") or []
    return Dataset(
        label=str(data.get("label", "")),
        source=str(data.get("source", "")),
        updated=str(data.get("updated", "")),
        table=str(((data.get("extension") or {}).get("px") or {}).get("tableid", "")),
        notes=(notes,) if isinstance(notes, str) else tuple(map(str, notes)),
        dimensions=tuple(_dimension(code, data["dimension"][code], roles.get(code, "")) for code in data["id"]),
        values=data["value"],
        statuses=data.get("status"),
    )


def _dimension(code: str, data: dict[str, Any], role: str) -> Dimension:
    category = data["category"]
    labels, units = category.get("label") or {}, category.get("unit") or {}
    index = category.get("index", list(labels))
    codes = sorted(index, key=index.__getitem__) if isinstance(index, dict) else [str(one) for one in index]
    return Dimension(code, str(data.get("label", code)), role, tuple(_category(one, labels, units) for one in codes))


def _category(code: str, labels: dict[str, str], units: dict[str, dict[str, Any]]) -> Category:
    unit = units.get(code) or {}
    return Category(code, str(labels.get(code, code)), str(unit.get("base", "")), unit.get("decimals"))


def _check(dataset: Dataset, sizes: list[int]) -> None:
    found = [len(dimension.categories) for dimension in dataset.dimensions]
    if found != sizes:
        raise UnreadableError(
            "The dimensions have %(found)s categories, but the answer says %(said)s.", found=found, said=sizes
        )
    if dataset.size > MOST_CELLS:
        raise UnreadableError("The table has %(cells)s cells, more than %(most)s.", cells=dataset.size, most=MOST_CELLS)
    if isinstance(dataset.values, list) and len(dataset.values) != dataset.size:
        raise UnreadableError(
            "The answer has %(values)s values for %(cells)s cells: was it cut short?",
            values=len(dataset.values),
            cells=dataset.size,
        )
    if not isinstance(dataset.values, list | dict):
        raise UnreadableError("The values are neither a list nor numbered.")


def _at(values: Any, at: int) -> Any:
    """The element of a list, of an object with numbers as keys, or the one that holds for all."""
    if isinstance(values, dict):
        return values.get(str(at))
    if isinstance(values, list):
        return values[at] if at < len(values) else (values[0] if len(values) == 1 else None)
    return values


def _number(value: Any, key: tuple[str, ...]) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise UnreadableError("The value of %(key)s is not a number: %(value)s.", key=", ".join(key), value=repr(value))
    return float(value)
