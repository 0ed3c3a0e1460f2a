"""The questions and the events of a consultation."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from painopiste.base import dates
from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import Invalid
from painopiste.base.records import set_changed, take_version, texts
from painopiste.base.words import LANGUAGES, marked
from painopiste.loop.consultations import permissions
from painopiste.loop.consultations.models import Consultation, ConsultationEvent, ConsultationQuestion
from painopiste.loop.consultations.rules import EventState, InUse

QUESTION = (*texts("text", "help"), "rank")
EVENT = (*texts("name", "reason"), "held_on", "place", "state")


@transaction.atomic
def put_question(
    *,
    consultation: Consultation,
    values: Mapping[str, Any],
    by: Actor,
    question: ConsultationQuestion | None = None,
    version: int = 0,
) -> ConsultationQuestion:
    """Add a question, or change one that is there. `values` are columns of QUESTION; without a rank it is the last.

    :raises NotAllowed: if the actor does not hold consultations
    :raises Invalid: without a text
    :raises Stale: if somebody else has saved the question after `version`
    """
    by.require(permissions.MANAGE)
    row = question or ConsultationQuestion(consultation=consultation, rank=consultation.questions.count() + 1)
    told = {name: value for name, value in values.items() if name != "rank" or value is not None}
    _put("question", row, told, QUESTION, version, consultation, by)
    return row


@transaction.atomic
def remove_question(*, question: ConsultationQuestion, by: Actor) -> None:
    """Take a question away that nobody has answered.

    :raises NotAllowed: if the actor does not hold consultations
    :raises InUse: if there are answers to it
    """
    by.require(permissions.MANAGE)
    if question.answers.exists():
        raise InUse
    before = {name: getattr(question, name) for name in QUESTION}
    target = ("consultation", question.consultation.key)
    question.delete()
    record("consultations.question_removed", target=target, by=by, before=before)


@transaction.atomic
def put_event(
    *,
    consultation: Consultation,
    values: Mapping[str, Any],
    by: Actor,
    event: ConsultationEvent | None = None,
    version: int = 0,
) -> ConsultationEvent:
    """Add an event, or change one that is there. `values` are columns of EVENT.

    :raises NotAllowed: if the actor does not hold consultations
    :raises Invalid: without a name, for a wrong date, or if it is cancelled without a reason
    :raises Stale: if somebody else has saved the event after `version`
    """
    by.require(permissions.MANAGE)
    row = event or ConsultationEvent(consultation=consultation)
    dates.check(values.get("held_on", row.held_on))
    state = values.get("state", row.state)
    if state not in set(EventState):
        raise Invalid(fields={"state": marked("Choose one of the alternatives.")})
    if state == EventState.CANCELLED and not _any(row, values, "reason"):
        raise Invalid(fields={"reason": marked("Give the reason: it stays with the event.")})
    _put("event", row, values, EVENT, version, consultation, by)
    return row


def _any(row: Any, values: Mapping[str, Any], name: str) -> bool:
    """Whether the text would be there in some language."""
    columns = [f"{name}_{code}" for code in LANGUAGES]
    return any(str(values.get(column, getattr(row, column))).strip() for column in columns)


def _put(
    kind: str,
    row: Any,
    values: Mapping[str, Any],
    known: tuple[str, ...],
    version: int,
    consultation: Consultation,
    by: Actor,
) -> None:
    if unknown := values.keys() - set(known):
        raise ValueError(f"A {kind} has no {', '.join(sorted(unknown))}.")
    name = "text" if kind == "question" else "name"
    if not _any(row, values, name):
        raise Invalid(fields={name: marked("This must not be empty.")})
    before, after = set_changed(row, values)
    new = row.pk is None
    if not new:
        take_version(row, version)
    row.save()
    event = f"consultations.{kind}_{'added' if new else 'changed'}"
    record(event, target=("consultation", consultation.key), by=by, before={} if new else before, after=after)
