"""What one focus area answers in a round, beside its answer in the round before."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.errors import Missing
from painopiste.loop.focus_areas.models import FocusArea
from painopiste.loop.progress import permissions
from painopiste.loop.progress.models import FocusAreaAnswer, Round
from painopiste.loop.progress.rules import Comparison, compare, is_late
from painopiste.loop.progress.selectors.rounds import get_previous


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """An answer (None: nothing has been written yet), that of the round before, and what has changed between them."""

    answer: FocusAreaAnswer | None
    late: bool
    previous: Round | None
    before: FocusAreaAnswer | None
    comparison: Comparison | None


def list_answers_of(*, focus_area: FocusArea, by: Actor, limit: int = 6) -> list[FocusAreaAnswer]:
    """The newest visible, submitted answers about one focus area, newest round first."""
    found = permissions.visible_answers(by).filter(focus_area=focus_area, submitted_at__isnull=False)
    return list(found.select_related("round").order_by("-round__status_on", "-round__pk")[:limit])


def get_answer(*, round_: Round, focus_area: FocusArea, by: Actor, on: date) -> AnswerPage:
    """The answer of a (visible) focus area in a (visible) round. Three queries.

    :raises Missing: if it has not answered, or the actor may not see the answer
    """
    page = get_answer_to_write(round_=round_, focus_area=focus_area, by=by, on=on)
    if page.answer is None:
        raise Missing
    return page


def get_answer_to_write(*, round_: Round, focus_area: FocusArea, by: Actor, on: date) -> AnswerPage:
    """The same for who writes the answer: there may be none yet. Three queries."""
    answer = _about(focus_area, by).filter(round=round_).first()
    previous = get_previous(round_=round_, by=by)
    before = _about(focus_area, by).filter(round=previous, submitted_at__isnull=False).first() if previous else None
    submitted_on = timezone.localdate(answer.submitted_at) if answer and answer.submitted_at else None
    late = is_late(round_.closes_on, submitted_on, on)
    return AnswerPage(answer, late, previous, before, compare(before, answer) if before and answer else None)


def _about(focus_area: FocusArea, by: Actor) -> QuerySet[FocusAreaAnswer]:
    return permissions.visible_answers(by).select_related("answered_by").filter(focus_area=focus_area)


def list_submitted(*, round_: Round, by: Actor) -> list[FocusAreaAnswer]:
    """The visible, submitted answers of a (visible) round, by the number of the focus area. One query."""
    found = permissions.visible_answers(by).filter(round=round_, submitted_at__isnull=False)
    return list(found.select_related("focus_area").order_by("focus_area__number", "id"))
