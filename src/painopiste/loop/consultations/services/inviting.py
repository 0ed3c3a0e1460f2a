"""Those that are asked: their links and their letters. The secret of a link is never kept (ADR 26)."""

import secrets
from base64 import urlsafe_b64encode
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from painopiste.base.accounts.selectors import hash_of
from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import Invalid
from painopiste.base.mail.services import post
from painopiste.base.markings.naming import as_system
from painopiste.base.organisations.models import Organisation
from painopiste.base.words import LANGUAGES, marked
from painopiste.loop.consultations import permissions
from painopiste.loop.consultations.models import Consultation, ConsultationInvitee
from painopiste.loop.consultations.rules import FORGOTTEN_AFTER, NotOpen, State, is_to_be_reminded, takes_answers

INVITATION, REMINDER = "consultations.invitation", "consultations.reminder"
REACHABLE = frozenset({State.DRAFT, State.OPEN})


@transaction.atomic
def invite(
    *,
    consultation: Consultation,
    email: str,
    language: str,
    by: Actor,
    organisation: Organisation | None = None,
    name: str = "",
) -> ConsultationInvitee:
    """Ask an organisation of the register, or a stakeholder by name. The letter goes out when the consultation is open.

    :raises NotAllowed: if the actor does not hold consultations
    :raises NotOpen: if it is closed or cancelled
    :raises Invalid: for a wrong address or language, one that is asked already, or neither an organisation nor a name
    """
    by.require(permissions.MANAGE)
    if State(consultation.state) not in REACHABLE:
        raise NotOpen
    address = email.strip().lower()
    _check(consultation, address, language, organisation, name)
    made = ConsultationInvitee.objects.create(
        consultation=consultation, organisation=organisation, name=name.strip(), email=address, language=language
    )
    _note("consultations.asked", made, by)
    if State(consultation.state) is State.OPEN:
        _send(made, by)
    return made


def _check(
    consultation: Consultation, address: str, language: str, organisation: Organisation | None, name: str
) -> None:
    wrong = {}
    try:
        validate_email(address)
    except ValidationError:
        wrong["email"] = marked("Write an e-mail address.")
    if language not in LANGUAGES:
        wrong["language"] = marked("Choose one of the alternatives.")
    if organisation is None and not name.strip():
        wrong["name"] = marked("Choose an organisation, or write the name of the stakeholder.")
    if consultation.invitees.filter(email=address).exists():
        wrong["email"] = marked("This address has been asked already.")
    if wrong:
        raise Invalid(fields=wrong)


@transaction.atomic
def send_again(*, invitee: ConsultationInvitee, by: Actor) -> ConsultationInvitee:
    """Send the letter once more: with the same link, or with a new one if it had been revoked.

    :raises NotAllowed: if the actor does not hold consultations
    :raises NotOpen: if the consultation does not take answers, or the address has been forgotten
    """
    by.require(permissions.MANAGE)
    if State(invitee.consultation.state) is not State.OPEN or not invitee.email:
        raise NotOpen
    _note("consultations.sent_again", invitee, by)
    _send(invitee, by)
    return invitee


@transaction.atomic
def revoke(*, invitee: ConsultationInvitee, by: Actor) -> ConsultationInvitee:
    """Make a link lead nowhere. What has been returned by it stays.

    :raises NotAllowed: if the actor does not hold consultations
    """
    by.require(permissions.MANAGE)
    if invitee.revoked_at is None:
        invitee.hash, invitee.salt, invitee.revoked_at = None, "", timezone.now()
        invitee.save(update_fields=["hash", "salt", "revoked_at"])
        _note("consultations.revoked", invitee, by)
    return invitee


def send_to_all(*, consultation: Consultation, by: Actor) -> None:
    """Send their links to all that have none yet, in the caller's transaction."""
    for invitee in consultation.invitees.filter(sent_at=None, revoked_at=None).exclude(email="").order_by("pk"):
        _send(invitee, by)


