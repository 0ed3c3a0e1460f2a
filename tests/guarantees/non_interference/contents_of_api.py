"""Content for an operation of the API, drawn from the schema that describes it."""

import random
from collections.abc import Callable
from typing import Any

from painopiste.site.api.description import description

TEXTS = ("2026-05", "2026")


def content_for(schema: dict[str, Any], draw: random.Random, word: Callable[[], str]) -> Any:
    """Something that fits the schema, with words from the worlds in some of its texts."""
    schema = _followed(schema)
    for several in ("oneOf", "anyOf"):
        if several in schema:
            return content_for(draw.choice(schema[several]), draw, word)
    if "const" in schema or "enum" in schema:
        return schema.get("const") or draw.choice(schema["enum"])
    kind = schema.get("type")
    if kind == "object" or "properties" in schema:
        return _object(schema, draw, word)
    if kind == "array":
        return [content_for(schema.get("items", {}), draw, word)]
    plain = {"integer": draw.randrange(1, 4), "number": 1.5, "boolean": True, "null": None}
    return plain[kind] if kind in plain else draw.choice((word(), *TEXTS))


def _object(schema: dict[str, Any], draw: random.Random, word: Callable[[], str]) -> dict[str, Any]:
    needed = set(schema.get("required", ()))
    names = [name for name in schema.get("properties", {}) if name in needed or draw.random() < 0.5]
    return {name: content_for(schema["properties"][name], draw, word) for name in names}


def _followed(schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = description()["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema
