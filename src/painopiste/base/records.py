"""What stored rows have in common: a stable key, names in three languages, a marking, dates as sources give them."""

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models

from painopiste.base import dates
from painopiste.base.actors import Actor
from painopiste.base.errors import Stale
from painopiste.base.guarding import GuardedManager
from painopiste.base.markings.policy import readable_codes
from painopiste.base.markings.stored import joined
from painopiste.base.words import LANGUAGES

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def new_key() -> str:
    """A random key for a row's address: 12 letters, about 59 bits; nobody can count rows by it."""
    return "".join(secrets.choice(ALPHABET) for _ in range(12))


class KeyText(models.CharField):
    """A random key for new rows. A migration sees a plain column: it may import nothing of ours."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 60, "unique": True, "default": new_key} | kwargs)

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        kwargs.pop("default", None)
        return name, "django.db.models.CharField", args, kwargs


class DateText(models.CharField):
    """A date in EDTF. Use together with two `Edge` columns; see `painopiste.base.dates`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def get_prep_value(self, value: Any) -> Any:
        return dates.check(super().get_prep_value(value) or "")


class Edge(models.DateField):
    """The earliest or the latest day of a `DateText`, kept beside it so that the database can sort and compare."""

    def __init__(self, *, of: str, side: str, **kwargs: Any) -> None:
        self.of, self.side = of, side
        kwargs |= {"null": True, "editable": False}
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateField", args, kwargs

    def clone(self) -> "Edge":
        return Edge(of=self.of, side=self.side)

    def pre_save(self, model_instance: models.Model, add: bool) -> date | None:
        day: date | None = getattr(dates.span(getattr(model_instance, self.of)), self.side)
        setattr(model_instance, self.attname, day)
        return day


def earliest(of: str) -> Edge:
    return Edge(of=of, side="earliest")


def latest(of: str) -> Edge:
    return Edge(of=of, side="latest")


class FoldedText(models.TextField):
    """The named texts of a row without capitals, for searching: databases disagree about the capitals of å, ä and ö."""

    def __init__(self, *, of: tuple[str, ...], **kwargs: Any) -> None:
        self.of = of
        super().__init__(**kwargs | {"editable": False, "default": ""})

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def clone(self) -> "FoldedText":
        return FoldedText(of=self.of)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        folded = " ".join(str(getattr(model_instance, name)) for name in self.of).casefold()
        setattr(model_instance, self.attname, folded)
        return folded


def texts(*names: str) -> tuple[str, ...]:
    """The columns of texts in all languages: `texts("name")` is name_fi, name_sv, name_en."""
    return tuple(f"{name}_{language}" for name in names for language in LANGUAGES)


class Versioned(models.Model):
    """A row whose form knows which version it was opened with: see `take_version`."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


def take_version(row: models.Model, version: int) -> None:
    """Claim the right to save a row that was read at `version`; from then on nobody else's older form can be saved.

    :raises Stale: if somebody has saved it in between
    """
    claimed = type(row)._base_manager.filter(pk=row.pk, version=version).update(version=models.F("version") + 1)
    if not claimed:
        raise Stale
    row.version = version + 1  # type: ignore[attr-defined]


def set_changed(row: models.Model, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Put the values on the row, unsaved, and give back what they were and what they became, changed ones only."""
    before = {name: getattr(row, name) for name in values if getattr(row, name) != values[name]}
    for name in before:
        setattr(row, name, values[name])
    return before, {name: values[name] for name in before}


class Keyed(models.Model):
    """A row with an address of its own."""

    key = KeyText()

    class Meta:
        abstract = True


class Named(models.Model):
    """A row with a name in three languages."""

    name_fi = models.CharField(max_length=300)
    name_sv = models.CharField(max_length=300, blank=True, default="")
    name_en = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_fi


class Sourced(models.Model):
    """A row that rests on a place in a source, for example `väliraportti-2022:263,271-274`."""

    source = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        abstract = True


class OwnMarking(models.ForeignKey):
    """The marking that people have given to a row; a new row takes it from `marking` where nobody has."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"to": "painopiste.Marking", "on_delete": models.PROTECT, "related_name": "+"} | kwargs)

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        code: str = getattr(model_instance, self.attname) or model_instance.marking_id  # type: ignore[attr-defined]
        setattr(model_instance, self.attname, code)
        return code


class EffectiveMarking(models.ForeignKey):
    """The marking that readers meet: the row's own joined with those of the rows that it stands in."""

    def __init__(self, **kwargs: Any) -> None:
        fixed = {"to": "painopiste.Marking", "on_delete": models.PROTECT, "related_name": "+", "default": "members"}
        super().__init__(**fixed | kwargs)

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        code = joined([model_instance.own_marking_id or model_instance.marking_id, *around(model_instance)])  # type: ignore[attr-defined]
        setattr(model_instance, self.attname, code)
        return code


def around(row: models.Model) -> list[str]:
    """The markings of the rows that this row stands in."""
    containers = [getattr(row, name) for name in row.WITHIN]  # type: ignore[attr-defined]
    return [container.marking_id for container in containers if container is not None]


class Guarded(models.Model):
    """A row that is not for everybody, and that two people may try to change at the same time."""

    WITHIN: tuple[str, ...] = ()  # the foreign keys of the rows that it stands in: it is never more open than these

    KNOWN_BY: tuple[str, ...] = ("key",)  # the paths to the keys by which the trail and changes of markings know it

    own_marking = OwnMarking()
    marking = EffectiveMarking()
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        abstract = True


def holds_on(on: date) -> models.Q:
    """The condition that leaves what certainly or possibly lasts on the day, from its columns `since` and `until`."""
    begun = models.Q(since="") | models.Q(since_earliest__lte=on) | models.Q(since_earliest=None)
    return begun & (models.Q(until="") | models.Q(until_latest__gte=on) | models.Q(until_latest=None))


def visible_rows(by: Actor, *, path: str = "") -> models.Q:
    """The condition that leaves only rows whose marking is open to the actor; `path` leads to the guarded row."""
    return models.Q(**{f"{path}marking__in": readable_codes(by)})
