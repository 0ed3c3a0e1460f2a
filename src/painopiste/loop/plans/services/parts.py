"""Milestones, deliverables, funding and dependencies of a measure."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Model

from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import Invalid, Missing
from painopiste.base.words import marked
from painopiste.loop.plans.models import Deliverable, Dependency, FundingLine, Measure, Milestone
from painopiste.loop.plans.services.measures import require_change

PARTS: Mapping[str, type[Model]] = {
    "milestone": Milestone,
    "deliverable": Deliverable,
    "funding": FundingLine,
    "dependency": Dependency,
}


@transaction.atomic
def save_part(*, measure: Measure, part: str, values: Mapping[str, Any], by: Actor, row_id: int | None = None) -> Model:
    """Add a part to a measure, or change the one with `row_id`.

    :raises Missing: if the measure has no such part
    :raises Invalid: if a measure would depend on itself
    """
    require_change(measure=measure, by=by)
    if values.get("other") == measure:
        raise Invalid(fields={"other": marked("A measure can't depend on itself.")})
    row = _row(measure, part, row_id) if row_id else PARTS[part](measure=measure)
    before = {name: _plain(getattr(row, name, "")) for name in values} if row_id else {}
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    event = f"plans.{part}_{'changed' if row_id else 'added'}"
    record(
        event,
        target=("measure", measure.key),
        by=by,
        before=before,
        after={name: _plain(value) for name, value in values.items()},
    )
    return row


@transaction.atomic
def remove_part(*, measure: Measure, part: str, row_id: int, by: Actor) -> None:
    """Remove a part of a measure. What it was stays in the audit trail.

    :raises Missing: if the measure has no such part
    """
    require_change(measure=measure, by=by)
    row = _row(measure, part, row_id)
    before = {
        field.name: _plain(getattr(row, field.name))
        for field in row._meta.fields
        if field.name not in ("id", "measure")
    }
    row.delete()
    record(f"plans.{part}_removed", target=("measure", measure.key), by=by, before=before)


def _row(measure: Measure, part: str, row_id: int) -> Model:
    row = PARTS[part]._default_manager.filter(measure=measure, pk=row_id).first()
    if row is None:
        raise Missing
    return row


def _plain(value: object) -> object:
    return getattr(value, "key", value) if isinstance(value, Model) else value
