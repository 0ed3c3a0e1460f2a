"""The lists of docs/operate/wall.md as tests read them."""

import re
from pathlib import Path

from django.apps import apps

TEXT = (Path(__file__).parents[2] / "docs" / "operate" / "wall.md").read_text()


def _rows(heading: str) -> dict[str, str]:
    """The rows of the table below a heading: what stands in the first column, and what in the second."""
    section = TEXT.split(f" {heading}\n", 1)[1].split("\n#", 1)[0]
    return dict(re.findall(r"^\| `([^`]+)` \| (.+) \|$", section, re.M))


def _table_of(child: str, name: str) -> tuple[str, str]:
    """The column of a foreign key and the table that it leads to."""
    models = {each._meta.db_table: each for each in apps.get_models(include_auto_created=True)}
    field = models[f"painopiste_{child}"]._meta.get_field(name)
    return field.column, field.related_model._meta.db_table.removeprefix("painopiste_")


BY_MARKING = _rows("Walled by a marking of their own")
BY_PARENTS = {
    child: dict(_table_of(child, name) for name in re.findall("`([^`]+)`", parents))
    for child, parents in _rows("Walled by what they stand in").items()
}
BY_RULE = _rows("Walled by a rule of their own")
WITHOUT = _rows("Without a wall")
ALL_WALLED = [*BY_MARKING, *BY_PARENTS, *BY_RULE]
AS_SYSTEM = re.findall(r"^\| `([^`]+\.py)` \| (.+) \|$", TEXT.split("## As the system", 1)[1], re.M)
