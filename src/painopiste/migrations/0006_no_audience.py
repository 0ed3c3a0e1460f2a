"""The column of audiences goes: markings have taken its place."""

import django.db.models.deletion
from django.db import migrations, models

GUARDED = (
    "body", "decision", "finding", "focusarea", "focusareaanswer", "keyfigure", "measure", "plan", "report", "round",
    "timelineevent",
)


def own_marking():
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="painopiste.marking"
    )


class Migration(migrations.Migration):
    dependencies = [("painopiste", "0005_markings_take_over")]

    operations = [
        *(migrations.RemoveField(name, "audience") for name in GUARDED),
        *(migrations.AlterField(name, "own_marking", own_marking()) for name in GUARDED),
    ]
