"""Rows that stand in others follow their markings: what a container is raised to, its contents are raised to."""

from collections.abc import Iterator
from functools import reduce
from typing import Any

from django.apps import apps
from django.db import models

from painopiste.base.guarding import kind_of_model
from painopiste.base.markings.naming import as_system
from painopiste.base.markings.stored import joined
from painopiste.base.records import Guarded


def kind_of(row: models.Model) -> str:
    """What rows of this table are called in the audit trail."""
    return kind_of_model(type(row))


def key_of(row: Any) -> str:
    """By what the audit trail and changes of markings know a row: its key, or the keys that lead to it (2022a/p3)."""
    return "/".join(str(reduce(getattr, path.split("__"), row)) for path in row.KNOWN_BY)


def spread(row: models.Model) -> None:
    """Compute anew the markings of all rows that stand in this one, and of those that stand in these."""
    with as_system("what stands in a row follows it, whoever may read that"):
        _spread(row)


def _spread(row: models.Model) -> None:
    for model, container in contents_of(type(row)):
        rows = model._base_manager.filter(**{container: row.pk})
        columns = ["pk", "own_marking_id", "marking_id", *(f"{name}__marking_id" for name in model.WITHIN)]  # type: ignore[attr-defined]
        moved: dict[str, list[int]] = {}
        for pk, own, present, *around in rows.values_list(*columns):
            code = joined([own, *(each for each in around if each)])
            if code != present:
                moved.setdefault(code, []).append(pk)
        for code, ids in moved.items():
            model._base_manager.filter(pk__in=ids).update(marking=code)
        if any(contents_of(model)):
            for inner in model._base_manager.filter(pk__in=[pk for ids in moved.values() for pk in ids]):
                _spread(inner)


def contents_of(container: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """The tables whose rows stand in rows of this one, with the name of the foreign key."""
    for model in apps.get_app_config("painopiste").get_models():
        for name in model.WITHIN if issubclass(model, Guarded) else ():
            if model._meta.get_field(name).related_model is container:
                yield model, name
