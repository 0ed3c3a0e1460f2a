"""Writes the programme in the database as a folder: the same rows give the same bytes."""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from painopiste.base.errors import Conflict, Missing
from painopiste.site.exchange.columns import Content, Keys
from painopiste.site.exchange.fields import KEY
from painopiste.site.exchange.folder import FILES, FOLDERS, LISTS
from painopiste.site.exchange.rows import Stored, read_kind
from painopiste.site.exchange.tables import KINDS
from painopiste.site.exchange.yaml_files import write


class NotEmpty(Conflict):
    """The folder holds something already."""

    code = "folder_not_empty"
    message = "%(folder)s is not empty. Give --force to replace the programme files in it."


class NothingToDump(Missing):
    """The database holds no programme."""

    code = "no_programme"
    message = "The database holds no programme yet."


def dump(path: Path, *, force: bool = False) -> list[str]:
    """Write the folder and give back the names of its files.

    :raises NotEmpty: if something is in the folder already, unless forced: then its programme files are replaced
    :raises NothingToDump: if no programme has been loaded
    """
    files = dict(documents())
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        if not force or not path.is_dir():
            raise NotEmpty(folder=path)
        _clear(path)
    for name, content in files.items():
        target = path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(write(content), encoding="utf-8", newline="\n")
    return list(files)


def _clear(path: Path) -> None:
    """Remove the programme's own files; whatever else is in the folder stays."""
    for name in FILES:
        (path / name).unlink(missing_ok=True)
    for name in FOLDERS:
        if (path / name).is_dir() and not (path / name).is_symlink():
            shutil.rmtree(path / name)


def documents() -> Iterator[tuple[str, Content]]:
    """The files of the programme and what each holds.

    :raises NothingToDump: if no programme has been loaded
    """
    keys = Keys()
    rows = {name: read_kind(kind, keys) for name, kind in KINDS.items()}
    if not rows["programme"]:
        raise NothingToDump
    yield "programme.yaml", rows["programme"][0].content
    for name, kind in FILES.items():
        parts = {list_name: LISTS[entry, list_name] for entry, list_name in LISTS if entry is kind}
        content = {list_name: _contents(rows, part, None) for list_name, part in parts.items()}
        if any(content.values()):
            yield name, content
    for folder, kind in (("indicators", "indicator"), ("focus-areas", "focus_area"), ("rounds", "round")):
        for row in rows[kind]:
            parts = {list_name: part for (entry, list_name), part in LISTS.items() if entry is FOLDERS[folder]}
            lists = {list_name: _contents(rows, part, row) for list_name, part in parts.items()}
            yield (
                f"{folder}/{_safe(row.row.key)}.yaml",
                row.content | {name: each for name, each in lists.items() if each},
            )


def _contents(rows: dict[str, list[Stored]], kind: str, owner: Stored | None) -> list[Content]:
    """The entries of a kind that belong to the owner; without an owner, those that belong to none."""
    column = KINDS[kind].owner
    owner_id = owner.row.pk if owner else None
    return [
        _brief(kind, row.content) for row in rows[kind] if not column or getattr(row.row, f"{column}_id") == owner_id
    ]


def _brief(kind: str, content: Content) -> Content:
    """Leave out the rank of a member where it is its place in the list."""
    if kind == "body" and "members" in content:
        members: Iterable[tuple[int, Any]] = enumerate(content["members"])
        brief = [
            {name: value for name, value in member.items() if name != "rank" or value != place}
            for place, member in members
        ]
        return content | {"members": brief}
    return content


def _safe(key: str) -> str:
    """A key as a file name: it can't lead out of the folder.

    :raises Conflict: if the key is not one
    """
    if not KEY.fullmatch(key):
        raise Conflict(f'The key "{key}" can\'t be the name of a file.')
    return key
