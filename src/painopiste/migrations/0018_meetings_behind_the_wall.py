"""The second wall (0011) stands around meetings, follow-ups and written procedures, and around what is told of them."""

from importlib import import_module

from django.db import migrations

wall = import_module("painopiste.migrations.0011_the_wall_stands")
MARKED = ("meeting", "followup", "writtenprocedure")
# Rows that stand in others: the column and the table that it leads to.
INSIDE = {
    "agendaitem": ("meeting_id", "meeting"),
    "attendance": ("meeting_id", "meeting"),
    "discussionpoint": ("meeting_id", "meeting"),
    "procedureanswer": ("procedure_id", "writtenprocedure"),
}
TOLD = ("markingdecision", "auditline")  # these name the row that they are about
CASE = "CASE target_kind "
EARLIER = {"interface": "interface", "commitment": "commitment"}
KINDS = {"meeting": "meeting", "follow_up": "followup", "procedure": "writtenprocedure"}


def inside(name, column, table, *, or_none=False):
    """The row that the column names is open, or there is none where that may be."""
    open_ = f"EXISTS (SELECT 1 FROM painopiste_{table} p WHERE p.id = painopiste_{name}.{column})"
    return f"({column} IS NULL OR {open_})" if or_none else open_


def policies():
    """The condition of each new table."""
    for name in MARKED:
        yield name, f"(marking_id = ANY ({wall.READABLE})) OR {wall.EVERYTHING}"
    for name, (column, table) in INSIDE.items():
        yield name, inside(name, column, table)
    ends = (("item_id", "agendaitem"), ("procedure_id", "writtenprocedure"))
    name = "conflictofinterest"
    yield name, " AND ".join(inside(name, *end, or_none=True) for end in ends)


def stand(editor, name, condition):
    """The policy of a table, in place of an earlier one."""
    table = f"painopiste_{name}"
    editor.execute(f"DROP POLICY IF EXISTS only_what_is_readable ON {table}", params=None)
    editor.execute(f"CREATE POLICY only_what_is_readable ON {table} USING ({condition})", params=None)


def told(kinds):
    """The conditions of the trail and of the decisions on markings, which know these kinds besides those of 0011."""
    cases = [
        f"WHEN '{kind}' THEN EXISTS (SELECT 1 FROM painopiste_{table} p WHERE p.key = target_key) "
        for kind, table in kinds.items()
    ]
    before = dict(wall.policies())
    return {name: before[name].replace(CASE, CASE + "".join(cases)) for name in TOLD}


def tell(editor, kinds):
    """Put these conditions in place of the earlier ones."""
    for name, condition in told(kinds).items():
        stand(editor, name, condition)


def add(apps, editor):
    """Bind the tables to their policies, and let the trail know meetings beside interfaces and commitments."""
    if editor.connection.vendor != "postgresql":
        return
    for name, condition in policies():
        editor.execute(f"ALTER TABLE painopiste_{name} ENABLE ROW LEVEL SECURITY", params=None)
        editor.execute(f"ALTER TABLE painopiste_{name} FORCE ROW LEVEL SECURITY", params=None)
        stand(editor, name, condition)
    tell(editor, EARLIER | KINDS)


def remove(apps, editor):
    """Put back what there was."""
    if editor.connection.vendor != "postgresql":
        return
    tell(editor, EARLIER)
    for name, _condition in policies():
        editor.execute(f"DROP POLICY only_what_is_readable ON painopiste_{name}", params=None)
        editor.execute(f"ALTER TABLE painopiste_{name} NO FORCE ROW LEVEL SECURITY", params=None)
        editor.execute(f"ALTER TABLE painopiste_{name} DISABLE ROW LEVEL SECURITY", params=None)


class Migration(migrations.Migration):
    dependencies = [("painopiste", "0017_bodies_meet")]
    operations = [migrations.RunPython(add, remove)]
