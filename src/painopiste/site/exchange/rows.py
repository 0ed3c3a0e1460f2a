"""Reads rows as entries of the format."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from django.db.models import Model

from painopiste.site.exchange.columns import Content, Keys, plain
from painopiste.site.exchange.fields import Entry
from painopiste.site.exchange.names import Names
from painopiste.site.exchange.problems import fields_of, inside, ref_of
from painopiste.site.exchange.tables import Kind, Table


@dataclass(slots=True)
class Stored:
    """A row, the entry that it stands for, and the rows of its lists."""

    row: Any
    content: Any
    lists: Mapping[str, list["Stored"]] = field(default_factory=dict)


def read_kind(kind: Kind, keys: Keys) -> list[Stored]:
    """All rows of a kind that the format holds, in their order."""
    rows = kind.model._base_manager.order_by(*(("rank", "pk") if kind.ranked else ("pk",)))
    if (visible := keys.visible(kind.model)) is not None:
        rows = rows.filter(pk__in=visible.values("pk"))
    if kind.name == "account":
        rows = rows.filter(demonstration=True)
    if kind.owner == "round":
        rows = rows.select_related("round")
    return _read(kind, rows, keys)


def _read(table: Table, rows: Iterable[Any], keys: Keys) -> list[Stored]:
    lists = {name: _read_list(part, keys) for name, part in table.lists.items()}
    return [_stored(table, row, {name: found.get(row.pk, []) for name, found in lists.items()}, keys) for row in rows]


def _read_list(table: Table, keys: Keys) -> Mapping[int, list[Stored]]:
    order = ("rank", "pk") if table.has_rank else ("pk",)
    found: defaultdict[int, list[Stored]] = defaultdict(list)
    for stored in _read(table, table.model._base_manager.filter(**table.fixed).order_by(*order), keys):
        found[getattr(stored.row, f"{table.owner}_id")].append(stored)
    return found


def _stored(table: Table, row: Model, lists: Mapping[str, list[Stored]], keys: Keys) -> Stored:
    if table.entry is None:
        return Stored(row, table.parts[0].get(row, keys))
    values = {part.name: part.get(row, keys) for part in table.parts}
    values |= {name: [part.content for part in parts] for name, parts in lists.items()}
    return Stored(row, tidy(table.entry, values), lists)


def tidy(entry: type[Entry], values: Mapping[str, Any]) -> Content:
    """The values in the order of the format, without what is empty or goes without saying."""
    tidied: Content = {}
    for name, column in entry.model_fields.items():
        name = column.alias or name
        value = values.get(name)
        if value is None or (not column.is_required() and value == plain(column.default)):
            continue
        tidied[name] = value
    return tidied


def content_of(entry: Entry, organisations: Names) -> Content:
    """A checked entry as plain values, with every organisation by its key."""
    names = {column.alias or name: name for name, column in type(entry).model_fields.items()}
    annotations = fields_of(type(entry))
    values = {name: _value(getattr(entry, names[name]), annotations[name], organisations) for name in names}
    return tidy(type(entry), values)


def _value(value: Any, annotation: Any, organisations: Names) -> Any:
    if isinstance(value, Entry):
        return content_of(value, organisations)
    if isinstance(value, list):
        parts = get_args(inside(annotation)) if annotation is not None else ()
        return [_value(part, parts[0] if parts else None, organisations) for part in value]
    mark = ref_of(inside(annotation)) if isinstance(value, str) and annotation is not None else None
    if mark and mark.kinds == ("organisation",):
        return organisations[value]
    return plain(value)
