"""Asking organisations whether they commit to a measure that they take part in."""

from collections.abc import Sequence

from django.db import transaction

from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import Conflict, Invalid
from painopiste.base.organisations.models import Organisation
from painopiste.base.records import take_version
from painopiste.base.words import marked
from painopiste.loop.commitments import permissions
from painopiste.loop.commitments.models import Commitment
from painopiste.loop.commitments.rules import NEXT_STATES, PARTY_ROLES, State
from painopiste.loop.commitments.services.steps import take_step
from painopiste.loop.plans.models import Measure
from painopiste.loop.plans.rules import OPEN
from painopiste.loop.plans.rules import State as MeasureState
from painopiste.loop.plans.services.measures import hold_measures


class AskedAlready(Conflict):
    """An organisation is asked once; only after a refusal it can be asked anew."""

    code = "asked_already"
    message = marked("One of these organisations can't be asked now: its answer is waited for, or it has decided.")


@transaction.atomic
def ask(
    *, measure: Measure, organisations: Sequence[Organisation], on: str, marking: str, by: Actor
) -> list[Commitment]:
    """Ask organisations of the measure to commit to it, on the day `on` (EDTF). Who has refused is asked anew.

    `marking` is that of the new rows; a row that there is already keeps its own.

    :raises NotAllowed: if the actor may not ask for this measure
    :raises Conflict: if the measure has ended
    :raises Invalid: if nobody is chosen, or one of them has no part in the measure
    :raises AskedAlready: if the actor sees that one of them has been asked and has not refused
    """
    by.require(permissions.ASK, body=measure.focus_area.group_id if measure.focus_area else None)
    hold_measures(keys=[measure.key], by=by)
    if MeasureState(measure.state) not in OPEN:
        raise Conflict(marked("The measure has ended: nobody is asked to commit to it."), code="measure_has_ended")
    _check_parts(measure, organisations)
    there = permissions.visible(by).select_for_update()  # one at most; a refusal for a hidden one would tell of it
    known = {row.organisation_id: row for row in there.filter(measure=measure, organisation__in=organisations)}
    return [_ask(measure, each, known.get(each.pk), on, marking, by) for each in organisations]


def _check_parts(measure: Measure, organisations: Sequence[Organisation]) -> None:
    if not organisations:
        raise Invalid(fields={"organisations": marked("Choose at least one organisation.")})
    parts = measure.parties.filter(role__in=PARTY_ROLES, organisation__in=organisations)
    if set(parts.values_list("organisation_id", flat=True)) != {each.pk for each in organisations}:
        raise Invalid(fields={"organisations": marked("Only organisations that have a part in the measure are asked.")})


def _ask(
    measure: Measure, organisation: Organisation, known: Commitment | None, on: str, marking: str, by: Actor
) -> Commitment:
    before = {"state": known.state} if known else {}
    if known is None:
        known = Commitment.objects.create(measure=measure, organisation=organisation, own_marking_id=marking)
    else:
        if State.ASKED not in NEXT_STATES[State(known.state)]:
            raise AskedAlready
        take_version(known, known.version)
    take_step(commitment=known, state=State.ASKED, on=on, reason={}, by=by)
    known.save()
    after = {"measure": measure.key, "organisation": organisation.key, "state": known.state, "on": on}
    if not before:
        after["own_marking_id"] = marking
    record("commitments.asked", target=("commitment", known.key), by=by, before=before, after=after)
    return known
