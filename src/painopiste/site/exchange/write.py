"""Writes the entries that a folder would make or change into their rows."""

from collections.abc import Iterator
from itertools import compress
from typing import Any

from django.db.models import Model

from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.records import Guarded, Versioned
from painopiste.base.remarking.spreading import spread
from painopiste.loop.commitments.models import Commitment
from painopiste.loop.focus_areas.models import FocusArea
from painopiste.loop.plans.models import Measure
from painopiste.site.exchange.columns import Content, Keys, plain
from painopiste.site.exchange.compare import Comparison, Wanted, comparable
from painopiste.site.exchange.openings import Remarked, change_of
from painopiste.site.exchange.rows import Stored
from painopiste.site.exchange.tables import Kind, Table


def write(comparison: Comparison, keys: Keys, by: Actor) -> list[Remarked]:
    """Make and change the rows of one kind, and tell the audit trail of each. Gives the changed markings."""
    kind = comparison.kind
    for wanted in comparison.created:
        wanted.stored = Stored(_make(kind, wanted, keys), {})
    both = [*comparison.created, *comparison.changed]
    for wanted in both:  # first all that goes, so that a key can move from one entry to another
        _remove(kind, wanted)
    written = [_write_one(kind, wanted, keys, by, new=wanted.stored.content == {}) for wanted in both]  # type: ignore[union-attr]
    return [each for each in written if each is not None]


def _make(kind: Kind, wanted: Wanted, keys: Keys) -> Model:
    """A new row, without references to rows of its own kind that may not exist yet."""
    row = kind.model()
    _put_owner(kind, row, wanted, keys)
    _put(kind, row, wanted.content, keys, own=False)
    if kind.name == "account":
        from painopiste.site.demonstration import prepare

        prepare(row)
    row.save(force_insert=True)
    if kind.owner != "round":
        keys.add(kind.model, wanted.key, row.pk)
    return row


def _put(table: Table, row: Any, content: Content, keys: Keys, *, own: bool = True) -> None:
    for part in table.parts:
        if not own and part in table.own:
            continue
        if table.entry is None:
            part.put(row, content, keys)
        else:
            part.put(row, content.get(part.name, _default(table, part.name)), keys)


def _default(table: Table, name: str) -> Any:
    """What goes without saying when an entry leaves the field out."""
    fields = table.entry.model_fields if table.entry else {}
    column = next(column for attribute, column in fields.items() if name == (column.alias or attribute))
    return None if column.is_required() or column.default == [] else plain(column.default)


def _put_owner(kind: Kind, row: Any, wanted: Wanted, keys: Keys) -> None:
    if kind.owner:
        column: Any = kind.model._meta.get_field(kind.owner)
        setattr(row, column.attname, keys.id_of(column.related_model, wanted.owner))
    if wanted.rank is not None:
        row.rank = wanted.rank


def _write_one(kind: Kind, wanted: Wanted, keys: Keys, by: Actor, *, new: bool) -> Remarked | None:
    row, before = wanted.stored.row, wanted.stored.content  # type: ignore[union-attr]
    was = _marked(kind, row) if not new and isinstance(row, Guarded) else None
    _put_owner(kind, row, wanted, keys)
    _put(kind, row, wanted.content, keys)
    if kind.model in (FocusArea, Measure, Commitment):
        row.state = _last_state(kind.model, wanted.content)
    if hasattr(row, "version") and not new:
        row.version += 1
    row.save()
    if not new and isinstance(row, Guarded):
        spread(row)
    for name, table in kind.lists.items():
        _write_list(table, row, wanted.content.get(name, []), wanted.stored.lists.get(name, []), keys)  # type: ignore[union-attr]
    _tell(kind, row, before, wanted, by)
    if was is None:
        return None
    own, effective, owner = was
    moved = kind.owner if owner != _marked(kind, row)[2] else ""
    return change_of(wanted, row, own=own, effective=effective, moved=moved)


def _marked(kind: Kind, row: Any) -> tuple[str, str, Any]:
    """The row's own marking, the one in effect, and the row that it belongs to."""
    return row.own_marking_id, row.marking_id, getattr(row, f"{kind.owner}_id") if kind.owner else None


def _last_state(model: type[Any], content: Content) -> str:
    steps = content.get("changes")
    return str(steps[-1]["state"] if steps else model._meta.get_field("state").default)


