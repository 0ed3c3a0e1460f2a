"""What stored rows have in common: a stable key, names in three languages, an audience, dates as the source gives them."""

import secrets
from datetime import date
from typing import Any

from django.db import models

from painopiste.base import dates
from painopiste.base.actors import Actor
from painopiste.base.markings import Audience, audiences_of

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


class Guarded(models.Model):
    """A row that is not for everybody, and that two people may try to change at the same time."""

    audience = models.CharField(max_length=20, default=Audience.MEMBERS.value)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


def visible_rows(by: Actor, *, path: str = "") -> models.Q:
    """The condition that leaves only rows whose audience the actor belongs to; `path` leads to the guarded row."""
    return models.Q(**{f"{path}audience__in": sorted(audiences_of(by))})
