"""Meetings: planned, invited to, held, and closed by the approval of their minutes."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from painopiste.base import dates
from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.bodies import permissions
from painopiste.base.bodies.models import Attendance, Body, BodyMember, Meeting
from painopiste.base.bodies.rules import CLOSED, MEETING_STEPS, TO_COME, MeetingState, Presence
from painopiste.base.errors import Conflict, Invalid, NotAllowed
from painopiste.base.organisations.models import Organisation
from painopiste.base.records import holds_on, set_changed, take_version
from painopiste.base.remarking.services import settle
from painopiste.base.words import marked


class MeetingIsClosed(Conflict):
    """Approved minutes are not changed, and neither is a cancelled meeting."""

    code = "meeting_is_closed"
    message = marked("The minutes have been approved or the meeting was cancelled, so it can't be changed any more.")


class StepNotOpen(Conflict):
    """The meeting can't go from where it is to there."""

    code = "step_not_open"
    message = marked("The meeting can't take this step from where it is.")


@transaction.atomic
def plan_meeting(*, body: Body, values: Mapping[str, Any], by: Actor) -> Meeting:
    """Plan a meeting of a body. `values` are columns of a meeting; the day is needed.

    :raises NotAllowed: if the actor may not hold meetings of this body
    :raises Invalid: without a day, or if it ends before it begins
    """
    by.require(permissions.MEET, body=body.pk)
    meeting = Meeting(body=body, **values)
    _check(meeting)
    meeting.save()
    record("bodies.meeting_planned", target=("meeting", meeting.key), by=by, after={"body": body.key, **_told(values)})
    return meeting


@transaction.atomic
def change_meeting(*, meeting: Meeting, values: Mapping[str, Any], version: int, by: Actor) -> Meeting:
    """Change when and where a meeting is, or its minutes.

    :raises NotAllowed: if the actor may not hold meetings of the body
    :raises MeetingIsClosed: if its minutes are approved or it was cancelled
    :raises Stale: if somebody else has saved it after `version`
    :raises Invalid: without a day, or if it ends before it begins
    """
    require_open(meeting=meeting, by=by)
    take_version(meeting, version)
    before, after = set_changed(meeting, values)
    _check(meeting)
    meeting.save()
    settle(row=meeting, before=before, by=by)
    record("bodies.meeting_changed", target=("meeting", meeting.key), by=by, before=_told(before), after=_told(after))
    return meeting


@transaction.atomic
def move_meeting(
    *, meeting: Meeting, to: str, version: int, by: Actor, reason: Mapping[str, str] | None = None
) -> Meeting:
    """Take a meeting to its next state: invite to it, tell that it was held, approve its minutes, or cancel it.

    To invite gives every present member of the body a place in the attendance. `reason` is needed to cancel.

    :raises NotAllowed: if the actor may not hold meetings of the body
    :raises StepNotOpen: if the state does not follow the present one
    :raises Stale: if somebody else has saved it after `version`
    :raises Invalid: to cancel without a reason, or to hold a meeting of the future
    """
    by.require(permissions.MEET, body=meeting.body_id)
    take_version(meeting, version)
    before = MeetingState(meeting.state)
    if to not in MEETING_STEPS[before]:
        raise StepNotOpen
    meeting.state = MeetingState(to)
    after: dict[str, Any] = {"state": to}
    if meeting.state is MeetingState.CANCELLED:
        after |= _give_reason(meeting, reason or {})
    elif meeting.state is MeetingState.INVITED:
        after["organisations"] = _invite(meeting)
    elif meeting.state is MeetingState.HELD and meeting.earliest and meeting.earliest > timezone.localdate():
        raise Invalid(fields={"held_on": marked("The day of the meeting has not come yet.")})
    meeting.save()
    record("bodies.meeting_moved", target=("meeting", meeting.key), by=by, before={"state": before}, after=after)
    return meeting


