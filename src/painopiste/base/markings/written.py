"""Queries that Django writes once, and not for every request: to write one takes longer than to run it.

`Written(make)` keeps the SQL of the query set that `make` gives. It is asked with values in the places of values, and
with the reader in the place of the reader:

    PLANS = Written(lambda by, area: Plan.objects.visible_to(by).filter(focus_area=area))
    PLANS.rows(by, area=21)

What is kept is text, never rows, and it can't be somebody's: `make` gets `ANY_READER`, who has no right and no
account. Of a reader only the markings that are open to them come in (`policy.readable_codes`), each time anew. What
else depends on the reader is given as a value, or in words (`shape`) that lead to another text.
"""

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, NamedTuple, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections, models

from painopiste.base.actors import Actor
from painopiste.base.markings import watching
from painopiste.base.markings.policy import ANY_READER, OPEN_HERE, OPEN_TO_READER, codes_as_sql
from painopiste.base.markings.watching import WATCHED

Row = TypeVar("Row")
AT_MOST = 200  # texts of one query: as many as readers differ in what they may see
Filled = tuple[str, tuple[Any, ...]]


class Place(NamedTuple):
    """Where a value comes in: which one, and for a list of them which of the list."""

    name: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """What was written for one database: SQL, its values with places among them, and how answers become rows."""

    rows: models.QuerySet[Any]
    compiler: Any
    sql: str
    values: tuple[Any, ...]
    filled: dict[Filled, Filled] = field(default_factory=dict)


class Written(Generic[Row]):
    """A query set whose SQL is kept. `make(by, *shape, **values)` makes it.

    Values are numbers, texts, days or times, or lists of these.
    """

    def __init__(self, make: Callable[..., models.QuerySet[Any, Row]]) -> None:
        self._make = make
        self._texts: dict[tuple[Any, ...], Text | None] = {}

    def rows(self, by: Actor, *shape: str | int, **values: Any) -> list[Row]:
        """The rows that the query set has for this reader. One query."""
        if by.clearance >= WATCHED and watching.current.get() is not None:
            return list(self._make(by, *shape, **values))  # the log of views is told by the query set itself
        text = self._text(shape, values)
        return [] if text is None else list(_rows(text, *self._given(text, by, values)))

    def first(self, by: Actor, *shape: str | int, **values: Any) -> Row | None:
        """The first row, if there is one."""
        found = self.rows(by, *shape, **values)
        return found[0] if found else None

    def _text(self, shape: tuple[str | int, ...], values: Mapping[str, Any]) -> Text | None:
        sizes = tuple((name, len(value) if isinstance(value, list) else -1) for name, value in values.items())
        known = (connections[DEFAULT_DB_ALIAS].vendor, shape, sizes)
        if known not in self._texts:
            if len(self._texts) >= AT_MOST:
                self._texts.clear()
            self._texts[known] = self._write(shape, values)
        return self._texts[known]

    def _write(self, shape: tuple[str | int, ...], values: Mapping[str, Any]) -> Text | None:
        """Let Django write the query with something that stands where each value goes. None: it can't have any rows.

        :raises TypeError: if a value is nowhere to be found in the text, which would then be the same for every value
        """
        stand_ins, places = _stand_ins(values)
        rows = self._make(ANY_READER, *shape, **stand_ins)
        if rows._prefetch_related_lookups:  # type: ignore[attr-defined]
            raise TypeError("a written query brings nothing along: write another one for it")
        getattr(rows, "_refuse", lambda: None)()  # of guarded rows: says nobody for whom?
        compiler = rows.query.get_compiler(using=DEFAULT_DB_ALIAS)
        try:
            sql, found = compiler.as_sql()
        except EmptyResultSet:
            return None
        kept = tuple(places.get((type(value), value), value) if _may_stand(value) else value for value in found)
        if missing := set(places.values()) - {value for value in kept if isinstance(value, Place)}:
            raise TypeError(f"no place for {sorted(missing)} in: {sql}")
        return Text(rows, compiler, sql, kept)

    def _given(self, text: Text, by: Actor, values: Mapping[str, Any]) -> Filled:
        """The text for this reader, with these values."""
        codes = codes_as_sql(by)
        if codes not in text.filled:
            if len(text.filled) >= AT_MOST:
                text.filled.clear()
            text.filled[codes] = _filled(text, *codes)
        sql, kept = text.filled[codes]
        return sql, tuple(_value(value, values) if isinstance(value, Place) else value for value in kept)


