"""Reading meetings, what is on their agendas, and how regularly bodies meet."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from painopiste.base.actors import Actor
from painopiste.base.bodies import permissions
from painopiste.base.bodies.models import (
    AgendaItem,
    Attendance,
    Body,
    BodyMember,
    ConflictOfInterest,
    DiscussionPoint,
    FollowUp,
    Meeting,
    ProcedureAnswer,
    WrittenProcedure,
)
from painopiste.base.bodies.rules import TO_COME, FollowUpState, MeetingState, ProcedureState
from painopiste.base.errors import Missing
from painopiste.base.records import holds_on, texts

HELD = (MeetingState.HELD, MeetingState.APPROVED)
MEETING_COLUMNS = (
    "id", "key", "state", "held_on", "earliest", "latest", "begins_at", "ends_at", "place", "marking_id", "source",
    *texts("title"),
)  # fmt: skip
OF_BODY = {f"body_{name}": F(f"body__{name}") for name in ("key", "kind", *texts("name"))}


@dataclass(frozen=True, slots=True)
class MeetingFilters:
    """What a list of meetings is narrowed to. `when` is `to_come`, `past` or empty."""

    body: str = ""
    when: str = ""


def list_meetings(*, by: Actor, filters: MeetingFilters = MeetingFilters()) -> list[dict[str, Any]]:
    """The visible meetings as plain rows, the newest first, with how many items and decisions each has. One query."""
    items = AgendaItem.objects.filter(meeting=OuterRef("pk")).order_by().values("meeting").annotate(n=Count("pk"))
    decisions = permissions.visible_decisions(by).filter(meeting=OuterRef("pk")).order_by().values("meeting")
    counted = {
        "item_count": Coalesce(Subquery(items.values("n")), 0),
        "decision_count": Coalesce(Subquery(decisions.annotate(n=Count("pk")).values("n")), 0),
    }
    condition = Q(body__key=filters.body) if filters.body else Q()
    condition &= {"to_come": Q(state__in=TO_COME), "past": ~Q(state__in=TO_COME)}.get(filters.when, Q())
    found = permissions.visible_meetings(by).filter(condition).annotate(**counted)
    return list(found.order_by(F("latest").desc(nulls_first=True), "-pk").values(*MEETING_COLUMNS, *counted, **OF_BODY))


def get_meeting(*, key: str, by: Actor) -> Meeting:
    """One meeting with its body.

    :raises Missing: if there is none with this key, or the actor may not see it
    """
    found = permissions.visible_meetings(by).select_related("body").filter(key=key).first()
    if found is None:
        raise Missing
    return found


def get_meeting_page(*, key: str, by: Actor) -> Meeting:
    """One meeting with all that its page shows: items with their decisions and conflicts, attendance, discussion.

    :raises Missing: if there is none with this key, or the actor may not see it
    """
    decisions = permissions.visible_decisions(by).select_related("follows").order_by("number", "pk")
    conflicts = ConflictOfInterest.objects.select_related("organisation").order_by("pk")
    items = AgendaItem.objects.order_by("rank", "pk").prefetch_related(Prefetch("conflicts", conflicts))
    attendance = Attendance.objects.select_related("organisation").order_by("organisation__abbreviation")
    found = (
        permissions.visible_meetings(by)
        .select_related("body")
        .prefetch_related(
            Prefetch("items", items),
            Prefetch("decisions", decisions),
            Prefetch("attendance", attendance),
            Prefetch("points", DiscussionPoint.objects.order_by("kind", "rank", "pk")),
        )
        .filter(key=key)
        .first()
    )
    if found is None:
        raise Missing
    return found


def get_item(*, meeting: Meeting, key: str, by: Actor) -> AgendaItem:
    """One item of a (visible) meeting's agenda.

    :raises Missing: if the meeting has no such item
    """
    found = AgendaItem.objects.select_related("meeting").filter(meeting=meeting, key=key).first()
    if found is None:
        raise Missing
    return found


def get_point(*, meeting: Meeting, key: str, by: Actor) -> DiscussionPoint:
    """One point of a (visible) meeting's discussion.

    :raises Missing: if the meeting has no such point
    """
    found = DiscussionPoint.objects.select_related("meeting").filter(meeting=meeting, key=key).first()
    if found is None:
        raise Missing
    return found


def list_follow_ups(*, by: Actor, body: Body | None = None, open_only: bool = True) -> list[FollowUp]:
    """What has been agreed on, of one body or of all, the most urgent first, with those whose it is. One query."""
    found: QuerySet[FollowUp] = permissions.visible_follow_ups(by).select_related("organisation", "body", "meeting")
    if body is not None:
        found = found.filter(body=body)
    if open_only:
        found = found.filter(state=FollowUpState.OPEN)
    return list(found.order_by(F("due_latest").asc(nulls_last=True), "pk"))


def list_follow_ups_of(*, by: Actor) -> list[FollowUp]:
    """What has been agreed on that the actor's own organisations have still to do, the most urgent first. One query."""
    if not by.member or not by.organisations:
        return []
    found = permissions.visible_follow_ups(by).select_related("organisation", "body")
    mine = found.filter(state=FollowUpState.OPEN, organisation__in=sorted(by.organisations))
    return list(mine.order_by(F("due_latest").asc(nulls_last=True), "pk"))


