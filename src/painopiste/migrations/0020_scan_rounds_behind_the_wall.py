"""The second wall (0011) stands around rounds of scanning too, and around what the trail and markings tell of them."""

from importlib import import_module

from django.db import migrations

wall = import_module("painopiste.migrations.0011_the_wall_stands")
commitments = import_module("painopiste.migrations.0016_commitments_behind_the_wall")
observations = import_module("painopiste.migrations.0018_observations_behind_the_wall")


def within(table, **columns):
    """Every one of these columns leads to a row that is open."""
    return " AND ".join(
        f"EXISTS (SELECT 1 FROM painopiste_{other} p WHERE p.id = painopiste_{table}.{column})"
        for column, other in columns.items()
    )


POLICIES = {
    "scanround": f"(marking_id = ANY ({wall.READABLE})) OR {wall.EVERYTHING}",
    "scanexpert": within("scanexpert", round_id="scanround"),
    "candidate": within("candidate", round_id="scanround"),
    "candidate_observations": within("candidate_observations", candidate_id="candidate", observation_id="observation"),
    "score": within("score", candidate_id="candidate"),
}
KNOWN = "WHEN 'scan_round' THEN EXISTS (SELECT 1 FROM painopiste_scanround p WHERE p.key = target_key) "


def add(apps, editor):
    """Bind the tables to their policies, and let the trail know rounds of scanning."""
    if editor.connection.vendor != "postgresql":
        return
    for name, condition in POLICIES.items():
        editor.execute(f"ALTER TABLE painopiste_{name} ENABLE ROW LEVEL SECURITY", params=None)
        editor.execute(f"ALTER TABLE painopiste_{name} FORCE ROW LEVEL SECURITY", params=None)
        commitments.stand(editor, name, condition)
    tell(editor, commitments.KNOWN + observations.KNOWN + KNOWN)


def tell(editor, known):
    """The policies of what names the row that it is about, with these kinds of rows beside those of 0011."""
    told = dict(wall.policies())
    for name in commitments.TOLD:
        commitments.stand(editor, name, told[name].replace(commitments.CASE, known))


def remove(apps, editor):
    """Put back what there was."""
    if editor.connection.vendor != "postgresql":
        return
    tell(editor, commitments.KNOWN + observations.KNOWN)
    for name in POLICIES:
        editor.execute(f"DROP POLICY only_what_is_readable ON painopiste_{name}", params=None)
        editor.execute(f"ALTER TABLE painopiste_{name} NO FORCE ROW LEVEL SECURITY", params=None)
        editor.execute(f"ALTER TABLE painopiste_{name} DISABLE ROW LEVEL SECURITY", params=None)


class Migration(migrations.Migration):
    dependencies = [("painopiste", "0019_scan_rounds")]
    operations = [migrations.RunPython(add, remove)]
