"""Making and changing measures, their states and their parties."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from painopiste.base import dates
from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import Invalid, Missing
from painopiste.base.programmes.models import Programme
from painopiste.base.records import set_changed, take_version
from painopiste.base.remarking.services import settle
from painopiste.base.words import marked
from painopiste.loop.focus_areas.models import FocusArea
from painopiste.loop.plans import permissions
from painopiste.loop.plans.models import Measure, MeasureChange, MeasureParty
from painopiste.loop.plans.rules import NEEDS_REASON, State, check_transition


def require_change(*, measure: Measure, by: Actor) -> None:
    """Refuse an actor who may not change this measure."""
    by.require(permissions.CHANGE_MEASURE, body=measure.focus_area.group_id if measure.focus_area else None)


@transaction.atomic
def create_measure(*, focus_area: FocusArea | None, values: Mapping[str, Any], by: Actor) -> Measure:
    """Make a new measure in a focus area (None: of the model itself), not started. Its number follows the last one
    that the actor sees.

    :raises NotAllowed: if the actor may not change measures of the focus area
    :raises Invalid: if it would be due before it starts
    """
    by.require(permissions.CHANGE_MEASURE, body=focus_area.group_id if focus_area else None)
    _check_times(values.get("starts_on", ""), values.get("due_on", ""))
    hold_focus_area(focus_area=focus_area, by=by)
    last, rank = _last_place(focus_area, by)
    prefix = focus_area.number if focus_area and focus_area.number else ("G" if focus_area is None else focus_area.key)
    measure = Measure.objects.create(focus_area=focus_area, number=f"{prefix}.{last + 1}", rank=rank + 1, **values)
    MeasureChange.objects.create(measure=measure, state=measure.state)
    record("plans.measure_created", target=("measure", measure.key), by=by, after={"number": measure.number, **values})
    return measure


def _last_place(focus_area: FocusArea | None, by: Actor) -> tuple[int, int]:
    """The last number that the actor sees, and the last rank: one that skips a hidden row would tell of it."""
    seen = permissions.visible_measures(by)
    siblings = seen.filter(focus_area=focus_area)
    last = max((_last_part(number) for number in siblings.values_list("number", flat=True)), default=0)
    ranks = (rows.aggregate(last=Max("rank"))["last"] for rows in (siblings, seen))
    return last, next((rank for rank in ranks if rank), 0)


def hold_focus_area(*, focus_area: FocusArea | None, by: Actor) -> None:
    """Hold what new rows are numbered in, until the end of the transaction, so that no two get the same number."""
    held = (
        Programme.objects.all()
        if focus_area is None
        else FocusArea.objects.unguarded("a row that was found for the actor").filter(pk=focus_area.pk)
    )
    list(held.select_for_update().values_list("pk"))


def hold_measures(*, keys: Collection[str], by: Actor) -> None:
    """Hold measures until the end of the transaction, before its first line in the trail.

    Who writes a line holds the end of the trail: reaching for a row after that, one could wait for somebody who waits
    for the trail.
    """
    found = Measure.objects.unguarded("rows that were asked for by key; what is done to them is checked after this")
    list(found.select_for_update().filter(key__in=keys).order_by("pk").values_list("pk"))


def _last_part(number: str) -> int:
    last = number.rpartition(".")[2]
    return int(last) if last.isdecimal() else 0


@transaction.atomic
def change_measure(*, measure: Measure, values: Mapping[str, Any], version: int, by: Actor) -> Measure:
    """Change the texts, kind and dates of a measure.

    :raises NotAllowed: if the actor may not change this measure
    :raises Stale: if somebody else has saved it after `version`
    """
    require_change(measure=measure, by=by)
    take_version(measure, version)
    before, after = set_changed(measure, values)
    if "starts_on" in after or "due_on" in after:
        _check_times(measure.starts_on, measure.due_on)
    measure.save()
    settle(row=measure, before=before, by=by)
    record("plans.measure_changed", target=("measure", measure.key), by=by, before=before, after=after)
    return measure


def _check_times(starts_on: str, due_on: str) -> None:
    if dates.ends_before(starts_on, due_on):
        raise Invalid(fields={"due_on": marked("The due date is before the beginning.")})


@transaction.atomic
def change_state(
    *,
    measure: Measure,
    new_state: State,
    on: str,
    version: int,
    by: Actor,
    blocked_by: str = "",
    reason: Mapping[str, str] | None = None,
) -> MeasureChange:
    """Record that a measure has a new state from the day or time `on` (EDTF), with the reason where one is needed.

    :raises TransitionRefused: if the measure can't take this step
    :raises Invalid: if the reason is missing
    :raises Stale: if somebody else has saved it after `version`
    """
    require_change(measure=measure, by=by)
    check_transition(State(measure.state), new_state)
    check_reason(new_state, blocked_by, reason or {})
    take_version(measure, version)
    return take_step(measure=measure, state=new_state, on=on, by=by, blocked_by=blocked_by, reason=reason or {})


def check_reason(state: State, blocked_by: str, reason: Mapping[str, str]) -> None:
    """Refuse a step without the reason that it needs."""
    if state in NEEDS_REASON and not any(reason.values()) and not (state is State.BLOCKED and blocked_by):
        field = "blocked_by" if state is State.BLOCKED else "reason_fi"
        raise Invalid(fields={field: marked("Give the reason for this state.")})


def take_step(
    *, measure: Measure, state: State, on: str, by: Actor, blocked_by: str, reason: Mapping[str, str]
) -> MeasureChange:
    """Write a step that has been checked, its audit line, and the measure's present state."""
    texts = {f"reason_{code}": text for code, text in reason.items()}
    last = measure.changes.aggregate(last=Max("rank"))["last"]
    rank = 0 if last is None else last + 1
    step = MeasureChange.objects.create(
        measure=measure, state=state, happened_on=dates.check(on), blocked_by=blocked_by, rank=rank, **texts
    )
    before, measure.state = measure.state, state
    measure.save()
    after = {"state": state, "on": on, "blocked_by": blocked_by, **texts}
    record("plans.measure_state", target=("measure", measure.key), by=by, before={"state": before}, after=after)
    return step


