"""The second wall (0011) stands around observations too, and around what the trail and decisions on markings tell of them."""

from importlib import import_module

from django.db import migrations

wall = import_module("painopiste.migrations.0011_the_wall_stands")
meetings = import_module("painopiste.migrations.0018_meetings_behind_the_wall")
POLICIES = {
    "observation": f"(marking_id = ANY ({wall.READABLE})) OR {wall.EVERYTHING}",
    "observation_areas": meetings.inside("observation_areas", "observation_id", "observation"),
    "observation_focus_areas": (
        meetings.inside("observation_focus_areas", "observation_id", "observation")
        + " AND "
        + meetings.inside("observation_focus_areas", "focusarea_id", "focusarea")
    ),
}
EARLIER = meetings.EARLIER | meetings.KINDS
KINDS = {"observation": "observation"}


def add(apps, editor):
    """Bind the tables to their policies, and let the trail know observations."""
    if editor.connection.vendor != "postgresql":
        return
    for name, condition in POLICIES.items():
        editor.execute(f"ALTER TABLE painopiste_{name} ENABLE ROW LEVEL SECURITY", params=None)
        editor.execute(f"ALTER TABLE painopiste_{name} FORCE ROW LEVEL SECURITY", params=None)
        meetings.stand(editor, name, condition)
    meetings.tell(editor, EARLIER | KINDS)


def remove(apps, editor):
    """Put back what there was."""
    if editor.connection.vendor != "postgresql":
        return
    meetings.tell(editor, EARLIER)
    for name in POLICIES:
        editor.execute(f"DROP POLICY only_what_is_readable ON painopiste_{name}", params=None)
        editor.execute(f"ALTER TABLE painopiste_{name} NO FORCE ROW LEVEL SECURITY", params=None)
        editor.execute(f"ALTER TABLE painopiste_{name} DISABLE ROW LEVEL SECURITY", params=None)


class Migration(migrations.Migration):
    dependencies = [("painopiste", "0022_observations")]
    operations = [migrations.RunPython(add, remove)]
