"""The log of views, which the database itself refuses to change, and clearances that wait for a second person.

One change of the log is let through: who looked and why may be erased together with its salt, when the law asks for it.
The seals still hold then, because they rest on the commitment.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TABLE = "painopiste_viewline"
FIXED = ("id", "at", "how", "objects_seen", "commitment")
ERASED = ("personal", "salt", "account_id")
REFUSAL = "lines of the log of views are only ever added"
KEPT = " OR ".join(f"NEW.{name} IS NOT NULL" for name in ERASED)
SQLITE = {
    "views_are_not_changed": f"""
        CREATE TRIGGER views_are_not_changed BEFORE UPDATE ON {TABLE}
        WHEN {KEPT} OR {" OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in FIXED)}
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    "views_are_not_removed": f"""
        CREATE TRIGGER views_are_not_removed BEFORE DELETE ON {TABLE}
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
}
POSTGRESQL = {
    "views_are_not_changed": f"""
        CREATE TRIGGER views_are_not_changed BEFORE UPDATE ON {TABLE} FOR EACH ROW
        WHEN ({KEPT} OR ({", ".join(f"NEW.{name}" for name in FIXED)})
            IS DISTINCT FROM ({", ".join(f"OLD.{name}" for name in FIXED)}))
        EXECUTE FUNCTION refuse_to_change_views()""",
    "views_are_not_removed": f"""
        CREATE TRIGGER views_are_not_removed BEFORE DELETE ON {TABLE} FOR EACH ROW
        EXECUTE FUNCTION refuse_to_change_views()""",
    "views_are_not_emptied": f"""
        CREATE TRIGGER views_are_not_emptied BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT
        EXECUTE FUNCTION refuse_to_change_views()""",
}
POSTGRESQL_FUNCTION = f"""
    CREATE FUNCTION refuse_to_change_views() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"""


def add(apps, editor):
    """Make the triggers."""
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRESQL_FUNCTION, params=None)
    for statement in (POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE).values():
        editor.execute(statement, params=None)


def remove(apps, editor):
    """Take the triggers away."""
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION IF EXISTS refuse_to_change_views() CASCADE", params=None)
        return
    for name in SQLITE:
        editor.execute(f"DROP TRIGGER IF EXISTS {name}", params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('painopiste', "0013_signing_in"),
    ]

    operations = [
        migrations.CreateModel(
            name='ViewLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('how', models.CharField(max_length=10)),
                ('objects_seen', models.TextField()),
                ('account_id', models.BigIntegerField(db_index=True, null=True)),
                ('personal', models.JSONField(null=True)),
                ('salt', models.CharField(max_length=32, null=True)),
                ('commitment', models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='ClearanceRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField()),
                ('until', models.DateField()),
                ('reason', models.TextField()),
                ('asked_at', models.DateTimeField(auto_now_add=True)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('granted', models.BooleanField(default=False)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.RunPython(add, remove),
    ]