def _tell(kind: Kind, row: Any, before: Content, wanted: Wanted, by: Actor) -> None:
    old, new = dict(_flat(before)), dict(_flat(wanted.content))
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    record(
        kind.event,
        target=(kind.target_kind, row.key if kind.name == "account" else wanted.key),
        by=by,
        before={name: old[name] for name in names if name in old},
        after={name: new.get(name) for name in names},
    )


def _flat(content: Content) -> Iterator[tuple[str, Any]]:
    """The content as people read it in the history: `title_fi`, and each part of a list in one line."""
    for name, value in content.items():
        if isinstance(value, dict):
            yield from ((f"{name}_{part}", each) for part, each in _flat(value))
        elif isinstance(value, list):
            yield name, [", ".join(_words(part)) for part in value]
        else:
            yield name, value


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _words(part)
    else:
        yield str(value)


# --- lists ------------------------------------------------------------------------------------------------------


def _match(table: Table, wanted: list[Any], stored: list[Stored]) -> list[Stored | None]:
    """For each wanted entry the row that it stands in: one with the same content, else one known by the same fields."""
    left = list(stored)
    found: list[Stored | None] = [None] * len(wanted)
    for same in (lambda one: comparable(table, one), lambda one: _known_by(table, one)):
        for place, content in enumerate(wanted):
            if found[place] is None:
                row = next((each for each in left if same(each.content) == same(content)), None)
                if row is not None:
                    found[place] = row
                    left.remove(row)
    return found


def _known_by(table: Table, content: Any) -> Any:
    return [content.get(name) for name in table.known_by] if isinstance(content, dict) else content


def _remove(kind: Kind, wanted: Wanted) -> None:
    for name, table in kind.lists.items():
        _remove_from_list(table, wanted.content.get(name, []), wanted.stored, name)  # type: ignore[arg-type]


def _remove_from_list(table: Table, wanted: list[Any], owner: Stored, name: str) -> None:
    stored = owner.lists.get(name, [])
    staying = {id(each) for each in _match(table, wanted, stored) if each is not None}
    going = [each for each in stored if id(each) not in staying]
    if not going:
        return
    ids = [each.row.pk for each in going]
    for part in table.own:  # what stays must not go with what it hung on
        table.model._base_manager.filter(**{f"{part.field.name}__in": ids}).update(**{part.field.name: None})
    table.model._base_manager.filter(pk__in=ids).delete()
    stored[:] = [each for each in stored if id(each) in staying]


def _write_list(table: Table, owner: Any, wanted: list[Any], stored: list[Stored], keys: Keys) -> None:
    matched = _match(table, wanted, stored)
    pairs = list(zip(matched, wanted, strict=True))
    changed = [bool(found) and _is_changed(table, found, part, place) for place, (found, part) in enumerate(pairs)]
    rows = [found.row if found else _new_part(table, owner) for found in matched]
    for place, (row, part) in enumerate(zip(rows, wanted, strict=True)):
        _put(table, row, part, keys, own=False)
        if table.ranked:
            row.rank = place
    table.model._base_manager.bulk_create([row for row in rows if row.pk is None])
    for row in compress(rows, changed):
        if isinstance(row, Versioned):
            row.version += 1
        row.save()
    if table.own:
        _link(table, rows, wanted, keys)
    for row, (found, part) in zip(rows, pairs, strict=True):
        _write_lists_within(table, row, found or Stored(row, {}), part, keys)


def _is_changed(table: Table, found: Stored, wanted: Any, place: int) -> bool:
    return comparable(table, found.content) != comparable(table, wanted) or (table.ranked and found.row.rank != place)


def _new_part(table: Table, owner: Any) -> Any:
    return table.model(**{f"{table.owner}_id": owner.pk}, **table.fixed)


def _link(table: Table, rows: list[Any], wanted: list[Any], keys: Keys) -> None:
    """Set references among the rows of one table, now that all of them exist."""
    for row in rows:
        keys.add(table.model, row.key, row.pk)
    for row, part in zip(rows, wanted, strict=True):
        _put(table, row, part, keys)
        row.save()


def _write_lists_within(table: Table, row: Any, stored: Stored, wanted: Any, keys: Keys) -> None:
    for name, part in table.lists.items():
        _remove_from_list(part, wanted.get(name, []), stored, name)
        _write_list(part, row, wanted.get(name, []), stored.lists.get(name, []), keys)
