"""Lines of the trail say for whom they are. What there is once (a version of a plan with a number, a commitment of an
organisation to a measure, an answer in a round) is so among what its maker sees: a constraint would tell of hidden rows.

Older lines get what can be told of them: going back from the row's present marking, a line holds until the line that
changed the marking; before that the row had the marking that this line gives as the one before. On PostgreSQL a line
is behind the wall by its own marking too.
"""

from importlib import import_module
from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GUARD = import_module("painopiste.migrations.0002_audit_is_append_only")
FIXED = (*GUARD.FIXED, "marking")
KINDS = {
    "focus_area": "FocusArea",
    "measure": "Measure",
    "plan": "Plan",
    "body": "Body",
    "decision": "Decision",
    "round": "Round",
    "report": "Report",
    "timeline_event": "TimelineEvent",
    "finding": "Finding",
    "key_figure": "KeyFigure",
    "commitment": "Commitment",
    "meeting": "Meeting",
    "follow_up": "FollowUp",
    "procedure": "WrittenProcedure",
    "observation": "Observation",
}
COLUMNS = ("own_marking_id", "marking_id", "audience")  # what the column was called, the newest name first
ORDER = ("public", "members", "secretariat")  # any other is stricter


def fill(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Give every line of a marked row its marking. The trail's guard is away for that long."""
    lines = apps.get_model("painopiste", "AuditLine")._base_manager
    GUARD.remove(apps, editor)
    for kind, name in KINDS.items():
        present = dict(apps.get_model("painopiste", name)._base_manager.values_list("key", "marking_id"))
        now: dict[str, str] = {}
        told = lines.filter(target_kind=kind).order_by("-number").values_list("pk", "target_key", "content")
        found: dict[str, list[int]] = {}
        for pk, key, content in told:
            code, now[key] = of_line(content or {}, now.get(key) or present.get(key, "secretariat"))
            found.setdefault(code, []).append(pk)
        for code, keys in found.items():
            for start in range(0, len(keys), 500):
                lines.filter(pk__in=keys[start : start + 500]).update(marking=code)
    GUARD.add(apps, editor, fixed=FIXED)


def empty(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """The guard as it was before."""
    GUARD.remove(apps, editor)
    GUARD.add(apps, editor)


def close(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Put lines behind the wall by their markings too, besides the rows that they tell of (0023)."""
    wall = import_module("painopiste.migrations.0011_the_wall_stands")
    marked = f"marking IS NULL OR marking = ANY ({wall.READABLE}) OR {wall.EVERYTHING}"
    _alter(editor, f"({marked}) AND ({_by_row()})")


def open_again(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """The policy as it was before."""
    _alter(editor, _by_row())


def _by_row() -> str:
    meetings = import_module("painopiste.migrations.0018_meetings_behind_the_wall")
    observations = import_module("painopiste.migrations.0023_observations_behind_the_wall")
    return str(meetings.told(observations.EARLIER | observations.KINDS)["auditline"])


def _alter(editor: BaseDatabaseSchemaEditor, condition: str) -> None:
    if editor.connection.vendor == "postgresql":
        statement = f"ALTER POLICY only_what_is_readable ON painopiste_auditline USING ({condition})"
        editor.execute(statement, params=None)


def of_line(content: dict[str, Any], after: str) -> tuple[str, str]:
    """For whom a line is, and which marking held before it, where `after` held when it had been written."""
    sides = [content.get(side) or {} for side in ("before", "after")]
    codes = [next((str(side[name]) for name in COLUMNS if side.get(name)), "") for side in sides]
    only_note = {name for side in sides for name in side} == {"internal_note"}
    strictest = max([after, *filter(None, codes), *(["secretariat"] if only_note else [])], key=_strictness)
    return strictest, codes[0] or after


def _strictness(code: str) -> int:
    return ORDER.index(code) if code in ORDER else len(ORDER)


class Migration(migrations.Migration):
    dependencies = [("painopiste", "0023_observations_behind_the_wall")]
    operations = [
        migrations.RemoveConstraint(model_name="plan", name="plan_number_is_unique"),
        migrations.RemoveConstraint(model_name="commitment", name="one_commitment_for_each_organisation"),
        migrations.RemoveConstraint(model_name="focusareaanswer", name="one_answer_for_a_focus_area_in_a_round"),
        migrations.AddField(
            model_name="auditline", name="marking", field=models.CharField(max_length=32, null=True)
        ),
        migrations.RunPython(fill, empty),
        migrations.RunPython(close, open_again),
    ]
