"""How a migration puts tables behind the second wall (0011) from 0025 on. Not a migration itself: Django skips names with "_".

What a migration says here stays as it is: a later one that needs another form gets a function of its own.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

wall = import_module("painopiste.migrations.0011_the_wall_stands")
meetings = import_module("painopiste.migrations.0018_meetings_behind_the_wall")
observations = import_module("painopiste.migrations.0023_observations_behind_the_wall")

UNTIL_0024: dict[str, str] = observations.EARLIER | observations.KINDS
BY_MARKING = f"(marking_id = ANY ({wall.READABLE})) OR {wall.EVERYTHING}"
LINES_BY_MARKING = f"(marking IS NULL OR marking = ANY ({wall.READABLE}) OR {wall.EVERYTHING})"


def within(table: str, **columns: str) -> str:
    """The condition that every one of these columns leads to a row that is open: `round_id="scanround"`."""
    return " AND ".join(meetings.inside(table, column, other) for column, other in columns.items())


def around(
    policies: Mapping[str, str], *, earlier: Mapping[str, str], kinds: Mapping[str, str]
) -> migrations.RunPython:
    """The step that binds tables to their policies and lets the trail know their rows; on SQLite it does nothing.

    `policies` has a condition for each table without its prefix, `kinds` the table of each kind of row that the trail
    and decisions on markings name, `earlier` the kinds that they knew before. Without new kinds they know what they knew.
    """

    def add(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor != "postgresql":
            return
        for name, condition in policies.items():
            editor.execute(f"ALTER TABLE painopiste_{name} ENABLE ROW LEVEL SECURITY", params=None)
            editor.execute(f"ALTER TABLE painopiste_{name} FORCE ROW LEVEL SECURITY", params=None)
            meetings.stand(editor, name, condition)
        if kinds:
            _tell(editor, {**earlier, **kinds})

    def remove(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor != "postgresql":
            return
        if kinds:
            _tell(editor, earlier)
        for name in policies:
            editor.execute(f"DROP POLICY only_what_is_readable ON painopiste_{name}", params=None)
            editor.execute(f"ALTER TABLE painopiste_{name} NO FORCE ROW LEVEL SECURITY", params=None)
            editor.execute(f"ALTER TABLE painopiste_{name} DISABLE ROW LEVEL SECURITY", params=None)

    return migrations.RunPython(add, remove)


def _tell(editor: BaseDatabaseSchemaEditor, kinds: Mapping[str, str]) -> None:
    for name, condition in meetings.told(kinds).items():
        meetings.stand(editor, name, f"{LINES_BY_MARKING} AND ({condition})" if name == "auditline" else condition)
