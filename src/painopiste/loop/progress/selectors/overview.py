"""One round at a glance: who has answered, what they tell, and what has changed since the round before."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.records import texts
from painopiste.loop.focus_areas import permissions as focus_areas
from painopiste.loop.plans import permissions as plans
from painopiste.loop.plans.rules import BlockedBy
from painopiste.loop.progress import permissions
from painopiste.loop.progress.models import FocusAreaAnswer, Round
from painopiste.loop.progress.permissions import Pen, pen_for
from painopiste.loop.progress.rules import (
    Activity,
    AnswerState,
    Comparison,
    Forecast,
    RoundState,
    compare,
    count_codes,
    is_asked,
    is_late,
    state_on,
)
from painopiste.loop.progress.selectors.rounds import get_previous, steps_of_visible


@dataclass(frozen=True, slots=True)
class AreaRow:
    """A focus area in a round. `answer` may be a draft; what it tells counts only once it is submitted."""

    focus_area: dict[str, Any]
    state: AnswerState
    late: bool
    answer: FocusAreaAnswer | None
    before: FocusAreaAnswer | None
    comparison: Comparison | None
    measures: int
    measures_answered: int
    pen: Pen

    @property
    def told(self) -> FocusAreaAnswer | None:
        return self.answer if self.state is AnswerState.SUBMITTED else None


@dataclass(frozen=True, slots=True)
class Overview:
    """A whole round, with what the submitted answers say in all."""

    round: Round
    state: RoundState
    previous: Round | None
    rows: list[AreaRow]
    counts: dict[str, int]
    late: int
    obstacles: dict[str, int]
    forecasts: dict[str, int]
    activities: dict[str, int]


def get_overview(*, round_: Round, by: Actor, on: date) -> Overview:
    """Everything that the page of a round shows. Seven queries, however many focus areas there are."""
    previous = get_previous(round_=round_, by=by)
    answers, before = _answers(round_, previous, by)
    measures, measures_answered = _measures(round_, by)
    steps = steps_of_visible(by=by)
    rows = []
    for area in _focus_areas(by):
        pk = area["id"]
        if pk in answers or is_asked(steps[pk], round_.status_on):
            counted = (measures.get(pk, 0), measures_answered.get(pk, 0))
            rows.append(_row(area, round_, answers.get(pk), before.get(pk), counted, by, on))
    return _overview(round_, previous, rows, on)


def _answers(
    round_: Round, previous: Round | None, by: Actor
) -> tuple[dict[int, FocusAreaAnswer], dict[int, FocusAreaAnswer]]:
    visible = permissions.visible_answers(by).filter(round__in=[round_.pk, *([previous.pk] if previous else [])])
    now: dict[int, FocusAreaAnswer] = {}
    before: dict[int, FocusAreaAnswer] = {}
    for answer in visible:
        if answer.round_id == round_.pk:
            now[answer.focus_area_id] = answer
        elif answer.submitted_at:
            before[answer.focus_area_id] = answer
    return now, before


def _focus_areas(by: Actor) -> list[dict[str, Any]]:
    visible = focus_areas.visible(by).order_by(F("number").asc(nulls_last=True), "name_fi")
    return list(visible.values("id", "key", "number", "group_id", *texts("name")))


def _measures(round_: Round, by: Actor) -> tuple[dict[int | None, int], dict[int | None, int]]:
    """How many measures each focus area has, and of how many something has been submitted. Two queries."""
    measures = plans.visible_measures(by).order_by().values_list("focus_area_id").annotate(n=Count("id"))
    submitted = permissions.visible_measure_answers(by).filter(round=round_, submitted_at__isnull=False)
    answered = submitted.order_by().values_list("measure__focus_area_id").annotate(n=Count("id"))
    return dict(measures), dict(answered)


def _row(
    area: dict[str, Any],
    round_: Round,
    answer: FocusAreaAnswer | None,
    before: FocusAreaAnswer | None,
    measures: tuple[int, int],
    by: Actor,
    on: date,
) -> AreaRow:
    submitted = answer.submitted_at if answer else None
    state = AnswerState.SUBMITTED if submitted else AnswerState.DRAFT if answer else AnswerState.MISSING
    return AreaRow(
        focus_area=area,
        state=state,
        late=is_late(round_.closes_on, timezone.localdate(submitted) if submitted else None, on),
        answer=answer,
        before=before,
        comparison=compare(before, answer) if answer and submitted and before else None,
        measures=measures[0],
        measures_answered=measures[1],
        pen=pen_for(area["group_id"], by=by),
    )


def _overview(round_: Round, previous: Round | None, rows: list[AreaRow], on: date) -> Overview:
    told = [row.told for row in rows if row.told]
    return Overview(
        round=round_,
        state=state_on(round_.opens_on, round_.closes_on, on, closed=round_.closed),
        previous=previous,
        rows=rows,
        counts={state: sum(row.state is state for row in rows) for state in AnswerState},
        late=sum(row.late for row in rows),
        obstacles=count_codes((code for answer in told for code in answer.obstacles), BlockedBy),
        forecasts=count_codes((answer.forecast for answer in told if answer.forecast), Forecast),
        activities=count_codes((answer.activity for answer in told if answer.activity), Activity),
    )
