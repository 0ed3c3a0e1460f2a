"""Answering for a focus area: as a draft that only its writers see, or submitted for all readers of the round."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import Invalid, NotAllowed, Stale
from painopiste.base.records import set_changed, take_version
from painopiste.base.words import marked
from painopiste.loop.focus_areas.models import FocusArea
from painopiste.loop.progress import permissions
from painopiste.loop.progress.models import FocusAreaAnswer, Round
from painopiste.loop.progress.rules import AlreadySubmitted, missing_fields
from painopiste.loop.progress.services.rounds import lock_open


@transaction.atomic
def save_answer(
    *, round_: Round, focus_area: FocusArea, values: Mapping[str, Any], version: int, submit: bool, by: Actor
) -> FocusAreaAnswer:
    """Save the answer of a focus area. `version` is 0 when nothing had been written as the form was opened.

    An answer that is submitted again keeps the time of its first submission. Nothing is written if nothing has changed.

    :raises NotAllowed: if the actor may not write this answer, or may only draft it
    :raises RoundNotOpen: if the round takes no answers in
    :raises AlreadySubmitted: if a submitted answer would become a draft
    :raises Invalid: if something is missing that a submitted answer needs
    :raises Stale: if somebody else has saved the answer after `version`
    """
    _check(focus_area, values, submit, by)
    lock_open(round_=round_, by=by)
    there = FocusAreaAnswer.objects.visible_to(by)  # one at most, draft or not; a hidden one would tell of itself
    answer = there.filter(round=round_, focus_area=focus_area).order_by("pk").first()
    if answer is None:  # as open as its round and its focus area: it has no secret of its own
        answer = FocusAreaAnswer(round=round_, focus_area=focus_area, version=0, own_marking_id="public")
    if answer.version != version:
        raise Stale
    if answer.submitted_at and not submit:
        raise AlreadySubmitted
    return _write(answer, values, submit, by)


def _check(focus_area: FocusArea, values: Mapping[str, Any], submit: bool, by: Actor) -> None:
    pen = permissions.pen_for(focus_area.group_id, by=by)
    if not (pen.submit if submit else pen.draft):
        raise NotAllowed
    if submit and (missing := missing_fields(values)):
        raise Invalid(fields=dict.fromkeys(missing, marked("This is needed before the answer can be submitted.")))


def _write(answer: FocusAreaAnswer, values: Mapping[str, Any], submit: bool, by: Actor) -> FocusAreaAnswer:
    first_time = submit and answer.submitted_at is None
    before, after = set_changed(answer, values)
    if not after and not first_time:
        return answer
    if answer.pk:
        take_version(answer, answer.version)
    else:
        answer.version = 1
    if first_time:
        answer.submitted_at = timezone.now()
    answer.answered_by_id = by.account_id
    answer.save()
    event = "progress.answer_submitted" if submit else "progress.answer_drafted"
    target = ("progress_answer", f"{answer.round.key}/{answer.focus_area.key}")
    record(event, target=target, by=by, before=before, after=after, naming=[answer])
    return answer
