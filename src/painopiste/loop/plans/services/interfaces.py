"""Saying what two measures or focus areas have to do with each other, and taking it back."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import Conflict, Invalid, NotAllowed
from painopiste.base.organisations.models import Organisation
from painopiste.base.records import Guarded, set_changed, take_version
from painopiste.base.words import marked
from painopiste.loop.plans import permissions
from painopiste.loop.plans.models import Interface
from painopiste.loop.plans.rules import How, InterfaceKind, stored_as
from painopiste.loop.plans.selectors import End, Seen


class AlreadyConfirmed(Conflict):
    """The pair has an interface already."""

    code = "already_confirmed"
    message = marked("Somebody has recorded this pair already. Change what is recorded instead.")


@transaction.atomic
def confirm_interface(
    *, end: End, other: End, how: How, coordinator: Organisation | None, note: Mapping[str, str], by: Actor
) -> Interface:
    """Record what one end has to do with another, as it looks from the first: also that there is no interface.

    `note` holds texts by column (`note_fi`, …).

    :raises NotAllowed: if the actor may confirm interfaces of neither end
    :raises Invalid: if both ends are the same
    :raises AlreadyConfirmed: if the pair is recorded already
    """
    _require(end, other, by)
    if end.name == other.name:
        raise Invalid(fields={"other": marked("An interface is between two different measures or focus areas.")})
    kind, turned = stored_as(how)
    first, second = (other, end) if turned else (end, other)
    row = Interface(kind=kind, coordinator=coordinator, **_ends(first, second), **note)
    after = {**_told(row, first, second), **note}
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyConfirmed from error
    record("plans.interface_added", target=("interface", row.key), by=by, after=after, naming=_rows(row))
    return row


@transaction.atomic
def change_interface(
    *,
    end: End,
    seen: Seen,
    how: How,
    coordinator: Organisation | None,
    note: Mapping[str, str],
    version: int,
    by: Actor,
) -> Interface:
    """Change what is recorded of an interface, as it looks from one of its ends.

    :raises NotAllowed: if the actor may confirm interfaces of neither end
    :raises Stale: if somebody else has saved it after `version`
    """
    row, other = seen.row, seen.other
    _require(end, other, by)
    take_version(row, version)
    was = _told(row, *_in_order(end, seen))
    before, after = set_changed(row, note)
    row.kind, turned = stored_as(how)
    first, second = (other, end) if turned else (end, other)
    for name, value in _ends(first, second).items():
        setattr(row, name, value)
    row.coordinator = coordinator
    row.save()
    now = _told(row, first, second)
    told = {"before": was | before, "after": now | after}
    record("plans.interface_changed", target=("interface", row.key), by=by, naming=_rows(row), **told)
    return row


@transaction.atomic
def remove_interface(*, end: End, seen: Seen, by: Actor) -> None:
    """Remove an interface: the pair may be suggested again. What it said stays in the audit trail.

    :raises NotAllowed: if the actor may confirm interfaces of neither end
    """
    _require(end, seen.other, by)
    row = seen.row
    told = {name: getattr(row, name) for name in ("note_fi", "note_sv", "note_en", "source")}
    before = _told(row, *_in_order(end, seen)) | told
    key, ends = row.key, _rows(row)
    row.delete()
    record("plans.interface_removed", target=("interface", key), by=by, before=before, naming=ends)


def _require(end: End, other: End, by: Actor) -> None:
    if not permissions.may_confirm((end.group, other.group), by=by):
        raise NotAllowed


def _ends(first: End, second: End) -> dict[str, Any]:
    """The four columns of the ends: two of them are empty."""
    empty = dict.fromkeys(("measure_id", "focus_area_id", "other_measure_id", "other_focus_area_id"))
    return empty | {f"{first.kind}_id": first.pk, f"other_{second.kind}_id": second.pk}


def _rows(row: Interface) -> list[Guarded | None]:
    """What the interface is between; who may not read one of them reads no line about it."""
    return [row.measure, row.focus_area, row.other_measure, row.other_focus_area]


def _in_order(end: End, seen: Seen) -> tuple[End, End]:
    """The two ends as they are stored, the first one first."""
    _kind, turned = stored_as(seen.how)
    return (seen.other, end) if turned else (end, seen.other)


def _told(row: Interface, first: End, second: End) -> dict[str, str]:
    """What the trail says of an interface; an arrow where it makes a difference which end is the first."""
    arrow = "–" if row.kind in (InterfaceKind.OVERLAPS, InterfaceKind.NONE) else "→"
    coordinator = row.coordinator.key if row.coordinator else ""
    return {"between": f"{first.key} {arrow} {second.key}", "kind": str(row.kind), "coordinator": coordinator}
