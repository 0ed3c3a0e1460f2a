"""A meeting is planned, invited to, held and closed; each step by who may, in its order, with a line in the trail."""

from datetime import timedelta

import pytest
from django.utils import timezone

from painopiste.base.actors import Actor, system
from painopiste.base.audit.models import AuditLine
from painopiste.base.bodies import services
from painopiste.base.bodies.models import Attendance, BodyMember, Decision, Meeting
from painopiste.base.bodies.rules import MEETING_STEPS, MeetingState
from painopiste.base.bodies.tests.factories import BodyFactory, MeetingFactory
from painopiste.base.errors import Conflict, Invalid, NotAllowed, Stale
from painopiste.base.organisations.tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db
SECRETARIAT = system("secretariat", rights={"bodies.change", "bodies.meet"})
OUTSIDER = Actor(account_id=None, label="outsider", member=True)


def member(body, **values):
    organisation = OrganisationFactory()
    BodyMember.objects.create(body=body, organisation=organisation, **values)
    return organisation


def of(organisation):
    return Actor(label="member", member=True, organisations=frozenset({organisation.pk}))


def move(meeting, to, **more):
    meeting.refresh_from_db()
    return services.move_meeting(meeting=meeting, to=to, version=meeting.version, by=SECRETARIAT, **more)


def test_a_meeting_goes_all_the_way():
    body = BodyFactory()
    there, away, past = member(body), member(body), member(body, until="2020")
    values = {"held_on": "2022-05-24", "own_marking_id": "public"}
    meeting = services.plan_meeting(body=body, values=values, by=SECRETARIAT)
    move(meeting, "invited")
    invited = set(Attendance.objects.filter(meeting=meeting).values_list("organisation", flat=True))
    assert invited == {there.pk, away.pk} - {past.pk}
    services.answer_invitation(meeting=meeting, organisation=away, presence="declined", by=of(away))
    move(meeting, "held")
    services.take_attendance(meeting=meeting, present={there.pk: 2}, by=SECRETARIAT)
    assert dict(Attendance.objects.values_list("organisation", "presence")) == {there.pk: "present", away.pk: "absent"}
    item = services.save_item(meeting=meeting, values={"title_fi": "Tilanne", "kind": "decision"}, by=SECRETARIAT)
    first, second = (
        services.record_decision(
            body=body,
            meeting=meeting,
            item=item,
            values={"title_fi": title, "own_marking_id": "public"},
            by=SECRETARIAT,
        )
        for title in ("Ensimmäinen", "Toinen")
    )
    assert (first.number, second.number, first.decided_on) == (1, 2, "2022-05-24")
    move(meeting, "approved")
    events = list(AuditLine.objects.order_by("number").values_list("event", flat=True))
    assert events == [
        "bodies.meeting_planned", "bodies.meeting_moved", "bodies.invitation_answered", "bodies.meeting_moved",
        "bodies.attendance_taken", "bodies.item_saved", "bodies.decided", "bodies.decided", "bodies.meeting_moved",
    ]  # fmt: skip


@pytest.mark.parametrize("start", MeetingState)
@pytest.mark.parametrize("end", MeetingState)
def test_only_the_steps_of_the_table_are_taken(start, end):
    meeting = MeetingFactory(state=start)
    reason = {"reason_fi": "Sali oli varattu"}
    if end in MEETING_STEPS[start]:
        assert move(meeting, end, reason=reason).state == end
    else:
        with pytest.raises(Conflict):
            move(meeting, end, reason=reason)
        meeting.refresh_from_db()
        assert meeting.state == start


