"""Every address that there is: the patterns of Django's resolver, and the operations that the API describes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from django.urls.resolvers import LocalePrefixPattern
from django.utils.translation import override

from painopiste.base.web import sealing
from painopiste.site.api.description import description

PLACE = re.compile(r"<(?:(\w+):)?(\w+)>|\(\?P<(\w+)>.*\)(?:\\Z)?")


@dataclass(frozen=True)
class Route:
    """An address with places in it: `places` are (name, kind) pairs, `text` has `{name}` where they go."""

    text: str
    places: tuple[tuple[str, str], ...]

    def filled(self, values: dict[str, Any]) -> str:
        given = {name: _written(kind, values[name]) for name, kind in self.places}
        return self.text.format(**given)


def _written(kind: str, value: Any) -> Any:
    """A value as it stands in an address: the number of a row is sealed."""
    return sealing.sealed(kind.removeprefix("row_"), int(value)) if kind.startswith("row_") else value


def routes() -> list[Route]:
    """Every pattern of the resolver, those with a language once in each language."""
    return list(_walk(get_resolver().url_patterns, "/"))


def _walk(patterns: list[Any], before: str) -> Iterator[Route]:
    for each in patterns:
        if isinstance(each, URLResolver) and isinstance(each.pattern, LocalePrefixPattern):
            for language, _name in settings.LANGUAGES:
                yield from _walk(each.url_patterns, f"{before}{language}/")
        elif isinstance(each, URLResolver):
            yield from _walk(each.url_patterns, before + _plain(each.pattern))
        elif isinstance(each, URLPattern):
            yield _route(before + _plain(each.pattern))


def _plain(pattern: Any) -> str:
    return str(pattern).removeprefix("^")


def _route(text: str) -> Route:
    places = tuple((found[2] or found[3], found[1] or "str") for found in PLACE.finditer(text))
    return Route(PLACE.sub(lambda found: "{" + (found[2] or found[3]) + "}", text), places)


def values_of(path: str) -> tuple[str, dict[str, Any], str] | None:
    """Which pattern an address belongs to, in which language, what stands in its places, and the pattern's name."""
    language = path[1:3] if path[3:4] == "/" else "fi"
    with override(language):
        try:
            found = resolve(path)
        except Resolver404:
            return None
    prefix = f"{language}/" if found.route.startswith(f"{language}/") else ""
    return _route("/" + prefix + found.route.removeprefix(prefix).replace("^", "")).text, found.kwargs, found.view_name


@dataclass(frozen=True)
class Operation:
    """What the API does: method, path with `{places}`, names of its query parameters, schema of its content."""

    method: str
    path: str
    parameters: tuple[str, ...]
    texts: tuple[str, ...]  # those of them that take any text
    content: Any


def _takes_any_text(schema: dict[str, Any]) -> bool:
    return schema.get("type") == "string" and "enum" not in schema


def operations() -> list[Operation]:
    """Everything that the description of the API lists."""
    found = []
    for path, methods in description()["paths"].items():
        for method, told in methods.items():
            asked = [one for one in told.get("parameters", ()) if one["in"] == "query"]
            names = tuple(one["name"] for one in asked)
            texts = tuple(one["name"] for one in asked if _takes_any_text(one["schema"]))
            body = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
            found.append(Operation(method.upper(), path, names, texts, body))
    return found
