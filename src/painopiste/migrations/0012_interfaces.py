"""Interfaces between measures and focus areas. PostgreSQL hides one whose ends are not both open to the reader."""

import django.db.models.deletion
from django.db import migrations, models


ENDS = {"measure_id": "measure", "focus_area_id": "focusarea", "other_measure_id": "measure",
        "other_focus_area_id": "focusarea"}
CONDITION = " AND ".join(
    f"({column} IS NULL OR {column} IN (SELECT id FROM painopiste_{table}))" for column, table in ENDS.items()
)


def wall(apps, editor):
    """Seen with both ends: their own policies apply within this one."""
    if editor.connection.vendor != "postgresql":
        return
    editor.execute("ALTER TABLE painopiste_interface ENABLE ROW LEVEL SECURITY", params=None)
    editor.execute(
        f"CREATE POLICY only_what_is_readable ON painopiste_interface USING ({CONDITION}) WITH CHECK (true)",
        params=None,
    )


def no_wall(apps, editor):
    """Take the policy away."""
    if editor.connection.vendor == "postgresql":
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
        migrations.RunPython(wall, no_wall),
    ]
