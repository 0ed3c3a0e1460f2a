"""PostgreSQL itself hides commitments, and their steps, whose marking is not open to the reader (as 0007 does)."""

from django.db import migrations

READABLE = "(SELECT painopiste_readable_markings())"
POLICIES = {
    "commitment": f"marking_id IN {READABLE}",
    "commitmentchange": "commitment_id IN (SELECT id FROM painopiste_commitment)",
}


def add(apps, editor):
    """Make a policy for each table."""
    if editor.connection.vendor != "postgresql":
        return
    for name, condition in POLICIES.items():
        table = f"painopiste_{name}"
        editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY", params=None)
        editor.execute(
            f"CREATE POLICY only_what_is_readable ON {table} USING ({condition}) WITH CHECK (true)", params=None
        )


def remove(apps, editor):
    """Take the policies away."""
    if editor.connection.vendor != "postgresql":
        return
    for name in POLICIES:
        editor.execute(f"DROP POLICY only_what_is_readable ON painopiste_{name}", params=None)
        editor.execute(f"ALTER TABLE painopiste_{name} DISABLE ROW LEVEL SECURITY", params=None)


class Migration(migrations.Migration):
    dependencies = [("painopiste", "0013_commitments")]
    operations = [migrations.RunPython(add, remove)]