def _give_reason(meeting: Meeting, reason: Mapping[str, str]) -> dict[str, str]:
    if not reason.get("reason_fi", "").strip():
        raise Invalid(fields={"reason_fi": marked("Tell why the meeting is cancelled.")})
    for name, text in reason.items():
        setattr(meeting, name, text)
    return dict(reason)


def _invite(meeting: Meeting) -> list[str]:
    """A place for each organisation that is a member on the day of the meeting."""
    members = BodyMember.objects.filter(holds_on(meeting.earliest or timezone.localdate()), body=meeting.body_id)
    invited = Organisation.objects.filter(pk__in=members.values("organisation")).order_by("key")
    Attendance.objects.bulk_create(
        [Attendance(meeting=meeting, organisation=organisation) for organisation in invited], ignore_conflicts=True
    )
    return [organisation.key for organisation in invited]


@transaction.atomic
def answer_invitation(*, meeting: Meeting, organisation: Organisation, presence: str, by: Actor) -> Attendance:
    """Tell whether an organisation is coming: its own people, or who leads the body.

    :raises NotAllowed: if the actor neither belongs to the organisation nor may hold its meetings
    :raises MeetingIsClosed: if the meeting has been held or cancelled
    :raises Invalid: if the organisation is not invited, or the answer is none of the two
    """
    if not permissions.speaks_for(organisation.pk, by=by) and not by.may(permissions.MEET, body=meeting.body_id):
        raise NotAllowed
    if meeting.state not in TO_COME:
        raise MeetingIsClosed
    if presence not in (Presence.ACCEPTED, Presence.DECLINED):
        raise Invalid(fields={"presence": marked("Choose one of the alternatives.")})
    found = Attendance.objects.select_for_update().filter(meeting=meeting, organisation=organisation).first()
    if found is None:
        raise Invalid(fields={"organisation": marked("The organisation is not invited to this meeting.")})
    before = {"organisation": organisation.key, "presence": found.presence}
    after = {"organisation": organisation.key, "presence": presence}
    found.presence = presence
    found.save()
    record("bodies.invitation_answered", target=("meeting", meeting.key), by=by, before=before, after=after)
    return found


@transaction.atomic
def take_attendance(*, meeting: Meeting, present: Mapping[int, int | None], by: Actor) -> None:
    """Write down who was there: how many people of each organisation (None: not told). The other invited were not.

    :raises NotAllowed: if the actor may not hold meetings of the body
    :raises MeetingIsClosed: if its minutes are approved or it was cancelled
    """
    require_open(meeting=meeting, by=by)
    known = {row.organisation_id: row for row in Attendance.objects.filter(meeting=meeting)}
    for organisation in present.keys() - known.keys():
        known[organisation] = Attendance(meeting=meeting, organisation_id=organisation)
    for organisation, row in known.items():
        row.presence = Presence.PRESENT if organisation in present else Presence.ABSENT
        row.people = present.get(organisation)
        row.save()
    record("bodies.attendance_taken", target=("meeting", meeting.key), by=by, after={"present": _keys(present)})


def _keys(organisations: Iterable[int]) -> list[str]:
    found = Organisation.objects.filter(pk__in=list(organisations)).order_by("key")
    return list(found.values_list("key", flat=True))


def require_open(*, meeting: Meeting, by: Actor) -> None:
    """Refuse who may not change the meeting, and everybody once it is closed.

    :raises NotAllowed: if the actor may not hold meetings of the body
    :raises MeetingIsClosed: if its minutes are approved or it was cancelled
    """
    by.require(permissions.MEET, body=meeting.body_id)
    found = Meeting.objects.unguarded("a row that was found for the actor").select_for_update()
    if found.get(pk=meeting.pk).state in CLOSED:
        raise MeetingIsClosed


def _check(meeting: Meeting) -> None:
    span = dates.span(dates.check(meeting.held_on))
    if span.earliest is None:
        raise Invalid(fields={"held_on": marked("Give the day of the meeting.")})
    if meeting.begins_at and meeting.ends_at and meeting.ends_at <= meeting.begins_at:
        raise Invalid(fields={"ends_at": marked("The end is before the beginning.")})


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items()}
