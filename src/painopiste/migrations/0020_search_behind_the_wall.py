"""The second wall (0011) stands around the index of words too. Its terms are compared letter by letter, as SQLite does."""

from importlib import import_module

from django.db import migrations

wall = import_module("painopiste.migrations.0011_the_wall_stands")
TABLES = ("searchdocument", "searchword")
CONDITION = f"(marking_id = ANY ({wall.READABLE})) OR {wall.EVERYTHING}"


def add(apps, editor):
    """Bind the tables to their policies."""
    if editor.connection.vendor != "postgresql":
        return
    editor.execute('ALTER TABLE painopiste_searchword ALTER COLUMN term TYPE varchar(60) COLLATE "C"', params=None)
    for name in TABLES:
        table = f"painopiste_{name}"
        editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY", params=None)
        editor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY", params=None)
        editor.execute(f"CREATE POLICY only_what_is_readable ON {table} USING ({CONDITION})", params=None)


def remove(apps, editor):
    """Put back what there was."""
    if editor.connection.vendor != "postgresql":
        return
    for name in TABLES:
        table = f"painopiste_{name}"
        editor.execute(f"DROP POLICY only_what_is_readable ON {table}", params=None)
        editor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY", params=None)
        editor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY", params=None)


class Migration(migrations.Migration):
    dependencies = [("painopiste", "0019_search")]
    operations = [migrations.RunPython(add, remove)]
