"""Answering for many measures at once: all rows are saved, or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import DomainError, Invalid, Missing, NotAllowed, Stale
from painopiste.base.records import set_changed, take_version
from painopiste.base.words import marked
from painopiste.loop.focus_areas.models import FocusArea
from painopiste.loop.plans.models import Measure
from painopiste.loop.plans.rules import State, check_transition
from painopiste.loop.plans.services.measures import check_reason, hold_measures, take_step
from painopiste.loop.progress.models import MeasureAnswer, Round
from painopiste.loop.progress.rules import AlreadySubmitted
from painopiste.loop.progress.selectors import MeasureRow, list_measures_of
from painopiste.loop.progress.services.rounds import lock_open


@dataclass(frozen=True, slots=True)
class MeasureValues:
    """One row of the form. `version` is the answer's (0: none), `measure_version` the measure's, when it was opened."""

    state: State
    blocked_by: str
    note: Mapping[str, str]
    version: int
    measure_version: int


class RowsRefused(Invalid):
    """Some rows can't be saved; `rows` tells, by the measure's key, which field and why."""

    code = "rows_refused"
    message = marked("Nothing was saved. Correct the marked rows.")

    def __init__(self, rows: Mapping[str, Mapping[str, DomainError]]) -> None:
        self.rows = rows
        fields = {f"{key}.{name}": error.message for key, row in rows.items() for name, error in row.items()}
        super().__init__(fields=fields)


class NewerStep(Invalid):
    """The measure has a step from after the day that the round describes."""

    code = "newer_step"
    message = marked("The measure has a newer state than the day of this round. Change it on the measure's own page.")


@transaction.atomic
def save_measure_answers(
    *, round_: Round, focus_area: FocusArea, rows: Mapping[str, MeasureValues], submit: bool, by: Actor
) -> int:
    """Save the rows, by the measures' keys, and give the number of rows that changed.

    As a draft only rows that differ from what is known are kept. When they are submitted, each measure whose state
    has changed takes that step on the day that the round describes; an unchanged row leaves no step.

    :raises RoundNotOpen: if the round takes no answers in
    :raises Missing: if the actor may not see one of the measures, or it belongs elsewhere
    :raises NotAllowed: if the actor may not write one of the rows, or may only draft it
    :raises RowsRefused: if a row can't be saved; then none is
    """
    lock_open(round_=round_, by=by)
    hold_measures(keys=rows.keys(), by=by)
    known = {row.measure.key: row for row in list_measures_of(round_=round_, focus_area=focus_area, by=by)}
    if not rows.keys() <= known.keys():
        raise Missing
    if not all(known[key].pen.submit if submit else known[key].pen.draft for key in rows):
        raise NotAllowed
    newest = _newest_steps([known[key].measure.pk for key in rows])
    changed, refused = 0, {}
    for key, values in rows.items():
        try:
            ahead = newest.get(known[key].measure.pk, "") > round_.status_on.isoformat()
            changed += _save(round_, known[key], values, submit, ahead, by)
        except DomainError as error:
            refused[key] = _placed(error)
    if refused:
        raise RowsRefused(refused)  # takes back what the loop has written
    return changed


def _newest_steps(measures: Sequence[int]) -> dict[int, str]:
    """The first possible day of each measure's newest dated step."""
    found = (
        Measure.objects.unguarded("rows that were found for the actor")
        .filter(pk__in=measures)
        .annotate(newest=Max("changes__earliest"))
    )
    return {pk: day.isoformat() for pk, day in found.values_list("pk", "newest") if day}


def _placed(error: DomainError) -> dict[str, DomainError]:
    """Tell by field what is wrong with a row; what concerns all of it, or its state, stands at the state."""
    fields = error.fields if isinstance(error, Invalid) else {}
    if not fields:
        return {"state": error}
    return {"note" if name.startswith("reason") else name: Invalid(message) for name, message in fields.items()}


def _save(round_: Round, row: MeasureRow, values: MeasureValues, submit: bool, ahead: bool, by: Actor) -> int:
    answer = row.answer or MeasureAnswer(round=round_, measure=row.measure, state=row.measure.state, version=0)
    if row.answer is None and not submit:
        answer.blocked_by = row.blocked_by
    if answer.version != values.version:
        raise Stale
    if answer.submitted_at and not submit:
        if _differs(answer, values):
            raise AlreadySubmitted
        return 0
    if submit:
        _take_step(round_, row, values, ahead, by)
    return _write(answer, values, submit, by)


def _columns(values: MeasureValues) -> dict[str, str]:
    notes = {f"note_{code}": text for code, text in values.note.items()}
    return {"state": str(values.state), "blocked_by": values.blocked_by, **notes}


def _differs(answer: MeasureAnswer, values: MeasureValues) -> bool:
    return any(getattr(answer, name) != value for name, value in _columns(values).items())


def _take_step(round_: Round, row: MeasureRow, values: MeasureValues, ahead: bool, by: Actor) -> None:
    measure, state = row.measure, values.state
    notes = {code: text for code, text in values.note.items() if text}
    restated = state == measure.state == State.BLOCKED and values.blocked_by != row.blocked_by
    if state == measure.state and not restated:
        return
    if not restated:
        check_transition(State(measure.state), state)
    check_reason(state, values.blocked_by, notes)
    if ahead:
        raise NewerStep
    take_version(measure, values.measure_version)
    on = round_.status_on.isoformat()
    take_step(measure=measure, state=state, on=on, by=by, blocked_by=values.blocked_by, reason=notes)


def _write(answer: MeasureAnswer, values: MeasureValues, submit: bool, by: Actor) -> int:
    first_time = submit and answer.submitted_at is None
    before, after = set_changed(answer, _columns(values))
    if not after and not first_time:
        return 0
    answer.version += 1
    if first_time:
        answer.submitted_at = timezone.now()
    answer.answered_by_id = by.account_id
    answer.save()
    event = "progress.measure_submitted" if submit else "progress.measure_drafted"
    target = ("progress_measure_answer", f"{answer.round.key}/{answer.measure.key}")
    told = {"state": answer.state, **after}
    record(event, target=target, by=by, before=before, after=told, naming=(answer.round, answer.measure))
    return 1
