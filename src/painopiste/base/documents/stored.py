"""Keeps a report as JSON, so that what was reported can be shown and made into a file again, unchanged."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from typing import Any

from painopiste.base.documents import blocks
from painopiste.base.documents.blocks import Block, Cell, Column, Document, Figure, Run, Table

FORMAT = "painopiste.document/1"
BLOCKS: dict[str, type[Any]] = {
    "heading": blocks.Heading,
    "paragraph": blocks.Paragraph,
    "list": blocks.BulletList,
    "table": blocks.Table,
    "figure": blocks.Figure,
    "facts": blocks.Facts,
    "callout": blocks.Callout,
    "page_break": blocks.PageBreak,
}
KINDS = {block: kind for kind, block in BLOCKS.items()}


def to_json(document: Document) -> str:
    """Write a report as JSON; the same report always gives the same bytes."""
    content = {"format": FORMAT} | _fields(document)
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)


def from_json(text: str) -> Document:
    """Read a report that `to_json` wrote.

    :raises ValueError: if the text is not such a report
    """
    content = json.loads(text)
    if not isinstance(content, dict) or content.pop("format", None) != FORMAT:
        raise ValueError(f"This is not a report in the format {FORMAT}.")
    try:
        content["date"] = date.fromisoformat(content["date"])
        content["blocks"] = tuple(_block(block) for block in content["blocks"])
        for name in ("authors", "keywords"):
            content[name] = tuple(content.get(name, ()))
        return Document(**content)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"The stored report is not whole: {error}") from error


def _fields(value: Any) -> dict[str, Any]:
    """Give the fields that differ from their defaults."""
    return {f.name: _stored(getattr(value, f.name)) for f in fields(value) if getattr(value, f.name) != f.default}


def _stored(value: Any) -> Any:
    match value:
        case date():
            return value.isoformat()
        case tuple():
            return [_stored(part) for part in value]
        case Run() | Cell() | Column():
            return _fields(value)
        case _ if type(value) in KINDS:
            return {"block": KINDS[type(value)]} | _fields(value)
        case _:
            return value


def _block(content: dict[str, Any]) -> Block:
    kind = content.pop("block", None)
    if kind not in BLOCKS:
        raise ValueError(f"A report holds no block of the kind {kind}.")
    made: Block = _READERS.get(kind, _simple)(BLOCKS[kind], content)
    return made


def _simple(block: type[Any], content: dict[str, Any]) -> Block:
    if "text" in content:
        content["text"] = _text(content["text"])
    if "items" in content:
        content["items"] = tuple(_text(item) for item in content["items"])
    made: Block = block(**content)
    return made


def _table(block: type[Table], content: dict[str, Any]) -> Table:
    content["columns"] = tuple(Column(**column) for column in content["columns"])
    content["rows"] = tuple(tuple(_cell(cell) for cell in row) for row in content["rows"])
    return block(**content)


def _figure(block: type[Figure], content: dict[str, Any]) -> Figure:
    if content.get("table"):
        content["table"] = _block(content["table"])
    return block(**content)


def _facts(block: type[blocks.Facts], content: dict[str, Any]) -> blocks.Facts:
    return block(tuple((name, _cell(cell)) for name, cell in content["rows"]))


def _text(content: Any) -> blocks.Text:
    return content if isinstance(content, str) else tuple(Run(**run) for run in content)


def _cell(content: Any) -> str | Cell:
    return content if isinstance(content, str) else Cell(_text(content["text"]), content.get("href", ""))


_READERS: dict[str, Any] = {"table": _table, "figure": _figure, "facts": _facts}
