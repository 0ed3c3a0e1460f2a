"""The second wall (0011) stands around observations too, and around what the trail and decisions on markings tell of them."""

from importlib import import_module

from django.db import migrations

wall = import_module("painopiste.migrations.0011_the_wall_stands")
before = import_module("painopiste.migrations.0016_commitments_behind_the_wall")
POLICIES = {
    "observation": f"(marking_id = ANY ({wall.READABLE})) OR {wall.EVERYTHING}",
    "observation_areas": (
        "EXISTS (SELECT 1 FROM painopiste_observation p WHERE p.id = painopiste_observation_areas.observation_id)"
    ),
    "observation_focus_areas": (
        "EXISTS (SELECT 1 FROM painopiste_observation p WHERE p.id = painopiste_observation_focus_areas.observation_id)"
        " AND EXISTS (SELECT 1 FROM painopiste_focusarea p WHERE p.id = painopiste_observation_focus_areas.focusarea_id)"
    ),
}
KNOWN = "WHEN 'observation' THEN EXISTS (SELECT 1 FROM painopiste_observation p WHERE p.key = target_key) "


def add(apps, editor):
    """Bind the tables to their policies, and let the trail know observations."""
    if editor.connection.vendor != "postgresql":
        return
    for name, condition in POLICIES.items():
        editor.execute(f"ALTER TABLE painopiste_{name} ENABLE ROW LEVEL SECURITY", params=None)
        editor.execute(f"ALTER TABLE painopiste_{name} FORCE ROW LEVEL SECURITY", params=None)
        before.stand(editor, name, condition)
    told = dict(wall.policies())
    for name in before.TOLD:
        before.stand(editor, name, told[name].replace(before.CASE, before.KNOWN + KNOWN))


def remove(apps, editor):
    """Put back what there was."""
    if editor.connection.vendor != "postgresql":
        return
    told = dict(wall.policies())
    for name in before.TOLD:
        before.stand(editor, name, told[name].replace(before.CASE, before.KNOWN))
    for name in POLICIES:
        editor.execute(f"DROP POLICY only_what_is_readable ON painopiste_{name}", params=None)
        editor.execute(f"ALTER TABLE painopiste_{name} NO FORCE ROW LEVEL SECURITY", params=None)
        editor.execute(f"ALTER TABLE painopiste_{name} DISABLE ROW LEVEL SECURITY", params=None)


class Migration(migrations.Migration):
    dependencies = [("painopiste", "0017_observations")]
    operations = [migrations.RunPython(add, remove)]
