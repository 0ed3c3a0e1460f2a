"""The right to hold consultations, and which rows of them an actor may see."""

from django.db.models import QuerySet

from painopiste.base.actors import Actor
from painopiste.base.guarding import behind
from painopiste.base.records import visible_rows
from painopiste.loop.consultations.models import Consultation, ConsultationFile, ConsultationInvitee
from painopiste.loop.consultations.rules import State

MANAGE = "consultations.manage"


def visible(by: Actor) -> QuerySet[Consultation]:
    """The consultations that exist for this actor."""
    return Consultation.objects.visible_to(by)


def visible_invitees(by: Actor) -> QuerySet[ConsultationInvitee]:
    """Those that are asked, for who holds consultations. Others see them when it is closed, the public who answered."""
    found = ConsultationInvitee.objects.filter(visible_rows(by, path="consultation__"))
    if not by.may(MANAGE):
        found = found.filter(consultation__state=State.CLOSED)
    if not by.member:
        found = found.filter(answered_at__isnull=False)
    return behind(found, by, "consultation__")


def visible_files(by: Actor) -> QuerySet[ConsultationFile]:
    """The files of answers that have been returned and that the actor may see."""
    asked = visible_invitees(by).filter(answered_at__isnull=False)
    return behind(ConsultationFile.objects.filter(invitee__in=asked.values("pk")), by, "invitee__consultation__")
