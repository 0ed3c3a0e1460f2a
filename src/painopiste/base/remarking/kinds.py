"""The kinds of rows that have a marking, found from the models: what each is called, and how a row of it is named."""

from functools import cache

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from painopiste.base.guarding import kind_of_model
from painopiste.base.records import Guarded
from painopiste.base.words import LANGUAGES

NAMING = ("name", "title", "text")  # the columns of which the first names a row


@cache
def marked_models() -> dict[str, type[Guarded]]:
    """Every table whose rows have a marking of their own, by its kind."""
    found = apps.get_app_config("painopiste").get_models()
    return {kind_of_model(model): model for model in found if issubclass(model, Guarded)}


@cache
def name_paths(model: type[models.Model]) -> tuple[str, ...]:
    """For each language the path to the text that names a row: its own, or that of the last row that it stands in."""
    for name in NAMING:
        if _has(model, f"{name}_fi"):
            return tuple(f"{name}_{language}" for language in LANGUAGES)
    if _has(model, "title"):
        return ("title",) * len(LANGUAGES)
    container = model.WITHIN[-1]  # type: ignore[attr-defined]
    related: type[models.Model] = model._meta.get_field(container).related_model  # type: ignore[assignment]
    return tuple(f"{container}__{path}" for path in name_paths(related))


def _has(model: type[models.Model], name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True
