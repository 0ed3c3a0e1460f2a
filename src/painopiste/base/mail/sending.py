"""What a worker does with a letter that is due: takes it, has it written, and gives it to the mail server."""

import logging

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F
from django.utils import translation

from painopiste.base.jobs import clock
from painopiste.base.mail import registry
from painopiste.base.mail.envelope import message_of
from painopiste.base.mail.models import Letter
from painopiste.base.mail.rules import FOR_GOOD, Refusal, State, Trouble, pause_after, understand
from painopiste.base.mail.services import POSTMAN, wake

LOG = logging.getLogger("painopiste.mail")


def send(key: str) -> State | None:
    """Try to send a letter that is due; gives its new state, or None where it is not due, or no longer to be sent."""
    letter = Letter.objects.filter(key=key, state=State.WAITING).first()
    if letter is None:
        return None
    if letter.due_at > clock.now():  # somebody died over it, and its next attempt is still to come
        wake(letter=letter, by=POSTMAN)
        return None
    if _held(letter) or not _take(letter):
        return None
    try:
        written = _deliver(letter)
    except OSError as error:  # smtplib's errors are such, too
        return _refused(letter, understand(error))
    except ValidationError:
        return _refused(letter, Refusal(Trouble.NO_ADDRESS))
    return _end(letter, State.SENT if written else State.NEEDLESS)


def _held(letter: Letter) -> bool:
    """Whether the letter is still to wait, though it is due: then it is due when it may go out. No attempt is lost."""
    hold, now = registry.find(letter.kind).hold, clock.now()
    until = hold(letter.about, now) if hold else now
    if until <= now:
        return False
    with transaction.atomic():
        free = Letter.objects.filter(pk=letter.pk, state=State.WAITING, tries=letter.tries)
        letter.due_at = until
        if free.update(due_at=until):
            wake(letter=letter, by=POSTMAN)
    return True


def _take(letter: Letter) -> bool:
    """Claim this attempt. The next one is set down before: if we die here, the letter is not forgotten."""
    letter.due_at = clock.now() + pause_after(letter.tries + 1)
    free = Letter.objects.filter(pk=letter.pk, state=State.WAITING, tries=letter.tries)
    taken = free.update(tries=F("tries") + 1, due_at=letter.due_at)
    letter.tries += 1
    return bool(taken)


def _deliver(letter: Letter) -> bool:
    """Write the letter and give it away; False if there is nothing to tell.

    :raises OSError: what the network or the mail server says against it
    :raises ValidationError: if the address is none
    """
    validate_email(letter.to)
    with translation.override(letter.language):
        words = registry.find(letter.kind).write(letter.about)
        if words is None:
            return False
        message_of(key=letter.key, to=letter.to, words=words, language=letter.language).send()
    return True


def _refused(letter: Letter, refusal: Refusal) -> State:
    """Set down what went wrong; the letter waits for its next attempt, or for a person."""
    until = letter.posted_at + registry.find(letter.kind).kept_trying
    letter.trouble, letter.reply = refusal.trouble, refusal.reply
    LOG.warning("letter %s (%s) was not delivered: %s", letter.key, letter.kind, refusal.trouble)
    if refusal.trouble in FOR_GOOD:
        return _end(letter, State.FAILED)
    if letter.due_at > until:
        letter.trouble = Trouble.TOO_OLD
        return _end(letter, State.FAILED)
    with transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(trouble=letter.trouble, reply=letter.reply)
        wake(letter=letter, by=POSTMAN)
    return State.WAITING


def _end(letter: Letter, state: State) -> State:
    if state is State.SENT:
        letter.trouble = letter.reply = ""
    told = {"trouble": letter.trouble, "reply": letter.reply, "ended_at": clock.now()}
    Letter.objects.filter(pk=letter.pk, state=State.WAITING).update(state=state, **told)
    return state
