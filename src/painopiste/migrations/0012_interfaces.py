"""Interfaces between measures and focus areas. PostgreSQL hides one whose ends are not both open to the reader."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models


ENDS = {
    "measure_id": "measure", "focus_area_id": "focusarea", "other_measure_id": "measure",
    "other_focus_area_id": "focusarea",
}
EARLIER = "painopiste.migrations.0011_the_wall_stands"


def both_ends():
    """Each end that is there is open: their own policies apply within this one."""
    return " AND ".join(
        f"({column} IS NULL OR EXISTS (SELECT 1 FROM painopiste_{table} p WHERE p.id = painopiste_interface.{column}))"
        for column, table in ENDS.items()
    )


def trail(editor, *, with_interfaces):
    """The policies of what names rows by kind and key: lines about an interface are open with it."""
    wall = import_module(EARLIER)
    kinds = dict(wall.BY_KEY)
    if with_interfaces:
        wall.BY_KEY["interface"] = "interface"
    try:
        conditions = dict(wall.policies())
    finally:
        wall.BY_KEY.clear()
        wall.BY_KEY.update(kinds)
    for name in ("auditline", "markingdecision"):
        editor.execute(
            f"ALTER POLICY only_what_is_readable ON painopiste_{name} USING ({conditions[name]})", params=None
        )


def add(apps, editor):
    """Close interfaces behind the wall."""
    if editor.connection.vendor != "postgresql":
        return
    for statement in (
        "ALTER TABLE painopiste_interface ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE painopiste_interface FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY only_what_is_readable ON painopiste_interface USING ({both_ends()})",
    ):
        editor.execute(statement, params=None)
    trail(editor, with_interfaces=True)


def remove(apps, editor):
    """Take the policy away."""
    if editor.connection.vendor != "postgresql":
        return
    trail(editor, with_interfaces=False)
    editor.execute("DROP POLICY only_what_is_readable ON painopiste_interface", params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('painopiste', '0011_the_wall_stands'),
    ]

    operations = [
        migrations.CreateModel(
            name='Interface',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('key', models.CharField(max_length=60, unique=True)),
                ('source', models.CharField(blank=True, default='', max_length=200)),
                ('pair', models.CharField(editable=False, max_length=60, unique=True)),
                ('kind', models.CharField(max_length=20)),
                ('note_fi', models.TextField(blank=True, default='')),
                ('note_sv', models.TextField(blank=True, default='')),
                ('note_en', models.TextField(blank=True, default='')),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('coordinator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='painopiste.organisation')),
                ('focus_area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='painopiste.focusarea')),
                ('measure', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='painopiste.measure')),
                ('other_focus_area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='painopiste.focusarea')),
                ('other_measure', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='painopiste.measure')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('measure__isnull', False), models.Q(('focus_area__isnull', False), _negated=True)), models.Q(('focus_area__isnull', False), models.Q(('measure__isnull', False), _negated=True)), _connector='OR'), name='interface_has_one_first_end'), models.CheckConstraint(condition=models.Q(models.Q(('other_measure__isnull', False), models.Q(('other_focus_area__isnull', False), _negated=True)), models.Q(('other_focus_area__isnull', False), models.Q(('other_measure__isnull', False), _negated=True)), _connector='OR'), name='interface_has_one_other_end')],
            },
        ),
        migrations.RunPython(add, remove),
    ]