@transaction.atomic
def add_party(*, measure: Measure, role: str, since: str, by: Actor, **party: Any) -> MeasureParty:
    """Add a lead, participant, funder or audience: one of `organisation`, `body` or the texts `named_fi`, `named_sv`…

    :raises Invalid: if none or several of them are given
    """
    require_change(measure=measure, by=by)
    hold_measures(keys=[measure.key], by=by)
    chosen = [name for name in ("organisation", "body", "named_fi") if party.get(name)]
    if len(chosen) != 1:
        raise Invalid(fields={"organisation": marked("Choose one: an organisation, a body, or a name in words.")})
    last = measure.parties.aggregate(last=Max("rank"))["last"]
    added = MeasureParty.objects.create(
        measure=measure, role=role, since=dates.check(since), rank=(last or 0) + 1, **party
    )
    after = {"role": role, "since": since, "name": str(added)}
    record("plans.party_added", target=("measure", measure.key), by=by, after=after, naming=[added.body])
    return added


@transaction.atomic
def end_party(*, measure: Measure, party_id: int, until: str, by: Actor) -> None:
    """End a party's part in a measure on `until` (EDTF).

    :raises Missing: if the measure has no such party
    :raises Invalid: if the end is before the beginning
    """
    require_change(measure=measure, by=by)
    hold_measures(keys=[measure.key], by=by)
    party = measure.parties.select_related("organisation", "body").filter(pk=party_id).first()
    if party is None:
        raise Missing
    dates.check_end(party.since, until)
    before, party.until = party.until, until
    party.save()
    facts = {"role": party.role, "name": str(party)}
    record(
        "plans.party_ended",
        target=("measure", measure.key),
        by=by,
        before={**facts, "until": before},
        after={**facts, "until": until},
        naming=[party.body],
    )
