"""Lists of consultations, and one of them with all that stands in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Count, F, Prefetch, Q, QuerySet

from painopiste.base.actors import Actor
from painopiste.base.errors import Missing
from painopiste.base.records import texts
from painopiste.loop.agenda import permissions as agenda
from painopiste.loop.consultations import permissions
from painopiste.loop.consultations.models import (
    Consultation,
    ConsultationEvent,
    ConsultationFile,
    ConsultationInvitee,
    ConsultationQuestion,
)
from painopiste.loop.consultations.rules import REMINDED_BEFORE, State
from painopiste.loop.focus_areas import permissions as areas

Part = TypeVar("Part", ConsultationQuestion, ConsultationEvent)
SHOWN = ("key", "state", "opens_on", "closes_on", "marking", *texts("title"))


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of consultations is narrowed to."""

    state: str = ""
    text: str = ""


def list_consultations(*, by: Actor, filters: Filters = Filters()) -> QuerySet[Consultation]:
    """The consultations that match, newest first, to be cut into pages. One query for a page, one for the number."""
    found = permissions.visible(by).only(*SHOWN)
    if filters.state:
        found = found.filter(state=filters.state)
    for word in filters.text.casefold().split():
        found = found.filter(folded__contains=word)
    return found.order_by(F("closes_on_latest").desc(nulls_first=True), "-pk")


def get_consultation(*, key: str, by: Actor) -> Consultation:
    """One consultation with its questions and events. Three queries.

    :raises Missing: if there is none with this key, or the actor may not see it
    """
    parts = (
        Prefetch("questions", ConsultationQuestion.objects.order_by("rank", "pk")),
        Prefetch("events", ConsultationEvent.objects.order_by("held_on_earliest", "pk")),
    )
    found = permissions.visible(by).prefetch_related(*parts).filter(key=key).first()
    if found is None:
        raise Missing
    return found


def get_subjects(*, consultation: Consultation, by: Actor) -> Mapping[str, Any]:
    """What the consultation is about, as far as the actor may see it, by kind of row; else None. Two queries."""
    about: dict[str, tuple[QuerySet[Any], int | None]] = {
        "focus_area": (areas.visible(by), consultation.focus_area_id),
        "observation": (agenda.visible(by), consultation.observation_id),
    }
    return {kind: rows.filter(pk=number).first() if number else None for kind, (rows, number) in about.items()}


def get_question(*, consultation: Consultation, key: str, by: Actor) -> ConsultationQuestion:
    """A question of a visible consultation.

    :raises Missing: if it has none with this key
    """
    return _part(consultation.questions.all(), key)


def get_event(*, consultation: Consultation, key: str, by: Actor) -> ConsultationEvent:
    """An event of a visible consultation.

    :raises Missing: if it has none with this key
    """
    return _part(consultation.events.all(), key)


def _part(rows: Iterable[Part], key: str) -> Part:
    for row in rows:
        if row.key == key:
            return row
    raise Missing


def get_invitee(*, consultation: Consultation, key: str, by: Actor) -> ConsultationInvitee:
    """One that is asked.

    :raises Missing: if there is none with this key that the actor may see
    """
    rows = permissions.visible_invitees(by).select_related("consultation", "organisation")
    found = rows.filter(consultation=consultation, key=key).first()
    if found is None:
        raise Missing
    return found


def get_file(*, consultation: Consultation, key: str, by: Actor) -> ConsultationFile:
    """A file that came with an answer.

    :raises Missing: if there is none with this key that the actor may see
    """
    found = permissions.visible_files(by).filter(invitee__consultation=consultation, key=key).first()
    if found is None:
        raise Missing
    return found


def list_waiting(*, by: Actor, on: date) -> list[Consultation]:
    """For who holds consultations: those that close soon with somebody silent, and closed ones without a synthesis.

    What a source tells only needs none. `silent` on each is how many have not answered. One query.
    """
    if not by.may(permissions.MANAGE):
        return []
    silent = Count("invitees", filter=Q(invitees__answered_at=None, invitees__revoked_at=None))
    found = permissions.visible(by).annotate(silent=silent, asked=Count("invitees"))
    closing = Q(state=State.OPEN, closes_on_latest__lte=on + REMINDED_BEFORE, silent__gt=0)
    unwritten = Q(state=State.CLOSED, asked__gt=0, **dict.fromkeys(texts("synthesis"), ""))
    return list(found.filter(closing | unwritten).order_by("closes_on_latest", "pk"))
