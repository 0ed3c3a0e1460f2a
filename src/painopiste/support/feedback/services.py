"""Giving and answering feedback. What people write stays out of the audit trail: it may hold personal data."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import Conflict, Invalid
from painopiste.base.mail.services import post
from painopiste.base.records import take_version
from painopiste.support.feedback import permissions
from painopiste.support.feedback.models import Feedback
from painopiste.support.feedback.rules import Kind, due_on

LONGEST = 5000
ANSWER_LETTER = "feedback.answer"


class Answered(Conflict):
    """The feedback has an answer already."""

    code = "feedback_answered"
    message = "This feedback has been answered already."


@transaction.atomic
def give(*, kind: str, message: str, page: str, email: str, language: str, by: Actor) -> Feedback:
    """Take feedback in. Everybody may give it; the answer is due in 14 days.

    :raises Invalid: for a kind we don't know, without a message, or with what is no e-mail address
    """
    if kind not in set(Kind):
        raise Invalid(fields={"kind": "Choose one of the alternatives."})
    if not message.strip() or len(message) > LONGEST:
        raise Invalid(fields={"message": "Write what you want to tell us, in at most 5,000 characters."})
    if email:
        _check_address(email)
    now = timezone.now()
    feedback = Feedback.objects.create(
        kind=kind,
        message=message.strip(),
        page=page[:500],
        email=email,
        language=language,
        received_at=now,
        due_on=due_on(timezone.localdate(now)),
    )
    after = {"kind": kind, "due_on": feedback.due_on}
    record("feedback.given", target=("feedback", feedback.key), by=by, after=after)
    return feedback


def _check_address(email: str) -> None:
    """An answer is sent there: nothing else may get into the mail by it."""
    try:
        validate_email(email)
    except ValidationError as error:
        raise Invalid(fields={"email": "Write an e-mail address, or leave the field empty."}) from error


@transaction.atomic
def answer(*, feedback: Feedback, text: str, version: int, by: Actor) -> Feedback:
    """Answer feedback; the answer goes out by e-mail when the writer left an address.

    :raises NotAllowed: if the actor does not answer feedback
    :raises Stale: if somebody else has saved it after `version`
    :raises Answered: if it has an answer already
    :raises Invalid: without a text
    """
    by.require(permissions.HANDLE)
    if not text.strip():
        raise Invalid(fields={"answer": "Write an answer."})
    if feedback.answered_at is not None:
        raise Answered
    take_version(feedback, version)
    feedback.answer, feedback.answered_at, feedback.answered_by_id = text.strip(), timezone.now(), by.account_id
    feedback.save()
    record("feedback.answered", target=("feedback", feedback.key), by=by, after={"by_email": bool(feedback.email)})
    if feedback.email:
        about = {"feedback": feedback.key}
        post(kind=ANSWER_LETTER, to=feedback.email, language=feedback.language, about=about, by=by)
    return feedback
