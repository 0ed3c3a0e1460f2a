"""The second wall (0011) stands around commitments too, and around what the trail and decisions on markings tell of them."""

from importlib import import_module

from django.db import migrations

wall = import_module("painopiste.migrations.0011_the_wall_stands")
POLICIES = {
    "commitment": f"(marking_id = ANY ({wall.READABLE})) OR {wall.EVERYTHING}",
    "commitmentchange": (
        "EXISTS (SELECT 1 FROM painopiste_commitment p WHERE p.id = painopiste_commitmentchange.commitment_id)"
    ),
}
TOLD = ("markingdecision", "auditline")  # these name the row that they are about
CASE = "CASE target_kind "
KNOWN = CASE + "WHEN 'commitment' THEN EXISTS (SELECT 1 FROM painopiste_commitment p WHERE p.key = target_key) "


def stand(editor, name, condition):
    """The policy of a table, in place of an earlier one."""
    table = f"painopiste_{name}"
    editor.execute(f"DROP POLICY IF EXISTS only_what_is_readable ON {table}", params=None)
    editor.execute(f"CREATE POLICY only_what_is_readable ON {table} USING ({condition})", params=None)


def add(apps, editor):
    """Bind the tables to their policies, and let the trail know commitments."""
    if editor.connection.vendor != "postgresql":
        return
    for name, condition in POLICIES.items():
        editor.execute(f"ALTER TABLE painopiste_{name} ENABLE ROW LEVEL SECURITY", params=None)
        editor.execute(f"ALTER TABLE painopiste_{name} FORCE ROW LEVEL SECURITY", params=None)
        stand(editor, name, condition)
    before = dict(wall.policies())
    for name in TOLD:
        stand(editor, name, before[name].replace(CASE, KNOWN))


def remove(apps, editor):
    """Put back what there was."""
    if editor.connection.vendor != "postgresql":
        return
    before = dict(wall.policies())
    for name in TOLD:
        stand(editor, name, before[name])
    for name in POLICIES:
        editor.execute(f"DROP POLICY only_what_is_readable ON painopiste_{name}", params=None)
        editor.execute(f"ALTER TABLE painopiste_{name} NO FORCE ROW LEVEL SECURITY", params=None)
        editor.execute(f"ALTER TABLE painopiste_{name} DISABLE ROW LEVEL SECURITY", params=None)


class Migration(migrations.Migration):
    dependencies = [("painopiste", "0015_commitments")]
    operations = [migrations.RunPython(add, remove)]
