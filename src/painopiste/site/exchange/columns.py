"""How one field of an entry is kept in the columns of a row, in both directions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any, get_origin

from django.db.models import Field, ForeignKey, ManyToManyField, Model, QuerySet
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.guarding import GuardedManager
from painopiste.base.markings.rules import BUILT_IN
from painopiste.base.words import LANGUAGES
from painopiste.loop.plans.models import Interface
from painopiste.loop.plans.permissions import visible_interfaces
from painopiste.site.exchange.fields import Entry, Words
from painopiste.site.exchange.markings import meant, told
from painopiste.site.exchange.problems import fields_of, inside

Content = dict[str, Any]  # an entry as plain values; what is empty or goes without saying is left out


class Keys:
    """The row ids of keys and the other way round, asked once for each table."""

    def __init__(self, sender: Actor | None = None) -> None:
        self._sender = sender
        self._ids: dict[type[Model], dict[str, int]] = {}
        self._keys: dict[type[Model], dict[int, str]] = {}

    def _load(self, model: type[Model]) -> None:
        if model not in self._ids:
            name = "username" if model.__name__ == "Account" else "key"
            pairs = list(model._base_manager.values_list(name, "pk"))
            self._ids[model] = dict(pairs)
            self._keys[model] = {pk: key for key, pk in pairs}

    def known(self, model: type[Model]) -> Iterable[str]:
        """The keys that a file may name: with a sender, those of rows that the sender may see."""
        self._load(model)
        visible = self.visible(model)
        if visible is None:
            return self._ids[model].keys()
        return [self._keys[model][row_id] for row_id in visible.values_list("pk", flat=True)]

    def visible(self, model: type[Model]) -> QuerySet[Any] | None:
        """The rows that the sender may see, where some may be hidden; None where all may be seen."""
        if self._sender and model is Interface:  # it has no marking of its own
            return visible_interfaces(self._sender)
        manager = model._default_manager
        return manager.visible_to(self._sender) if self._sender and isinstance(manager, GuardedManager) else None

    def id_of(self, model: type[Model], key: str | None) -> int | None:
        self._load(model)
        return self._ids[model][key] if key else None

    def key_of(self, model: type[Model], row_id: int | None) -> str | None:
        self._load(model)
        return self._keys[model][row_id] if row_id else None

    def add(self, model: type[Model], key: str, row_id: int) -> None:
        self._load(model)
        self._ids[model][key] = row_id
        self._keys[model][row_id] = key


def plain(value: Any) -> Any:
    """A value as the files hold it: codes as texts, numbers without needless zeros."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, list):
        return [plain(part) for part in value]
    return value.normalize() if isinstance(value, Decimal) else value


@dataclass(frozen=True, slots=True)
class Column:
    """A value in one column."""

    name: str
    field: Field  # type: ignore[type-arg]

    def get(self, row: Model, keys: Keys) -> Any:
        value = plain(getattr(row, self.field.attname))
        return None if value in ("", []) else value

    def put(self, row: Model, value: Any, keys: Keys) -> None:
        if value is None:
            value = None if self.field.null else [] if self.field.default is list else ""
        setattr(row, self.field.attname, value)


@dataclass(frozen=True, slots=True)
class Reference(Column):
    """The key of another row, in a column with its id."""

    def get(self, row: Model, keys: Keys) -> Any:
        return keys.key_of(self.field.related_model, getattr(row, self.field.attname))

    def put(self, row: Model, value: Any, keys: Keys) -> None:
        setattr(row, self.field.attname, keys.id_of(self.field.related_model, value))


@dataclass(frozen=True, slots=True)
class Translated:
    """A text in three columns, one for each language."""

    name: str
    prefix: str

    def get(self, row: Model, keys: Keys) -> Any:
        texts = {language: getattr(row, f"{self.prefix}_{language}") for language in LANGUAGES}
        return {language: text for language, text in texts.items() if text} or None

    def put(self, row: Model, value: Any, keys: Keys) -> None:
        for language in LANGUAGES:
            setattr(row, f"{self.prefix}_{language}", (value or {}).get(language, ""))


@dataclass(frozen=True, slots=True)
class Group:
    """A mapping whose values are columns with a common beginning of their names."""

    name: str
    prefix: str
    parts: tuple[str, ...]

    def get(self, row: Model, keys: Keys) -> Any:
        values = {part: getattr(row, f"{self.prefix}_{part}") for part in self.parts}
        return {part: plain(value) for part, value in values.items() if value not in (None, "")} or None

    def put(self, row: Model, value: Any, keys: Keys) -> None:
        for part in self.parts:
            name = f"{self.prefix}_{part}"
            empty = None if row._meta.get_field(name).null else ""
            setattr(row, name, (value or {}).get(part, empty))


@dataclass(frozen=True, slots=True)
class Submitted:
    """When an answer was given; nothing for a draft. Files leave out the last day of the round."""

    name: str

    @staticmethod
    def at_the_end(round_: Any) -> datetime:
        return timezone.make_aware(datetime.combine(round_.closes_on, time(12)))

    def get(self, row: Any, keys: Keys) -> Any:
        if self.name == "draft":
            return row.submitted_at is None
        return None if row.submitted_at in (None, self.at_the_end(row.round)) else timezone.localtime(row.submitted_at)

    def put(self, row: Any, value: Any, keys: Keys) -> None:
        if self.name == "draft":
            row.submitted_at = None if value else self.at_the_end(row.round)
        elif value is not None and row.submitted_at is not None:
            row.submitted_at = value


@dataclass(frozen=True, slots=True)
class Marked:
    """For whom the row is: `audience` for the built-in markings, `marking` says what any other one says."""

    name: str

    def get(self, row: Any, keys: Keys) -> Any:
        code = row.own_marking_id
        if (code in BUILT_IN) != (self.name == "audience"):
            return None
        return code if self.name == "audience" else told(code, keys)

    def put(self, row: Any, value: Any, keys: Keys) -> None:
        if value is not None:
            row.own_marking_id = value if self.name == "audience" else meant(value, keys)


Part = Column | Translated | Group | Submitted | Marked


def part_of(name: str, field: Any) -> Column:
    """The column of one value."""
    return (Reference if isinstance(field, ForeignKey) else Column)(name, field)


def parts_of(entry: type[Entry], model: type[Model], renamed: Mapping[str, str]) -> list[Part]:
    """The columns in which the fields of an entry are kept: of the same name, unless `renamed` says otherwise."""
    parts: list[Part] = []
    columns = {field.name: field for field in model._meta.get_fields() if isinstance(field, Field)}
    for name, annotation in fields_of(entry).items():
        kind, column = inside(annotation), renamed.get(name, name)
        if name in ("draft", "submitted_at"):
            parts.append(Submitted(name))
        elif name in ("audience", "marking"):
            parts.append(Marked(name))
        elif isinstance(kind, type) and issubclass(kind, Words):
            parts.append(Translated(name, column))
        elif isinstance(kind, type) and issubclass(kind, Entry):
            parts.append(Group(name, column, tuple(kind.model_fields)))
        elif column in columns and not isinstance(columns[column], ManyToManyField):
            parts.append(part_of(name, columns[column]))
        elif get_origin(kind) is not list:
            raise TypeError(f"{model.__name__} has no column for {entry.__name__}.{name}")
    return parts
