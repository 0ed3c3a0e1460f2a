"""Milestones, deliverables, funding and dependencies of a measure."""

from collections.abc import Mapping
from typing import Any, cast

from django.db import transaction
from django.db.models import Model

from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import Invalid, Missing
from painopiste.base.records import take_version, texts
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
def save_part(
    *,
    measure: Measure,
    part: str,
    values: Mapping[str, Any],
    by: Actor,
    row_id: int | None = None,
    version: int | None = None,
) -> Model:
    """Add a part to a measure, or change the one with `row_id` that was read at `version`.

    :raises Missing: if the measure has no such part
    :raises Stale: if somebody else has saved the part after `version`
    :raises Invalid: if a measure would depend on itself, or a line of funding tells nothing
    """
    require_change(measure=measure, by=by)
    _check(measure, part, values)
    row: Any = PARTS[part](measure=measure)
    before: dict[str, Any] = {}
    if row_id:
        row = _row(measure, part, row_id)
        take_version(row, version or 0)
        before = {name: _plain(getattr(row, name, "")) for name in values}
    named = [getattr(row, "other", None)] if row_id else []
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
        naming=[*named, getattr(row, "other", None)],
    )
    return cast(Model, row)


def _check(measure: Measure, part: str, values: Mapping[str, Any]) -> None:
    if values.get("other") == measure:
        raise Invalid(fields={"other": marked("A measure can't depend on itself.")})
    told = ("amount", *texts("from"))
    if part == "funding" and not any(values.get(name) not in (None, "") for name in told):
        raise Invalid(fields={"amount": marked("Give the amount, or tell where the money comes from.")})


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
    named = getattr(row, "other", None)
    row.delete()
    record(f"plans.{part}_removed", target=("measure", measure.key), by=by, before=before, naming=[named])


def _row(measure: Measure, part: str, row_id: int) -> Model:
    row = PARTS[part]._default_manager.filter(measure=measure, pk=row_id).first()
    if row is None:
        raise Missing
    return row


def _plain(value: object) -> object:
    return getattr(value, "key", value) if isinstance(value, Model) else value
