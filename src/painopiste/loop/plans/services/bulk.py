"""One change of many measures at once, which can be taken back."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from painopiste.base import dates
from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import Conflict, Missing
from painopiste.base.organisations.models import Organisation
from painopiste.base.words import marked
from painopiste.loop.plans import permissions
from painopiste.loop.plans.models import BulkChange, Measure, MeasureParty
from painopiste.loop.plans.rules import State, check_transition
from painopiste.loop.plans.services.measures import check_reason, take_step


class AlreadyUndone(Conflict):
    """The change has been taken back already, or a measure has been changed after it."""

    code = "already_undone"
    message = marked(
        "This change can't be taken back: a measure has been changed after it, or it has been taken back already."
    )


@transaction.atomic
def change_many(
    *,
    keys: Sequence[str],
    by: Actor,
    new_state: State | None = None,
    on: str = "",
    blocked_by: str = "",
    reason: Mapping[str, str] | None = None,
    due_on: str | None = None,
    lead: Organisation | None = None,
) -> BulkChange:
    """Change state, due date or lead of all named measures, or of none.

    :raises Missing: if one of them does not exist for the actor
    :raises NotAllowed: if the actor may not change one of them
    :raises TransitionRefused: if one of them can't take the step
    """
    measures = _measures(keys, by)
    before = {measure.key: _present(measure) for measure in measures}
    for measure in measures:
        by.require(permissions.CHANGE_MANY, body=measure.focus_area.group_id if measure.focus_area else None)
        if new_state and new_state != measure.state:
            check_transition(State(measure.state), new_state)
            check_reason(new_state, blocked_by, reason or {})
            take_step(measure=measure, state=new_state, on=on, by=by, blocked_by=blocked_by, reason=reason or {})
        if due_on is not None:
            _set_due(measure, due_on, by)
        if lead is not None:
            _set_lead(measure, lead, since=on, by=by)
        measure.version += 1
        measure.save()
    after = {measure.key: _present(measure) for measure in measures}
    return BulkChange.objects.create(account_id=by.account_id, before=before, after=after)


@transaction.atomic
def undo_change(*, change: BulkChange, by: Actor) -> None:
    """Take a change of many measures back: each gets its former state, due date and leads as a new, visible step.

    :raises AlreadyUndone: if it has been taken back, or one of the measures has been changed since
    """
    locked = BulkChange.objects.select_for_update().get(pk=change.pk)
    measures = _measures(list(locked.before), by)
    if locked.undone_at or any(_present(measure) != locked.after[measure.key] for measure in measures):
        raise AlreadyUndone
    for measure in measures:
        by.require(permissions.CHANGE_MANY, body=measure.focus_area.group_id if measure.focus_area else None)
        _restore(measure, locked.before[measure.key], by)
    locked.undone_at = timezone.now()
    locked.save()


def _measures(keys: Sequence[str], by: Actor) -> list[Measure]:
    found = permissions.visible_measures(by).select_related("focus_area").filter(key__in=keys).order_by("rank")
    measures = list(found)
    if len(measures) != len(set(keys)):
        raise Missing
    return measures


def _present(measure: Measure) -> dict[str, Any]:
    leads = measure.parties.filter(role="lead", until="").order_by("id")
    return {
        "state": measure.state,
        "due_on": measure.due_on,
        "version": measure.version,
        "leads": list(leads.values_list("id", flat=True)),
    }


def _set_due(measure: Measure, due_on: str, by: Actor) -> None:
    before, measure.due_on = measure.due_on, dates.check(due_on)
    record(
        "plans.measure_changed",
        target=("measure", measure.key),
        by=by,
        before={"due_on": before},
        after={"due_on": due_on},
    )


def _set_lead(measure: Measure, lead: Organisation, *, since: str, by: Actor) -> None:
    for old in measure.parties.filter(role="lead", until=""):
        old.until = since
        old.save()
    MeasureParty.objects.create(measure=measure, role="lead", organisation=lead, since=since)
    record(
        "plans.party_added",
        target=("measure", measure.key),
        by=by,
        after={"role": "lead", "name": lead.key, "since": since},
    )


def _restore(measure: Measure, before: Mapping[str, Any], by: Actor) -> None:
    if measure.state != before["state"]:
        today = timezone.localdate().isoformat()
        take_step(
            measure=measure,
            state=State(before["state"]),
            on=today,
            by=by,
            blocked_by="",
            reason={"en": "Taken back", "fi": "Peruttu muutos", "sv": "Ändringen togs tillbaka"},
        )
    if measure.due_on != before["due_on"]:
        _set_due(measure, before["due_on"], by)
    _restore_leads(measure, before["leads"], by)
    measure.version += 1
    measure.save()


def _restore_leads(measure: Measure, leads: Sequence[int], by: Actor) -> None:
    present = set(measure.parties.filter(role="lead", until="").values_list("id", flat=True))
    if present == set(leads):
        return
    measure.parties.filter(pk__in=present - set(leads)).delete()
    for old in measure.parties.filter(pk__in=leads):
        old.until = ""
        old.save()
    record("plans.leads_restored", target=("measure", measure.key), by=by)
