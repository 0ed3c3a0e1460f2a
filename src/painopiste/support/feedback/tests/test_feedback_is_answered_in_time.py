"""Everybody may give feedback; the secretariat answers it within 14 days."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from painopiste.base.actors import PUBLIC, system
from painopiste.base.audit.models import AuditLine
from painopiste.base.errors import Invalid, Missing, NotAllowed, Stale
from painopiste.base.jobs.worker import Worker
from painopiste.support.feedback import selectors, services
from painopiste.support.feedback.models import Feedback
from painopiste.support.feedback.rules import State, due_on, state_on

pytestmark = pytest.mark.django_db
SECRETARIAT = system("secretariat", rights={"feedback.handle"})
GIVEN = {"kind": "accessibility", "message": "Taulukko ei aukea", "page": "/fi/", "email": "", "language": "fi"}


def give(**changed):
    return services.give(**(GIVEN | changed), by=PUBLIC)


def test_the_answer_is_due_fourteen_days_after_the_feedback_came():
    assert due_on(date(2026, 11, 24)) == date(2026, 12, 8)
    assert give().due_on == timezone.localdate() + timedelta(days=14)


def test_feedback_is_late_only_after_its_last_day():
    due = date(2026, 12, 8)
    assert state_on(due, None, due) is State.WAITING
    assert state_on(due, None, due + timedelta(1)) is State.LATE
    assert state_on(due, due + timedelta(5), due + timedelta(9)) is State.ANSWERED


def test_what_people_write_stays_out_of_the_audit_trail():
    give(email="joku@example.fi")
    line = AuditLine.objects.get()
    assert line.event == "feedback.given"
    assert "aukea" not in str(line.content)
    assert "joku" not in str(line.content)


@pytest.mark.parametrize("wrong", [{"kind": "praise"}, {"message": "  "}, {"message": "x" * 5001}])
def test_feedback_without_a_message_or_a_known_kind_is_refused(wrong):
    with pytest.raises(Invalid):
        give(**wrong)
    assert not Feedback.objects.exists()


def test_only_those_who_answer_feedback_see_it():
    feedback = give()
    member = system("member")
    assert not selectors.list_feedback(by=member, on=timezone.localdate())
    assert selectors.count_waiting(by=member) == 0
    with pytest.raises(Missing):
        selectors.get_feedback(key=feedback.key, by=member)
    with pytest.raises(NotAllowed):
        services.answer(feedback=feedback, text="Kiitos", version=1, by=member)


def test_an_answer_is_given_once_and_sent_to_the_writer(mailoutbox):
    feedback = give(email="joku@example.fi", language="sv")
    services.answer(feedback=feedback, text="Kiitos", version=1, by=SECRETARIAT)
    assert mailoutbox == []  # the answer is kept first; a worker sends it
    Worker(pulse_thread=False).run_waiting()
    (mail,) = mailoutbox
    assert (mail.to, mail.body) == (["joku@example.fi"], "Kiitos")
    with pytest.raises(services.Answered):
        services.answer(feedback=feedback, text="Uudelleen", version=2, by=SECRETARIAT)


@pytest.mark.parametrize("sign", ["\n", "\r", "\r\n", ",", ";"])
def test_an_address_can_not_add_receivers_or_lines_to_the_mail(sign, mailoutbox):
    with pytest.raises(Invalid):
        give(email=f"a@kunta.example{sign}Bcc: b@kunta.example")
    Worker(pulse_thread=False).run_waiting()
    assert mailoutbox == []


def test_two_people_do_not_answer_at_the_same_time():
    feedback = give()
    same = Feedback.objects.get()
    services.answer(feedback=feedback, text="Ensimmäinen", version=1, by=SECRETARIAT)
    with pytest.raises(Stale):
        services.answer(feedback=same, text="Toinen", version=1, by=SECRETARIAT)


def test_the_most_urgent_is_on_top_and_the_list_is_narrowed():
    first, second, third = give(), give(kind="idea"), give()
    today = timezone.localdate()
    Feedback.objects.filter(pk=second.pk).update(due_on=today - timedelta(1))
    services.answer(feedback=third, text="Kiitos", version=1, by=SECRETARIAT)
    listed = selectors.list_feedback(by=SECRETARIAT, on=today)
    assert list(listed) == [second, first, third]
    assert list(selectors.list_feedback(by=SECRETARIAT, on=today, state="late")) == [second]
    assert list(selectors.list_feedback(by=SECRETARIAT, on=today, state="answered")) == [third]
    assert list(selectors.list_feedback(by=SECRETARIAT, on=today, kind="idea")) == [second]