@pytest.mark.parametrize("state", ["approved", "cancelled"])
def test_nothing_in_a_closed_meeting_is_changed(state):
    meeting = MeetingFactory()
    item = services.save_item(meeting=meeting, values={"title_fi": "Tilanne"}, by=SECRETARIAT)
    point = services.save_point(meeting=meeting, values={"kind": "success", "text_fi": "Onnistui"}, by=SECRETARIAT)
    Meeting.objects.unguarded("a test").update(state=state)
    lines = AuditLine.objects.count()
    for attempt in (
        lambda: services.change_meeting(meeting=meeting, values={"place": "X"}, version=1, by=SECRETARIAT),
        lambda: services.save_item(meeting=meeting, values={"title_fi": "X"}, by=SECRETARIAT),
        lambda: services.save_item(meeting=meeting, item=item, version=1, values={"title_fi": "X"}, by=SECRETARIAT),
        lambda: services.remove_item(item=item, by=SECRETARIAT),
        lambda: services.order_items(meeting=meeting, keys=[item.key], by=SECRETARIAT),
        lambda: services.save_point(meeting=meeting, values={"kind": "remark", "text_fi": "X"}, by=SECRETARIAT),
        lambda: services.remove_point(point=point, by=SECRETARIAT),
        lambda: services.take_attendance(meeting=meeting, present={}, by=SECRETARIAT),
        lambda: services.record_decision(body=meeting.body, meeting=meeting, values={"title_fi": "X"}, by=SECRETARIAT),
    ):
        with pytest.raises(services.MeetingIsClosed):
            attempt()
    assert AuditLine.objects.count() == lines
    assert not Decision.objects.unguarded("a test").exists()


def test_a_meeting_is_cancelled_with_a_reason_that_stays():
    meeting = MeetingFactory()
    with pytest.raises(Invalid) as refused:
        move(meeting, "cancelled")
    assert "reason_fi" in refused.value.fields
    assert move(meeting, "cancelled", reason={"reason_fi": "Liian moni estyi"}).reason_fi == "Liian moni estyi"


def test_a_meeting_of_the_future_was_not_held():
    meeting = MeetingFactory(held_on=(timezone.localdate() + timedelta(days=3)).isoformat())
    with pytest.raises(Invalid) as refused:
        move(meeting, "held")
    assert "held_on" in refused.value.fields


def test_nobody_answers_for_another_organisation():
    body = BodyFactory()
    mine, theirs = member(body), member(body)
    meeting = MeetingFactory(body=body)
    move(meeting, "invited")
    with pytest.raises(NotAllowed):
        services.answer_invitation(meeting=meeting, organisation=theirs, presence="accepted", by=of(mine))
    outside = OrganisationFactory()
    with pytest.raises(Invalid):
        services.answer_invitation(meeting=meeting, organisation=outside, presence="accepted", by=of(outside))


def test_who_may_not_change_the_body_changes_nothing_of_its_meetings():
    meeting = MeetingFactory()
    for attempt in (
        lambda: services.plan_meeting(body=meeting.body, values={"held_on": "2022"}, by=OUTSIDER),
        lambda: services.change_meeting(meeting=meeting, values={"place": "X"}, version=1, by=OUTSIDER),
        lambda: services.move_meeting(meeting=meeting, to="held", version=1, by=OUTSIDER),
        lambda: services.save_item(meeting=meeting, values={"title_fi": "X"}, by=OUTSIDER),
        lambda: services.raise_follow_up(body=meeting.body, values={"text_fi": "X"}, by=OUTSIDER),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert not AuditLine.objects.exists()


def test_an_item_that_somebody_else_has_changed_is_not_overwritten():
    meeting = MeetingFactory()
    item = services.save_item(meeting=meeting, values={"title_fi": "Alku"}, by=SECRETARIAT)
    services.save_item(meeting=meeting, item=item, version=1, values={"title_fi": "Ensimmäinen"}, by=SECRETARIAT)
    with pytest.raises(Stale):
        services.save_item(meeting=meeting, item=item, version=1, values={"title_fi": "Toinen"}, by=SECRETARIAT)


def test_a_follow_up_is_closed_once_by_those_whose_it_is():
    owner = OrganisationFactory()
    values = {"text_fi": "Selvittää rahoitus", "organisation": owner, "due_on": "2022-09", "own_marking_id": "public"}
    follow_up = services.raise_follow_up(body=BodyFactory(), values=values, by=SECRETARIAT)
    close = {"follow_up": follow_up, "version": 1}
    with pytest.raises(NotAllowed):
        services.close_follow_up(**close, state="done", outcome={}, by=OUTSIDER)
    with pytest.raises(Invalid):
        services.close_follow_up(**close, state="dropped", outcome={}, by=of(owner))
    assert services.close_follow_up(**close, state="done", outcome={}, by=of(owner)).closed_on == timezone.localdate()
    with pytest.raises(Conflict):
        services.close_follow_up(**close, state="done", outcome={}, by=of(owner))
