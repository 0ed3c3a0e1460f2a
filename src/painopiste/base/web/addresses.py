"""Addresses of pages, remembered: finding one anew takes longer than drawing the row that it stands in."""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language


def address(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of the page with this name, in the reader's language.

    :raises NoReverseMatch: if there is no such page
    """
    return _address(get_language(), name, *args, **kwargs)


def addresses(name: str) -> Callable[..., str]:
    """What gives the addresses of many pages with this name, as those of the rows of a list."""
    return partial(_address, get_language(), name)


@lru_cache(maxsize=8192)
def _address(language: str | None, name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)
