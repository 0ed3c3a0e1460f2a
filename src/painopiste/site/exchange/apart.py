"""A programme as one ZIP file: read in a process of its own, so that no file can harm this one (ADR 13)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from painopiste.base.uploads.apart import read_apart
from painopiste.base.uploads.archives import open_archive
from painopiste.site.exchange.yaml_files import Document, NotYaml, read

READER = "painopiste.site.exchange.apart:documents"
ENDINGS, INSIDE = frozenset({".zip"}), frozenset({".yaml", ".yml", ".md", ".txt", ".csv"})
DEEPEST = 40  # the format needs eight


def read_packed(name: str, content: bytes) -> dict[str, Document | NotYaml]:
    """The YAML files of a packed programme, read. A README and the figures of `values/` may lie
    beside them; neither is looked at: figures are imported with `painopiste indicators import`.

    :raises RefusedFile: if the file is not what it should be, is too large, or takes too long to read
    """
    parts = open_archive(name, content, endings=ENDINGS, inside=INSIDE)
    files = {part: text for part, text in _without_wrapping(parts).items() if part.endswith((".yaml", ".yml"))}
    return {part: _received(told) for part, told in read_apart(READER, files, name=name).items()}


def _without_wrapping(parts: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The parts without the one folder in which they all lie, as people pack a folder and not what is in it."""
    around = {part.partition("/")[0] for part in parts}
    if "programme.yaml" in parts or len(around) != 1 or not all("/" in part for part in parts):
        return parts
    return {part.partition("/")[2]: content for part, content in parts.items()}


# --- in the other process ---------------------------------------------------------------------------------------


def documents(parts: Mapping[str, bytes]) -> dict[str, Any]:
    """Each file's content with its lines, or why it can't be read, as JSON can hold it."""
    return {name: _told(content) for name, content in parts.items()}


def _told(content: bytes) -> Any:
    try:
        document = read(content)
        lines = [[list(path), line] for path, line in document.lines.items()]
        return [_sent(document.content, 0), lines, [list(path) for path in document.repeated]]
    except NotYaml as error:
        return {"reason": error.reason, "line": error.line}


def _sent(value: Any, depth: int) -> Any:
    if depth > DEEPEST:
        raise NotYaml("has lists or mappings in one another deeper than the format goes", 1)
    match value:
        case dict():
            return {"map": [[name, _sent(part, depth + 1)] for name, part in value.items()]}
        case list():
            return {"list": [_sent(part, depth + 1) for part in value]}
        case Decimal():
            return {"number": str(value)}
        case date():
            return {"day": value.isoformat()}
        case _:
            return value


# --- back here --------------------------------------------------------------------------------------------------


def _received(told: Any) -> Document | NotYaml:
    if isinstance(told, dict):
        return NotYaml(str(told["reason"]), int(told["line"]))
    content, lines, repeated = told
    return Document(
        _value(content), {tuple(path): int(line) for path, line in lines}, [tuple(path) for path in repeated]
    )


def _value(told: Any) -> Any:
    match told:
        case {"map": pairs}:
            return {str(name): _value(part) for name, part in pairs}
        case {"list": parts}:
            return [_value(part) for part in parts]
        case {"number": text}:
            return Decimal(text)
        case {"day": text}:
            return date.fromisoformat(text)
        case _:
            return told