def _filled(text: Text, open_sql: str, open_values: tuple[Any, ...]) -> Filled:
    """The text with the reader's markings in it."""
    values: list[Any] = []
    for value in text.values:
        values.extend(open_values if value == OPEN_HERE else (value,))
    return text.sql.replace(OPEN_TO_READER, open_sql), tuple(values)


def _value(place: Place, values: Mapping[str, Any]) -> Any:
    value = values[place.name]
    return _prepared(value if place.number is None else value[place.number])


def _prepared(value: Any) -> Any:
    """A value as the database is given it."""
    operations = connections[DEFAULT_DB_ALIAS].ops
    if isinstance(value, datetime):
        return operations.adapt_datetimefield_value(value)
    return operations.adapt_datefield_value(value) if isinstance(value, date) else value


def _stand_ins(values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[tuple[type, Any], Place]]:
    """What is written in place of the values, and where to find it."""
    given: dict[str, Any] = {}
    places: dict[tuple[type, Any], Place] = {}

    def stand_in(value: Any, place: Place) -> Any:
        made = _like(value, len(places) + 1)
        prepared = _prepared(made)
        places[type(prepared), prepared] = place
        return made

    for name, value in values.items():
        if isinstance(value, list):
            given[name] = [stand_in(each, Place(name, number)) for number, each in enumerate(value)]
        else:
            given[name] = stand_in(value, Place(name))
    return given, places


def _like(value: Any, number: int) -> Any:
    """Something of the value's kind that is no value of anybody's."""
    if type(value) is int:
        return -7_340_000 - number
    if type(value) is str:
        return f"\x01{number}\x01"
    if type(value) is datetime:
        return datetime(1000, 1, 1, 0, 0, 0, number, tzinfo=value.tzinfo)
    if type(value) is date:
        return date.fromordinal(366_000 + number)
    raise TypeError(f"a written query takes no {type(value).__name__}")


def _may_stand(value: Any) -> bool:
    return isinstance(value, (int, str, date))


@dataclass(frozen=True, slots=True)
class _Query:
    """As much of a query as Django's ways from answers to rows ask for."""

    query: Any
    compiler: Any

    def get_compiler(self, using: str | None = None) -> Any:
        return self.compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self.query, name)


@dataclass(frozen=True, slots=True)
class _Set:
    """As much of a query set."""

    rows: models.QuerySet[Any]
    query: _Query
    db: str = DEFAULT_DB_ALIAS

    def __getattr__(self, name: str) -> Any:
        return getattr(self.rows, name)


def _rows(text: Text, sql: str, values: tuple[Any, ...]) -> Any:
    """The rows, made by Django as it makes them of every query."""
    compiler = copy(text.compiler)
    compiler.connection = connections[DEFAULT_DB_ALIAS]
    compiler.as_sql = lambda *_args, **_kwargs: (sql, values)
    made: Any = text.rows._iterable_class
    return made(_Set(text.rows, _Query(text.rows.query, compiler)))


class Brought(models.QuerySet[Any]):
    """Rows that were read beside the one that they belong to. They can be gone through, and not be narrowed."""

    def _chain(self) -> Any:
        raise TypeError("these rows have been read whole: go through them, or ask the selector for others")


def bring(whole: models.Model, name: str, rows: list[Any], *, back: str = "") -> None:
    """Let `whole.<name>.all()` be these rows; `back` is their field that leads to the whole."""
    brought: Any = Brought(type(rows[0]) if rows else None)
    brought._result_cache, brought._prefetch_done = rows, True
    for row in rows if back else ():
        setattr(row, back, whole)
    whole.__dict__.setdefault("_prefetched_objects_cache", {})[name] = brought
