"""Posting letters, and what people do to those that wait or could not be delivered."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from painopiste.base.actors import Actor, system
from painopiste.base.audit import services as audit
from painopiste.base.errors import Missing
from painopiste.base.jobs import clock
from painopiste.base.jobs.services import enqueue
from painopiste.base.mail import permissions, registry
from painopiste.base.mail.models import Letter
from painopiste.base.mail.rules import State, check_transition

POSTMAN = system("mail")
SEND = "mail.send"


@transaction.atomic
def post(
    *,
    kind: str,
    to: str,
    language: str,
    about: Mapping[str, Any],
    by: Actor,
    once_key: str | None = None,
    due_at: datetime | None = None,
) -> Letter:
    """Post a letter, in the caller's transaction: if that is rolled back, nothing goes out.

    `kind` is a code of the registry; `about` what JSON can hold: keys of rows, never words or secrets. Of letters with
    the same `once_key` there is only one: the first is returned again. Any actor's step may post; who may take the
    step is the caller's to know.

    :raises LookupError: if nobody writes letters of the kind
    """
    now = clock.now()
    fields = {
        "kind": registry.find(kind).code,
        "to": to[:254],
        "language": language,
        "about": dict(about),
        "posted_at": now,
        "due_at": due_at or now,
    }
    if once_key:
        letter, made = Letter.objects.get_or_create(once_key=once_key, defaults=fields)
    else:
        letter, made = Letter.objects.create(**fields), True
    if made:
        wake(letter=letter, by=by)
    return letter


def wake(*, letter: Letter, by: Actor) -> None:
    """Have a worker come to the letter when it is due; once for each attempt and time."""
    once = f"{SEND}/{letter.key}/{letter.tries}/{letter.due_at.timestamp():.0f}"
    enqueue(kind=SEND, payload={"letter": letter.key}, by=POSTMAN, due_at=letter.due_at, once_key=once)


@transaction.atomic
def send_again(*, key: str, by: Actor) -> None:
    """Have a letter sent that could not be delivered or was withdrawn, with all its attempts before it.

    :raises Missing: if there is no such letter that the actor may see
    :raises LetterRefused: if it waits, has gone out, or is not needed any more
    """
    letter = _locked(key, by)
    before = State(letter.state)
    check_transition(before, State.WAITING)
    letter.state, letter.ended_at, letter.trouble, letter.reply = State.WAITING, None, "", ""
    letter.posted_at = letter.due_at = clock.now()
    letter.save()
    wake(letter=letter, by=by)
    _note("mail.sent_again", letter, before, by)


@transaction.atomic
def withdraw(*, key: str, by: Actor) -> None:
    """Hold a letter back that has not gone out.

    :raises Missing: if there is no such letter that the actor may see
    :raises LetterRefused: if it has gone out or has been held back
    """
    letter = _locked(key, by)
    before = State(letter.state)
    check_transition(before, State.WITHDRAWN)
    letter.state, letter.ended_at = State.WITHDRAWN, clock.now()
    letter.save()
    _note("mail.withdrawn", letter, before, by)


def _locked(key: str, by: Actor) -> Letter:
    letter = permissions.visible(by).select_for_update().filter(key=key).first()
    if letter is None:
        raise Missing
    return letter


def _note(event: str, letter: Letter, before: State, by: Actor) -> None:
    """A line without the address: the trail stays for ever."""
    target = ("letter", letter.key)
    audit.record(event, target=target, by=by, before={"state": before.value}, after={"state": letter.state})
