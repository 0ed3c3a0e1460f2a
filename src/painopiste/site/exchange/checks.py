"""What can be wrong between the entries of a folder: names of nothing, keys twice, aliases of two."""

from collections.abc import Iterable, Iterator
from typing import Any, get_args, get_origin

from painopiste.loop.commitments.models import Commitment
from painopiste.site.exchange.fields import Entry
from painopiste.site.exchange.folder import File, Folder, Found
from painopiste.site.exchange.names import Names
from painopiste.site.exchange.problems import Problem, fields_of, inside, ref_of, suggest
from painopiste.site.exchange.yaml_files import Path

WORDS = {
    "organisation": "an organisation",
    "body": "a body",
    "meeting": "a meeting",
    "follow_up": "something to be done",
    "decision": "a decision",
    "focus_area": "a focus area",
    "indicator": "an indicator",
    "measure": "a measure",
    "chain_item": "a chain item",
    "compartment": "a compartment",
    "plan": "a plan",
    "commitment": "a commitment",
    "consultation": "a consultation",
    "round": "a round",
}
ENDS = ("measure", "focus_area", "other_measure", "other_focus_area")  # of an interface
# Keyed entries in lists: a key is used once among all lists of the name.
KEYED_LISTS = {
    "measure": {"milestones": "milestone", "deliverables": "deliverable", "funding": "funding line"},
    "plan": {"chain": "chain item"},
    "consultation": {"questions": "question", "events": "event"},
}


def check(folder: Folder, names: Names) -> Iterator[Problem]:
    """Everything that is wrong between entries."""
    for file in folder.files:
        yield from _references(file, file.kind, file.document.content, (), names)
        yield from _file_name(file)
    entries = [found for found in folder.entries() if isinstance(found.raw, dict)]
    yield from _keys(entries)
    yield from _aliases(entries, names)
    yield from _plans(entries)
    yield from _circles(entries, names)
    yield from _self_dependencies(entries)
    yield from _pairs(entries)
    yield from _commitments(entries, names)


# --- references -------------------------------------------------------------------------------------------------


def _references(file: File, annotation: Any, raw: Any, path: Path, names: Names) -> Iterator[Problem]:
    annotation = inside(annotation)
    mark = ref_of(annotation)
    if mark is not None:
        if isinstance(raw, str) and (reason := _unknown(mark.kinds, raw, names)):
            yield file.problem(path, reason)
    elif get_origin(annotation) is list and isinstance(raw, list):
        for place, part in enumerate(raw):
            yield from _references(file, get_args(annotation)[0], part, (*path, place), names)
    elif isinstance(annotation, type) and issubclass(annotation, Entry) and isinstance(raw, dict):
        for name, field in fields_of(annotation).items():
            if name in raw:
                yield from _references(file, field, raw[name], (*path, name), names)


def _unknown(kinds: tuple[str, ...], written: str, names: Names) -> str:
    if kinds == ("organisation",):
        meant = names.organisation(written)
        if len(meant) > 1:
            return f'"{written}" may mean {" or ".join(sorted(meant))}: write the key'
        known: Iterable[str] = {*names.keys["organisation"], *names.organisations}
    else:
        meant = {kind for kind in kinds if written in names.keys[kind]}
        known = set().union(*(names.keys[kind] for kind in kinds))
    what = " or ".join(WORDS[kind].removeprefix("an ").removeprefix("a ") for kind in kinds)
    return "" if meant else f'there is no {what} "{written}"' + suggest(written, known)


# --- keys -------------------------------------------------------------------------------------------------------


def _file_name(file: File) -> Iterator[Problem]:
    folder, _, name = file.name.rpartition("/")
    key = file.document.content.get("key") if isinstance(file.document.content, dict) else None
    if folder and isinstance(key, str) and name != f"{key}.yaml":
        yield file.problem(("key",), f'the key is "{key}", so the file must be named {folder}/{key}.yaml')


def _keys(entries: list[Found]) -> Iterator[Problem]:
    seen: dict[tuple[str, str], tuple[str, Path]] = {}
    for found in entries:
        for what, path, key in _keyed(found):
            place = (found.file.name, (*found.path, *path))
            if isinstance(key, str) and seen.setdefault((what, key), place) != place:
                first, _ = seen[(what, key)]
                yield found.file.problem(place[1], f'{what} "{key}" stands already in {first}')


def _keyed(found: Found) -> Iterator[tuple[str, Path, Any]]:
    word = WORDS.get(found.kind, found.kind.replace("_", " "))
    name = {"account": "username", "focus_area_answer": "focus_area", "measure_answer": "measure"}.get(
        found.kind, "key"
    )
    told = f"an answer in {found.owner} on" if found.kind.endswith("_answer") else word
    yield told, (name,), found.raw.get(name)
    for list_name, what in KEYED_LISTS.get(found.kind, {}).items():
        parts = found.raw.get(list_name)
        for place, part in enumerate(parts if isinstance(parts, list) else ()):
            if isinstance(part, dict):
                yield what, (list_name, place, "key"), part.get("key")


