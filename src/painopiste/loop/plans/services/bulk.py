"""One change of many measures at once, which can be taken back."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from painopiste.base import dates
from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import Conflict, Invalid, Missing
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
    :raises Invalid: if nothing would change, or a new state or lead would begin on no day
    """
    _check_asked(new_state=new_state, on=on, due_on=due_on, lead=lead)
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


def _check_asked(*, new_state: State | None, on: str, due_on: str | None, lead: Organisation | None) -> None:
    if new_state is None and due_on is None and lead is None:
        raise Invalid(fields={"new_state": marked("Choose what to change: the state, the due date or the lead.")})
    if new_state is not None and not on:
        raise Invalid(fields={"on": marked("Tell from when the new state holds.")})
    if lead is not None and not on:  # or the one before would have no end
        raise Invalid(fields={"on": marked("Tell from when the new lead leads.")})


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
    """The measures, held until the end of the transaction: nobody else's change is written over."""
    found = permissions.visible_measures(by).select_related("focus_area").filter(key__in=keys)
    measures = list(found.select_for_update(of=("self",)).order_by("pk"))
    if len(measures) != len(set(keys)):
        raise Missing
    return measures


def _present(measure: Measure) -> dict[str, Any]:
    return {
        "state": measure.state,
        "due_on": measure.due_on,
        "version": measure.version,
        "leads": sorted(party.pk for party in _leads(measure)),
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
    before = _leads(measure)
    if [party.organisation_id for party in before] == [lead.pk]:
        return
    for old in before:
        old.until = _day_before(since)
        dates.check_end(old.since, old.until)
        old.save()
    MeasureParty.objects.create(measure=measure, role="lead", organisation=lead, since=since)
    _tell_leads(measure, before, _leads(measure), by)


def _day_before(since: str) -> str:
    """The last day of the one before: 2021-12-31 for 2022."""
    first = dates.span(since).earliest
    return (first - timedelta(days=1)).isoformat() if first and first > date.min else since


def _leads(measure: Measure) -> list[MeasureParty]:
    """Who leads the measure without an end."""
    return list(
        measure.parties.select_related("organisation", "body").filter(role="lead", until="").order_by("rank", "id")
    )


def _tell_leads(measure: Measure, before: Sequence[MeasureParty], after: Sequence[MeasureParty], by: Actor) -> None:
    told = [{"lead": [str(party) for party in parties]} for parties in (before, after)]
    since = {"since": after[0].since} if after else {}
    naming = [party.body for party in (*before, *after)]
    target = ("measure", measure.key)
    record("plans.lead_changed", target=target, by=by, before=told[0], after=told[1] | since, naming=naming)


def _restore(measure: Measure, before: Mapping[str, Any], by: Actor) -> None:
    if measure.state != before["state"]:
        today = timezone.localdate().isoformat()
        take_step(
            measure=measure,
            state=State(before["state"]),
            on=today,
            by=by,
            blocked_by="",
            reason={"en": "Taken back", "fi": "Muutos peruttiin", "sv": "Ändringen ångrades"},
        )
    if measure.due_on != before["due_on"]:
        _set_due(measure, before["due_on"], by)
    _restore_leads(measure, before["leads"], by)
    measure.version += 1
    measure.save()


def _restore_leads(measure: Measure, leads: Sequence[int], by: Actor) -> None:
    present = _leads(measure)
    if {party.pk for party in present} == set(leads):
        return
    measure.parties.filter(pk__in={party.pk for party in present} - set(leads)).delete()
    for old in measure.parties.filter(pk__in=leads):
        old.until = ""
        old.save()
    _tell_leads(measure, present, _leads(measure), by)