def _send(invitee: ConsultationInvitee, by: Actor) -> None:
    if invitee.hash is None:
        invitee.salt = secrets.token_urlsafe(32)
        invitee.hash = hash_of(token=secret_of(invitee=invitee, by=by), by=by)
    invitee.sent_at, invitee.revoked_at = timezone.now(), None
    invitee.save(update_fields=["salt", "hash", "sent_at", "revoked_at"])
    post(kind=INVITATION, to=invitee.email, language=invitee.language, about={"invitee": invitee.key}, by=by)


def secret_of(*, invitee: ConsultationInvitee, by: Actor) -> str:
    """The secret of its link, 43 letters: made anew for each letter from the salt and the key of the installation."""
    told = f"{invitee.key}\x1f{invitee.salt}"
    made = salted_hmac("painopiste.consultations.link", told, algorithm="sha256").digest()
    return urlsafe_b64encode(made).decode().rstrip("=")


@transaction.atomic
def remind(*, on: date, by: Actor) -> int:
    """Post reminders to all that have not answered, in the last days of their consultations. Gives their number.

    Run twice, it does nothing the second time; a closing day that was moved reminds again.
    """
    by.require(permissions.MANAGE)
    posted = 0
    with as_system("who has not answered is reminded, whoever sees the consultation"):
        found = Consultation.objects.unguarded("who has not answered is reminded").filter(state=State.OPEN)
        for row in found.order_by("pk"):
            if is_to_be_reminded(row.closes_on_latest, on):
                posted += _remind_of(row, by)
    return posted


def _remind_of(consultation: Consultation, by: Actor) -> int:
    closes: Any = consultation.closes_on_latest
    silent = consultation.invitees.filter(answered_at=None, hash__isnull=False).exclude(reminded_for=closes)
    rows = list(silent.select_for_update().order_by("pk"))
    for invitee in rows:
        about = {"invitee": invitee.key, "closes": closes.isoformat()}
        post(kind=REMINDER, to=invitee.email, language=invitee.language, about=about, by=by)
        invitee.reminded_for = closes
        invitee.save(update_fields=["reminded_for"])
    if rows:
        target = ("consultation", consultation.key)
        record("consultations.reminded", target=target, by=by, after={"number": len(rows)})
    return len(rows)


@transaction.atomic
def tidy(*, on: date, by: Actor) -> dict[str, int]:
    """Close what has passed its closing day, and forget names and addresses a year after it. Gives how many of each."""
    by.require(permissions.MANAGE)
    done = {"closed": 0, "forgotten": 0}
    with as_system("days pass for all consultations, whoever sees them"):
        rows = Consultation.objects.unguarded("days pass for all consultations")
        for row in rows.filter(state=State.OPEN).select_for_update().order_by("pk"):
            if not takes_answers(State.OPEN, row.closes_on_latest, on):
                row.state, row.version = State.CLOSED.value, row.version + 1
                row.save()
                before, after = {"state": State.OPEN.value}, {"state": State.CLOSED.value}
                target = ("consultation", row.key)
                record("consultations.closed", target=target, by=by, before=before, after=after)
                done["closed"] += 1
        past = rows.filter(closes_on_latest__lt=on - FORGOTTEN_AFTER).exclude(state=State.OPEN)
        for row in past.filter(pk__in=ConsultationInvitee.objects.exclude(email="").values("consultation")):
            gone = row.invitees.exclude(email="").update(email="", name="", hash=None, salt="")
            record("consultations.forgotten", target=("consultation", row.key), by=by, after={"number": gone})
            done["forgotten"] += gone
    return done


def _note(event: str, invitee: ConsultationInvitee, by: Actor) -> None:
    """A line that names the organisation, but no person and no address: the trail stays."""
    asked = invitee.organisation.key if invitee.organisation else "stakeholder"
    record(event, target=("consultation", invitee.consultation.key), by=by, after={"asked": asked})
