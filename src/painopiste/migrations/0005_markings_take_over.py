"""Each row's audience becomes the built-in marking of the same name; what stands in a row is never more open than it.

Alone in its migration: PostgreSQL changes no table in which checks of foreign keys are still waiting.
"""

from django.db import migrations, models

GUARDED = (
    "body", "decision", "finding", "focusarea", "focusareaanswer", "keyfigure", "measure", "plan", "report", "round",
    "timelineevent",
)
# A row is never more open than those that it stands in.
WITHIN = {
    "decision": ("body",),
    "plan": ("focus_area",),
    "measure": ("focus_area",),
    "focusareaanswer": ("round", "focus_area"),
}
ORDER = ("public", "members", "secretariat")  # from open to closed


def take_over(apps, editor):
    """Give each row the marking of its audience, and those within others at least the marking of these."""
    for name in GUARDED:
        model = apps.get_model("painopiste", name)
        model.objects.exclude(audience__in=ORDER).update(audience="members")
        model.objects.update(own_marking_id=models.F("audience"), marking_id=models.F("audience"))
    for name, containers in WITHIN.items():
        model = apps.get_model("painopiste", name)
        for container in containers:
            for place, code in enumerate(ORDER[1:], start=1):
                laxer = model.objects.filter(marking_id__in=ORDER[:place], **{f"{container}__marking_id": code})
                model.objects.filter(pk__in=list(laxer.values_list("pk", flat=True))).update(marking_id=code)


def give_back(apps, editor):
    """Give each row the audience of its own marking; what no audience can say becomes the secretariat's."""
    for name in GUARDED:
        model = apps.get_model("painopiste", name)
        model.objects.update(audience="secretariat")
        for code in ORDER:
            model.objects.filter(own_marking_id=code).update(audience=code)


class Migration(migrations.Migration):
    dependencies = [("painopiste", "0004_markings")]
    operations = [migrations.RunPython(take_over, give_back)]
