"""The table in docs/operate/permissions.md: read as what is expected, and written for whoever adds a row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from tests.guarantees.permission_matrix.asking import LOG_IN, NO, NOTHING, YES
from tests.guarantees.permission_matrix.doors import Door, doors
from tests.guarantees.permission_matrix.world import READERS

FILE = Path(__file__).parents[3] / "docs" / "operate" / "permissions.md"
Row = tuple[str, str]  # the name of a door, a method
WORDS = (YES, NO, LOG_IN, NOTHING)


class WrongTable(ValueError):
    """The file can't be read as a table of permissions."""


@dataclass(frozen=True)
class Table:
    """Each row with the path that stands in it and, for each role, what one's own and another's answer."""

    rows: Mapping[Row, Mapping[str, tuple[str, str]]]
    paths: Mapping[str, str]


def read(text: str) -> Table:
    """The table in a file.

    :raises WrongTable: for a line that is no row, a word that is none, or a row that is there twice
    """
    rows: dict[Row, Mapping[str, tuple[str, str]]] = {}
    paths: dict[str, str] = {}
    roles: tuple[str, ...] = ()
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("| Address"):
            roles = tuple(cells[2:-1])
        elif line.startswith("| `"):
            name, _, path = cells[0].replace("`", "").partition(" ")
            row = (name, cells[1])
            if row in rows or len(cells) != len(roles) + 3:
                raise WrongTable(f"{FILE.name}: {name} {cells[1]} is there twice or has not a cell for each role")
            rows[row] = {role: _signs(cell, row) for role, cell in zip(roles, cells[2:-1], strict=True)}
            paths[name] = path or name
    return Table(rows, paths)


def _signs(cell: str, row: Row) -> tuple[str, str]:
    own, _, other = cell.partition(" / ")
    if own not in WORDS or (other and other not in WORDS):
        raise WrongTable(f"{FILE.name}: {row[0]} {row[1]} says “{cell}”; the words are {', '.join(WORDS)}")
    return own, other or own


def written(row: Row, told: Mapping[str, tuple[str, str]]) -> str:
    """A row as it stands in the file."""
    door, method = doors()[row[0]], row[1]
    address = f"`{door.name}`" if door.is_api and door.name.startswith("/") else f"`{door.name}` `{door.path}`"
    cells = [own if own == other else f"{own} / {other}" for own, other in (told[role] for role in READERS)]
    about = door.about.split("; ")[door.methods.index(method)] if method in door.methods else door.about
    return f"| {address} | {method} | {' | '.join(cells)} | {about.rstrip('.')} |"


def head() -> str:
    """The first lines of each table."""
    return f"| Address | Method | {' | '.join(READERS)} | What |\n|{'---|' * (len(READERS) + 3)}"


def whole(rows: Iterable[Row], signs: Mapping[Row, Mapping[str, tuple[str, str]]]) -> str:
    """All tables, one for each area."""
    parts = []
    for area, found in groupby(rows, key=lambda row: _area(doors()[row[0]])):
        parts.append(f"## {area}\n\n{head()}\n" + "\n".join(written(row, signs[row]) for row in found))
    return "\n\n".join(parts) + "\n"


def _area(door: Door) -> str:
    space = door.name.partition(":")[0]
    return "Operations of the API" if space.startswith("/") else f"{space.replace('_', ' ').capitalize()} (`{space}`)"
