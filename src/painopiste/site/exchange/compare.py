"""What a folder would change: each of its entries beside the row that stands for it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from painopiste.base.audit.models import AuditLine
from painopiste.base.audit.services import key_in_trail
from painopiste.site.exchange.columns import Content, Keys, Submitted
from painopiste.site.exchange.folder import Folder, Found
from painopiste.site.exchange.markings import tidied
from painopiste.site.exchange.names import Names
from painopiste.site.exchange.rows import Stored, content_of, read_kind
from painopiste.site.exchange.tables import KINDS, Kind, Table

LOADED = frozenset(kind.event for kind in KINDS.values()) | {"programmes.loaded"}
PLACES = 1000  # the rank of a measure: the number of its focus area, then its place in the file
WITHOUT_NUMBER, OF_THE_MODEL = 900, 990


@dataclass(slots=True)
class Wanted:
    """An entry of the folder, with the row that it would change, if there is one."""

    found: Found
    key: str
    content: Content
    owner: str | None
    rank: int | None
    stored: Stored | None = None


@dataclass(slots=True)
class Comparison:
    """For one kind: what would be made, changed or left, and what is kept though the folder says otherwise."""

    kind: Kind
    created: list[Wanted] = field(default_factory=list)
    changed: list[Wanted] = field(default_factory=list)
    unchanged: list[Wanted] = field(default_factory=list)
    edited: list[Wanted] = field(default_factory=list)  # people have changed them since they were loaded
    kept: list[str] = field(default_factory=list)  # not in the folder


def identity(kind: Kind, content: Content, owner: str | None) -> str:
    """What an entry is known by among all of its kind."""
    own = str(content[kind.known_by[0]])
    return f"{owner}/{own}" if kind.owner == "round" else own


def compare(kind: Kind, folder: Folder, names: Names, keys: Keys, *, overwrite: bool) -> Comparison:
    """Hold the folder's entries of a kind against the rows."""
    comparison = Comparison(kind)
    stored = {identity(kind, row.content, _owner(kind, row, keys)): row for row in read_kind(kind, keys)}
    edited = set() if overwrite or kind.name == "account" else _edited(kind)
    for wanted in wanted_of(kind, folder, names):
        wanted.stored = stored.pop(wanted.key, None)
        if wanted.stored is None:
            comparison.created.append(wanted)
        elif _is_same(kind, wanted, wanted.stored, keys):
            comparison.unchanged.append(wanted)
        else:
            (comparison.edited if key_in_trail(wanted.key) in edited else comparison.changed).append(wanted)
    comparison.kept = sorted(stored)
    return comparison


def wanted_of(kind: Kind, folder: Folder, names: Names) -> Iterator[Wanted]:
    """The folder's entries of a kind."""
    numbers = {found.raw["key"]: found.raw.get("number") for found in folder.entries() if found.kind == "focus_area"}
    for found in folder.entries():
        if found.kind == kind.name and found.checked is not None:
            content = content_of(_own(found, kind), names)
            _fill(kind, content, found)
            rank = _rank(found, numbers) if kind.ranked else None
            yield Wanted(found, identity(kind, content, found.owner), content, found.owner, rank)


def _own(found: Found, kind: Kind) -> Any:
    """The entry without what stands in its file but is of another kind (the plans and measures of a focus area)."""
    values = {name: getattr(found.checked, name) for name in kind.entry.model_fields} if kind.entry else {}
    return kind.entry.model_construct(**values) if kind.entry else None


def _fill(kind: Kind, content: Content, found: Found) -> None:
    """Say what goes without saying in a file, where a row always says it."""
    if "marking" in content:
        content["marking"] = tidied(content["marking"])
    if kind.name == "body":
        for place, member in enumerate(content.get("members", ())):
            member.setdefault("rank", place)
    if kind.owner == "round":
        at_the_end = Submitted.at_the_end(found.file.checked)
        if content.get("draft") or content.get("submitted_at") == at_the_end:
            content.pop("submitted_at", None)


def _rank(found: Found, numbers: Mapping[str, int | None]) -> int:
    number = numbers.get(found.owner) if found.owner else OF_THE_MODEL
    return (WITHOUT_NUMBER if number is None else number) * PLACES + found.place + 1


def _owner(kind: Kind, stored: Stored, keys: Keys) -> str | None:
    if not kind.owner:
        return None
    column: Any = kind.model._meta.get_field(kind.owner)
    return keys.key_of(column.related_model, getattr(stored.row, column.attname))


def _is_same(kind: Kind, wanted: Wanted, stored: Stored, keys: Keys) -> bool:
    return (
        comparable(kind, wanted.content) == comparable(kind, stored.content)
        and wanted.owner == _owner(kind, stored, keys)
        and (wanted.rank is None or wanted.rank == stored.row.rank)
    )


def comparable(table: Table, content: Any) -> Any:
    """The content with its lists in a fixed order where the tables do not keep their order."""
    if not isinstance(content, dict):
        return content
    told = dict(content)
    for name, part in table.lists.items():
        parts = [comparable(part, each) for each in content.get(name, ())]
        told[name] = parts if part.ranked else sorted(parts, key=str)
    return told


def _edited(kind: Kind) -> set[str]:
    """The entries whose newest line in the trail was not written by loading."""
    lines = AuditLine.objects.filter(target_kind=kind.target_kind).order_by("number").values_list("target_key", "event")
    return {key for key, event in dict(lines).items() if event not in LOADED}


def total(comparisons: Iterable[Comparison], name: str) -> int:
    """How many entries of all kinds are `created`, `changed`, `unchanged`, `edited` or `kept`."""
    return sum(len(getattr(comparison, name)) for comparison in comparisons)
