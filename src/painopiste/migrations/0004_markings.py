"""The tables of markings, the three built-in ones, and the two columns of each row that is not for everybody."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

GUARDED = (
    "body", "decision", "finding", "focusarea", "focusareaanswer", "keyfigure", "measure", "plan", "report", "round",
    "timelineevent",
)
ORDER = ("public", "members", "secretariat")  # from open to closed
DISCRETION = ["621/1999", "9", ""]


def build_in(apps, editor):
    """Make the three built-in markings."""
    Marking, Clause, Reader = (
        apps.get_model("painopiste", name) for name in ("Marking", "MarkingClause", "MarkingReader")
    )
    Marking.objects.create(code="public", legal_status="public", level=0, grounds=[], tlp="clear", clear=True)
    for code in ORDER[1:]:
        row = Marking.objects.create(code=code, legal_status="not_yet_public", level=1, grounds=[DISCRETION], tlp="green")
        Reader.objects.create(clause=Clause.objects.create(marking=row), circle=code)


def nothing(apps, editor):
    """The tables go as a whole."""


def key_to(model, on_delete=django.db.models.deletion.PROTECT, **more):
    return models.ForeignKey(on_delete=on_delete, related_name="+", to=model, **more)


MARKING = "painopiste.marking"
CASCADE = django.db.models.deletion.CASCADE
EMPTY = {"null": True, "blank": True}


def pk():
    return "id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def period():
    return [("since", models.DateField(**EMPTY)), ("until", models.DateField(**EMPTY))]


class Migration(migrations.Migration):
    dependencies = [("painopiste", "0003_accessibility_feedback")]

    operations = [
        migrations.CreateModel(
            name="Marking",
            fields=[
                ("code", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("legal_status", models.CharField(max_length=20)),
                ("level", models.PositiveSmallIntegerField()),
                ("grounds", models.JSONField(default=list)),
                ("tlp", models.CharField(max_length=20)),
                ("clear", models.BooleanField(default=False)),
                ("embargo_until", models.DateField(**EMPTY)),
                ("expires_on", models.DateField(**EMPTY)),
            ],
        ),
        migrations.CreateModel(
            name="Compartment",
            fields=[
                pk(),
                ("key", models.CharField(max_length=60, unique=True)),
                ("name_fi", models.CharField(max_length=300)),
                ("name_sv", models.CharField(blank=True, default="", max_length=300)),
                ("name_en", models.CharField(blank=True, default="", max_length=300)),
                ("marking", key_to(MARKING, default="secretariat")),
                ("members_marking", key_to(MARKING, default="secretariat")),
            ],
        ),
        migrations.AddField(
            "marking",
            "compartments",
            models.ManyToManyField(blank=True, related_name="+", to="painopiste.compartment"),
        ),
        migrations.CreateModel(
            name="MarkingClause",
            fields=[
                pk(),
                (
                    "marking",
                    models.ForeignKey(on_delete=CASCADE, related_name="clauses", to=MARKING),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MarkingReader",
            fields=[
                pk(),
                ("circle", models.CharField(blank=True, default="", max_length=20)),
                (
                    "clause",
                    models.ForeignKey(on_delete=CASCADE, related_name="readers", to="painopiste.markingclause"),
                ),
                ("organisation", key_to("painopiste.organisation", **EMPTY)),
                ("body", key_to("painopiste.body", **EMPTY)),
            ],
        ),
        migrations.CreateModel(
            name="CompartmentMember",
            fields=[
                pk(),
                (
                    "compartment",
                    models.ForeignKey(on_delete=CASCADE, related_name="members", to="painopiste.compartment"),
                ),
                ("account", key_to(settings.AUTH_USER_MODEL, CASCADE, **EMPTY)),
                ("organisation", key_to("painopiste.organisation", CASCADE, **EMPTY)),
                ("body", key_to("painopiste.body", CASCADE, **EMPTY)),
                *period(),
            ],
        ),
        migrations.CreateModel(
            name="Clearance",
            fields=[
                pk(),
                ("account", key_to(settings.AUTH_USER_MODEL, CASCADE)),
                ("level", models.PositiveSmallIntegerField()),
                *period(),
            ],
        ),
        migrations.CreateModel(
            name="MarkingDecision",
            fields=[
                pk(),
                ("target_kind", models.CharField(max_length=40)),
                ("target_key", models.CharField(max_length=60)),
                ("before", key_to(MARKING)),
                ("after", key_to(MARKING)),
                ("originator", key_to("painopiste.organisation", **EMPTY)),
                ("reason", models.TextField(blank=True, default="")),
                ("decided_by", key_to(settings.AUTH_USER_MODEL, **EMPTY)),
                ("decided_by_label", models.CharField(blank=True, default="", max_length=200)),
                ("decided_at", models.DateTimeField()),
                ("lowers", models.BooleanField(default=False)),
                ("confirmed_by", key_to(settings.AUTH_USER_MODEL, **EMPTY)),
                ("settled_at", models.DateTimeField(**EMPTY)),
                ("withdrawn", models.BooleanField(default=False)),
                ("review_on", models.DateField(**EMPTY)),
            ],
            options={
                "indexes": [models.Index(fields=["target_kind", "target_key"], name="marking_decision_by_target")]
            },
        ),
        migrations.RunPython(build_in, nothing),
        *(migrations.AddField(name, "own_marking", key_to(MARKING, default="members")) for name in GUARDED),
        *(migrations.AddField(name, "marking", key_to(MARKING, default="members")) for name in GUARDED),
    ]
