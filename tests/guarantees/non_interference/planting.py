"""How a leak is planted: by name, with a function that patches the product for the length of one test."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db.models.expressions import RawSQL

from painopiste.base import guarding, records
from painopiste.base.audit import selectors as audit
from painopiste.loop.plans.models import Measure

Patch = pytest.MonkeyPatch
Plant = Callable[[Patch], None]


def under_names(leaks: dict[str, Plant]) -> Callable[[str], Callable[[Plant], Plant]]:
    """A decorator that keeps what plants a leak in `leaks`, under the leak's name."""

    def leak(name: str) -> Callable[[Plant], Plant]:
        def keep(plant: Plant) -> Plant:
            leaks[name] = plant
            return plant

        return keep

    return leak


@contextmanager
def everything_open() -> Iterator[None]:
    """Within this, every marking is readable for whoever asks."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (guarding, records, audit):
            patch.setattr(module, "readable_codes", lambda by: RawSQL("SELECT code FROM painopiste_marking", ()))
        yield


def unfiltered(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function as somebody would write it who forgets to ask for whom."""

    def careless(*args: Any, **kwargs: Any) -> Any:
        with everything_open():
            return function(*args, **kwargs)

    return careless


def changed(patch: Patch, module: Any, name: str, change: Callable[[Any], Any]) -> None:
    patch.setattr(module, name, change(getattr(module, name)))


def after(function: Callable[..., Any], then: Callable[..., Any]) -> Callable[..., Any]:
    """The function, with `then(result)` in place of its result."""
    return lambda *args, **kwargs: then(function(*args, **kwargs))


def all_measures() -> int:
    return Measure._base_manager.count()
