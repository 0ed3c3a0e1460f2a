"""Every address of the service, found from Django's resolver: the languages collapse to one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    """An address: its full name, its path without the language, the names of its arguments, its first words.

    `spoken` says whether its path begins with a language.
    """

    name: str
    path: str
    arguments: tuple[str, ...]
    about: str
    spoken: bool


def routes() -> list[Route]:
    """All addresses, in the order in which they are tried."""
    return list(_walk(get_resolver().url_patterns, "", "/", (), False))


def _walk(entries: list[Any], space: str, above: str, arguments: tuple[str, ...], spoken: bool) -> Iterator[Route]:
    for entry in entries:
        route = getattr(entry.pattern, "_route", None)  # the prefix of a language has none
        path = above + (str(route) if route is not None else "" if _is_language(entry) else str(entry.pattern))
        inside = (*arguments, *entry.pattern.converters)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _walk(entry.url_patterns, inner, path, inside, spoken or _is_language(entry))
        elif isinstance(entry, URLPattern):
            about = (entry.callback.__doc__ or "").strip().partition("\n")[0]
            yield Route(f"{space}{entry.name or ''}", path, inside, about, spoken)


def _is_language(entry: Any) -> bool:
    return hasattr(entry.pattern, "prefix_default_language")