# --- what is between two entries of a kind ----------------------------------------------------------------------


def _aliases(entries: list[Found], names: Names) -> Iterator[Problem]:
    owners: dict[str, tuple[str, Path]] = {alias: (key, ()) for alias, key in names.kept_aliases.items()}
    for found in entries:
        aliases = found.raw.get("aliases") if found.kind == "organisation" else None
        for place, alias in enumerate(aliases if isinstance(aliases, list) else ()):
            mine = (str(found.raw.get("key")), (*found.path, "aliases", place))
            if isinstance(alias, str) and (first := owners.setdefault(alias.casefold(), mine)) != mine:
                yield found.file.problem(mine[1], f'"{alias}" is an alias of "{first[0]}" already')


def _plans(entries: list[Found]) -> Iterator[Problem]:
    seen: set[tuple[str | None, Any]] = set()
    for found in entries:
        if found.kind == "plan":
            number = (found.owner, found.raw.get("number", 1))
            if number in seen:
                yield found.file.problem((*found.path, "number"), f"the focus area has a plan {number[1]} already")
            seen.add(number)


def _circles(entries: list[Found], names: Names) -> Iterator[Problem]:
    """Nothing may be, over others, its own parent or successor; a chain leads on within its plan."""
    for kind, fields in (("organisation", ("parent", "successor")), ("body", ("parent",))):
        places = {found.raw.get("key"): found for found in entries if found.kind == kind}
        for field in fields:
            up = {key: _one(names, kind, found.raw.get(field)) for key, found in places.items()}
            yield from (
                found.file.problem((*found.path, field), "leads in a circle")
                for key, found in places.items()
                if _returns(key, up)
            )
    for found in entries:
        chain = found.raw.get("chain") if found.kind == "plan" else None
        items = {item.get("key"): place for place, item in enumerate(chain or ()) if isinstance(item, dict)}
        up = {key: (chain or ())[place].get("parent") for key, place in items.items()}
        for key, place in items.items():
            path = (*found.path, "chain", place, "parent")
            if up[key] in names.keys["chain_item"] and up[key] not in items:
                yield found.file.problem(path, f'"{up[key]}" is in another plan')
            elif _returns(key, up):
                yield found.file.problem(path, "leads in a circle")


def _one(names: Names, kind: str, written: Any) -> Any:
    meant = names.organisation(written) if kind == "organisation" and isinstance(written, str) else {written}
    return next(iter(meant), None)


def _returns(start: Any, up: dict[Any, Any]) -> bool:
    place = up.get(start)
    for _ in range(len(up)):
        if place == start or place is None:
            break
        place = up.get(place)
    return place == start and start is not None


def _self_dependencies(entries: list[Found]) -> Iterator[Problem]:
    for found in entries:
        parts = found.raw.get("depends_on") if found.kind == "measure" else None
        for place, part in enumerate(parts if isinstance(parts, list) else ()):
            if isinstance(part, dict) and part.get("measure") == found.raw.get("key"):
                yield found.file.problem(
                    (*found.path, "depends_on", place, "measure"), "a measure can't depend on itself"
                )


def _pairs(entries: list[Found]) -> Iterator[Problem]:
    """Two measures or focus areas have one interface, whichever of them is named first."""
    seen: dict[frozenset[Any], Any] = {}
    for found in entries:
        if found.kind == "interface" and found.checked is not None:
            ends = [(name.removeprefix("other_"), getattr(found.checked, name)) for name in ENDS]
            key = found.raw["key"]
            if (first := seen.setdefault(frozenset(end for end in ends if end[1]), key)) != key:
                yield found.file.problem((*found.path, "key"), f'"{first}" is between the same two')


def _commitments(entries: list[Found], names: Names) -> Iterator[Problem]:
    """An organisation has one commitment to a measure, under whatever key. A hidden one is not told of here."""
    stored = Commitment._base_manager.values_list("measure__key", "organisation__key", "key")
    known = {(measure, organisation): key for measure, organisation, key in stored}
    here = {found.raw.get("key") for found in entries if found.kind == "commitment"}
    known = {pair: key for pair, key in known.items() if key not in here and key in names.keys["commitment"]}
    for found in entries:
        if found.kind == "commitment":
            organisation = _one(names, "organisation", found.raw.get("organisation"))
            pair = (found.raw.get("measure"), organisation)
            other = (
                known.setdefault(pair, found.raw.get("key")) if all(isinstance(part, str) for part in pair) else None
            )
            if other is not None and other != found.raw.get("key"):
                yield found.file.problem((*found.path, "organisation"), f'has a commitment to it already: "{other}"')
