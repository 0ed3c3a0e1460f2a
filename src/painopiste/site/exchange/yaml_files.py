"""Reads a YAML file with the line of every value, and writes one that is the same for the same content.

What is read is the plain part of YAML 1.2: mappings, lists and scalars. Anchors, aliases and tags are refused:
they make a file that people can't read at sight, and a small file can unfold into an enormous one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString, SingleQuotedScalarString

Path = tuple[str | int, ...]
TAGS = {
    f"tag:yaml.org,2002:{name}"
    for name in ("map", "seq", "str", "int", "float", "bool", "null", "timestamp", "merge", "value")
}
CONSTANTS = {"": None, "~": None, "null": None, "Null": None, "NULL": None} | {
    word: word.lower() == "true" for word in ("true", "True", "TRUE", "false", "False", "FALSE")
}
LONG = 100


class NotYaml(Exception):
    """The text is not YAML, or uses a part of it that a programme file does not."""

    def __init__(self, reason: str, line: int) -> None:
        self.reason, self.line = reason, line
        super().__init__(reason)


@dataclass(slots=True)
class Document:
    """What a file holds, and on which line each part of it stands."""

    content: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    repeated: list[Path] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """The line of the value at `path`, or of the nearest part around it."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)


def read(raw: bytes) -> Document:
    """Read a file.

    :raises NotYaml: with the line and the reason
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotYaml(f"is not UTF-8 (byte {error.start})", raw.count(b"\n", 0, error.start) + 1) from error
    document = Document()
    try:
        node = YAML(typ="safe", pure=True).compose(StringIO(text))
        document.content = None if node is None else _Reading(document).value(node, ())
    except ReaderError as error:
        raise NotYaml(
            f"has a character that YAML does not allow: U+{ord(str(error.character)):04X}",
            text.count("\n", 0, error.position) + 1,
        ) from error
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise NotYaml(f"is not YAML: {error.problem or error.context}", mark.line + 1 if mark else 1) from error
    except (YAMLError, RecursionError, ValueError) as error:
        raise NotYaml(f"is not YAML: {type(error).__name__}", 1) from error
    return document


class _Reading:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.seen: set[int] = set()

    def value(self, node: Node, path: Path) -> Any:
        line = node.start_mark.line + 1
        self.document.lines.setdefault(path, line)
        if id(node) in self.seen or node.anchor:
            raise NotYaml("uses an anchor or an alias (& or *), which this format does not have", line)
        if node.tag not in TAGS:
            raise NotYaml(f"uses a tag ({node.tag}), which this format does not have", line)
        self.seen.add(id(node))
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.value(part, (*path, place)) for place, part in enumerate(node.value)]
        return _scalar(node)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        content: dict[str, Any] = {}
        for key, part in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, ScalarNode):
                raise NotYaml("has a key that is not a plain word", line)
            here = (*path, key.value)
            if key.value in content:
                self.document.repeated.append(here)
            self.document.lines[here] = line
            content[key.value] = self.value(part, here)
        return content


def _scalar(node: ScalarNode) -> Any:
    text = node.value
    if node.style is not None:
        return text
    if text in CONSTANTS:
        return CONSTANTS[text]
    if re.fullmatch(r"[-+]?[0-9]{1,18}", text):
        return int(text)
    if re.fullmatch(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}", text):
        return Decimal(text)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text


# --- writing ----------------------------------------------------------------------------------------------------

# Words that some reader of YAML takes for something else than a text.
TAKEN = {"true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf"}
PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ _.,/()–’-]|:(?=[^\W_]))*(?<![ ])")
LINE_ENDS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def write(content: Mapping[str, Any]) -> str:
    """The one way in which content is written as YAML."""
    yaml = YAML()
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = 2**20
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = StringIO()
    yaml.dump(_styled(content), out)
    return out.getvalue()


def _styled(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _styled(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_styled(part) for part in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime):
        return SingleQuotedScalarString(value.isoformat())
    return _text(value) if isinstance(value, str) else value


def _text(text: str) -> str:
    if LINE_ENDS.search(text):
        return DoubleQuotedScalarString(text)
    if "\n" in text or len(text) > LONG:
        return LiteralScalarString(text) if _is_block(text) else DoubleQuotedScalarString(text)
    if PLAIN.fullmatch(text) and text.lower() not in TAKEN:
        return text
    return SingleQuotedScalarString(text)


def _is_block(text: str) -> bool:
    """Whether the text stays the same as a block: no blank edges, and no line that ends in a blank."""
    return not re.search(r"\A\s|[ ]+$|\n\n\Z", text, re.MULTILINE) and bool(text.strip())