def list_procedures_to_answer(*, by: Actor, on: date) -> list[WrittenProcedure]:
    """The open written procedures in which an organisation of the actor's has not answered, first what ends first.

    Who has told of a conflict of interest is not waited for. One query.
    """
    if not by.member or not by.organisations:
        return []
    of_member = {"procedure": OuterRef(OuterRef("pk")), "organisation": OuterRef("organisation")}
    answered = ProcedureAnswer.objects.filter(**of_member)
    biased = ConflictOfInterest.objects.filter(**of_member)
    members = BodyMember.objects.filter(body=OuterRef("body"), organisation__in=sorted(by.organisations))
    waited_for = members.filter(_since_before("opened_on"), ~Exists(answered), ~Exists(biased))
    found = permissions.visible_procedures(by).select_related("body").filter(Exists(waited_for), closes_on__gte=on)
    return list(found.filter(state=ProcedureState.OPEN).order_by("closes_on", "pk"))


def _since_before(day: str) -> Q:
    """The condition for members on a day that is a column of the row outside."""
    begun = Q(since="") | Q(since_earliest__lte=OuterRef(day)) | Q(since_earliest=None)
    return begun & (Q(until="") | Q(until_latest__gte=OuterRef(day)) | Q(until_latest=None))


def get_follow_up(*, key: str, by: Actor) -> FollowUp:
    """One thing that was agreed on, with its body.

    :raises Missing: if there is none with this key, or the actor may not see it
    """
    found = permissions.visible_follow_ups(by).select_related("body", "organisation").filter(key=key).first()
    if found is None:
        raise Missing
    return found


def list_procedures(*, by: Actor, body: Body) -> list[WrittenProcedure]:
    """The written procedures of a body, those that are open first. One query."""
    found = permissions.visible_procedures(by).filter(body=body)
    return sorted(found.order_by("-closes_on", "-pk"), key=lambda row: row.state != "open")


def get_procedure(*, key: str, by: Actor) -> WrittenProcedure:
    """One written procedure with its body, its answers and the conflicts of interest.

    :raises Missing: if there is none with this key, or the actor may not see it
    """
    found = (
        permissions.visible_procedures(by)
        .select_related("body")
        .prefetch_related("answers__organisation", "conflicts__organisation")
        .filter(key=key)
        .first()
    )
    if found is None:
        raise Missing
    return found


def list_voters(*, procedure: WrittenProcedure, by: Actor) -> set[int]:
    """The organisations that may answer: members of the body on the procedure's first day. Row ids."""
    members = BodyMember.objects.filter(holds_on(procedure.opened_on), body=procedure.body_id)
    return set(members.values_list("organisation", flat=True))
