"""A consultation from a draft to its synthesis; who may not holds none, and hidden ones are not there."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from hypothesis import given as drawn
from hypothesis import strategies as st

from painopiste.base.actors import system
from painopiste.base.audit.models import AuditLine
from painopiste.base.errors import Invalid, NotAllowed, Stale
from painopiste.base.mail.models import Letter
from painopiste.base.mail.sending import send
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.base.web.tables.reading import read_table
from painopiste.loop.agenda.tests.factories import ObservationFactory
from painopiste.loop.consultations import selectors, services
from painopiste.loop.consultations.models import (
    Consultation,
    ConsultationAnswer,
    ConsultationEvent,
    ConsultationInvitee,
)
from painopiste.loop.consultations.rules import (
    NEXT_STATES,
    InUse,
    NotOpen,
    State,
    StepRefused,
    is_to_be_reminded,
    takes_answers,
)
from painopiste.loop.consultations.tests.factories import (
    ConsultationFactory,
    ConsultationInviteeFactory,
    ConsultationQuestionFactory,
)
from painopiste.loop.focus_areas.tests.factories import FocusAreaFactory

pytestmark = pytest.mark.django_db
CLOCK = system("consultations.remind", rights={"consultations.manage"})
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def address(name, *args):
    return reverse(f"consultations:{name}", args=args)


def text(response):
    return response.content.decode()


def fresh():
    return Consultation.objects.unguarded("test").get()


def lines():
    return list(AuditLine.objects.order_by("number").values_list("event", flat=True))


def answered(consultation, words="Vastaus", **more):
    """One that has been asked and has answered the first question."""
    told = {"answered_at": timezone.now(), "participants": 5} | more
    row = ConsultationInviteeFactory(consultation=consultation, **told)
    question = consultation.questions.first() or ConsultationQuestionFactory(consultation=consultation)
    ConsultationAnswer.objects.create(invitee=row, question=question, text=words)
    return row


@drawn(st.sampled_from(State), DAYS, DAYS)
def test_links_lead_somewhere_exactly_while_it_is_open_and_the_closing_day_is_not_over(state, closes, today):
    assert takes_answers(state, closes, today) == (state is State.OPEN and closes >= today)
    if is_to_be_reminded(closes, today):
        assert takes_answers(State.OPEN, closes, today)
        assert 0 < (closes - today).days <= 5


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("new", State)
def test_only_the_steps_of_the_rules_can_be_taken(state, new, secretariat):
    row = ConsultationFactory(state=state.value)
    ConsultationQuestionFactory(consultation=row)
    told = {"consultation": row, "new": new, "version": 1, "reason": {"fi": "Syy"}, "by": secretariat}
    if new in NEXT_STATES[state]:
        assert services.move_consultation(**told).state == new
        return
    with pytest.raises(StepRefused):
        services.move_consultation(**told)
    assert fresh().state == state


def test_it_is_opened_with_questions_and_a_day_to_come_and_cancelled_with_a_reason(secretariat):
    row = ConsultationFactory(closes_on="")
    told = {"consultation": row, "version": 1, "by": secretariat}
    with pytest.raises(Invalid) as refused:
        services.move_consultation(new=State.OPEN, **told)
    assert set(refused.value.fields) == {"closes_on"}
    row.closes_on = "2026-10-05"
    row.save()
    with pytest.raises(Invalid) as refused:
        services.move_consultation(new=State.OPEN, **told)
    assert set(refused.value.fields) == {"state"}
    with pytest.raises(Invalid) as refused:
        services.move_consultation(new=State.CANCELLED, **told)
    assert set(refused.value.fields) == {"reason"}
    services.move_consultation(new=State.CANCELLED, reason={"fi": "Korona"}, **told)
    assert (fresh().state, fresh().reason_fi) == ("cancelled", "Korona")
    assert lines() == ["consultations.cancelled"]


def test_the_secretariat_prepares_one_on_pages_and_opens_it(secretariat, browse):
    area, seen = FocusAreaFactory(), ObservationFactory()
    client = browse(secretariat)
    told = {"title_fi": "Huijaukset", "closes_on": "20.10.2026", "own_marking_id": "members"}
    told |= {"focus_area": area.key, "observation": seen.key, "links": "https://esimerkki.fi/aineisto"}
    page = client.post(address("prepare"), told)["location"]
    row = fresh()
    asked = client.post(address("add_question", row.key), {"text_fi": "Mitä pitäisi tehdä?", "help_fi": "Lyhyesti."})
    event = {"name_fi": "Seminaari", "held_on": "12.10.2026", "state": "cancelled", "reason_fi": "Tila vietiin."}
    assert (asked.status_code, client.post(address("add_event", row.key), event).status_code) == (302, 302)
    organisation = OrganisationFactory(name_fi="Kaupunki")
    to = {"organisation": organisation.key, "email": "turva@kaupunki.example", "language": "sv", "name": ""}
    assert client.post(address("invite", row.key), to).status_code == 302
    assert Letter.objects.count() == 0
    assert client.post(address("move", row.key), {"state": "open", "version": 1}).status_code == 302
    assert (fresh().opens_on, Letter.objects.get().language) == ("2026-10-05", "sv")
    shown = text(client.get(page))
    for told_there in ("Mitä pitäisi tehdä?", "Tila vietiin.", "Kaupunki", "turva@kaupunki.example", area.name_fi):
        assert told_there in shown


def test_an_event_is_cancelled_with_a_reason_only(secretariat):
    row = ConsultationFactory()
    with pytest.raises(Invalid) as refused:
        services.put_event(consultation=row, values={"name_fi": "Seminaari", "state": "cancelled"}, by=secretariat)
    assert set(refused.value.fields) == {"reason"}
    assert lines() == []


def test_a_question_with_answers_stays_and_another_goes(secretariat):
    row = ConsultationFactory()
    kept, gone = (ConsultationQuestionFactory(consultation=row) for _ in range(2))
    answered(row)
    with pytest.raises(InUse):
        services.remove_question(question=kept, by=secretariat)
    services.remove_question(question=gone, by=secretariat)
    assert [question.pk for question in row.questions.all()] == [kept.pk]


def test_a_question_that_stands_first_is_changed_as_its_form_gives_it(secretariat, browse):
    row = ConsultationFactory()
    question = ConsultationQuestionFactory(consultation=row, rank=0)  # as loaded from a programme
    sent = {"text_fi": "Uusi sana?", "rank": "0", "version": "1"}
    assert browse(secretariat).post(address("change_question", row.key, question.key), sent).status_code == 302
    question.refresh_from_db()
    assert (question.text_fi, question.rank) == ("Uusi sana?", 0)


def test_nobody_else_holds_consultations(member, browse):
    row = ConsultationFactory()
    for name in ("change", "move", "add_question", "add_event", "invite", "write_synthesis"):
        assert browse(member).get(address(name, row.key)).status_code == 403
    assert browse().get(address("prepare")).status_code == 403
    with pytest.raises(NotAllowed):
        services.prepare_consultation(values={"title_fi": "x"}, by=member)


def test_the_same_address_is_asked_once_and_a_closed_one_asks_nobody(secretariat):
    row = ConsultationFactory()
    told = {"consultation": row, "language": "fi", "name": "Järjestö", "by": secretariat}
    services.invite(email="A@jarjesto.example", **told)
    with pytest.raises(Invalid):
        services.invite(email="a@jarjesto.example", **told)
    with pytest.raises(Invalid):
        services.invite(email="b@jarjesto.example", **told | {"name": " "})
    row.state = "closed"
    with pytest.raises(NotOpen):
        services.invite(email="c@jarjesto.example", **told)


def test_who_has_not_answered_is_reminded_once_before_closing_in_its_own_language(secretariat):
    row = ConsultationFactory(closes_on="2026-10-09", title_fi="SALAINEN", marking_id="members")
    ConsultationQuestionFactory(consultation=row)
    told = {"consultation": row, "name": "Järjestö", "by": secretariat}
    services.invite(email="a@jarjesto.example", language="sv", **told)
    services.invite(email="b@jarjesto.example", language="fi", **told)
    services.move_consultation(consultation=row, new=State.OPEN, version=1, by=secretariat)
    ConsultationInvitee.objects.filter(email="b@jarjesto.example").update(answered_at=timezone.now())
    today = date(2026, 10, 5)
    assert [services.remind(on=today + timedelta(days), by=CLOCK) for days in (-2, 0, 1, 4)] == [0, 1, 0, 0]
    reminder = Letter.objects.get(kind="consultations.reminder")
    assert (reminder.to, reminder.language) == ("a@jarjesto.example", "sv")
    send(reminder.key)
    assert "SALAINEN" not in mail.outbox[0].body
    assert "/sv/kuulemiset/vastaa/" in mail.outbox[0].body
    moved = {"closes_on": "2026-10-20"}
    services.change_consultation(consultation=row, values=moved, version=2, by=secretariat)
    assert services.remind(on=date(2026, 10, 16), by=CLOCK) == 1


def test_a_reminder_that_is_not_needed_any_more_is_not_sent(secretariat):
    row = ConsultationFactory(closes_on="2026-10-09")
    ConsultationQuestionFactory(consultation=row)
    services.invite(consultation=row, email="a@jarjesto.example", language="fi", name="J", by=secretariat)
    services.move_consultation(consultation=row, new=State.OPEN, version=1, by=secretariat)
    services.remind(on=date(2026, 10, 5), by=CLOCK)
    ConsultationInvitee.objects.update(answered_at=timezone.now())
    assert send(Letter.objects.get(kind="consultations.reminder").key) == "needless"


def test_days_close_it_and_forget_addresses_after_a_year(secretariat):
    row = ConsultationFactory(closes_on="2026-10-09", state="open")
    answered(row, name="Matti Meikäläinen")
    assert services.tidy(on=date(2026, 10, 9), by=CLOCK) == {"closed": 0, "forgotten": 0}
    assert services.tidy(on=date(2026, 10, 10), by=CLOCK) == {"closed": 1, "forgotten": 0}
    assert services.tidy(on=date(2027, 10, 10), by=CLOCK) == {"closed": 0, "forgotten": 1}
    left = ConsultationInvitee.objects.get()
    assert (left.name, left.email, left.hash) == ("", "", None)
    assert lines() == ["consultations.closed", "consultations.forgotten"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_two_queries(rows, browse, django_assert_num_queries):
    for _ in range(rows):
        ConsultationFactory()
    browse().get(address("list"))
    with django_assert_num_queries(2):
        assert text(browse().get(address("list"))).count("Kuuleminen ") >= rows


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("consultation", 6), ("synthesis", 6)])
def test_one_consultation_takes_as_many_queries_whatever_has_been_answered(
    name, queries, rows, browse, django_assert_num_queries
):
    row = ConsultationFactory(state="closed")
    for _ in range(rows):
        ConsultationQuestionFactory(consultation=row)
        answered(row, organisation=OrganisationFactory())
    browse().get(address(name, row.key))
    with django_assert_num_queries(queries):
        assert browse().get(address(name, row.key)).status_code == 200


def test_answers_are_read_by_others_when_it_has_closed_and_persons_are_not_named(secretariat, member, browse):
    row = ConsultationFactory(state="open", marking_id="members")
    answered(row, "Sisältö", name="Matti Meikäläinen", comment="Lisäksi")
    ConsultationInviteeFactory(consultation=row, organisation=OrganisationFactory(name_fi="Hiljainen virasto"))
    page = address("synthesis", row.key)
    assert "Sisältö" in text(browse(secretariat).get(page))
    assert "Matti" in text(browse(secretariat).get(page))
    assert "Sisältö" not in text(browse(member).get(page))
    Consultation.objects.unguarded("test").update(state="closed")
    shown = text(browse(member).get(page))
    assert "Sisältö" in shown
    assert "Hiljainen virasto" in shown
    for hidden in ("Matti", "jarjesto.example"):
        assert hidden not in shown
        assert hidden not in text(browse(member).get(address("consultation", row.key)))
        assert hidden not in text(browse(member).get(f"/api/v1/consultations/{row.key}"))
    assert browse().get(page).status_code == 404


def test_the_public_reads_a_public_one_without_those_who_did_not_answer(browse):
    row = ConsultationFactory(state="closed")
    answered(row, "Sisältö", organisation=OrganisationFactory(name_fi="Kaupunki"))
    ConsultationInviteeFactory(consultation=row, organisation=OrganisationFactory(name_fi="Hiljainen virasto"))
    shown = text(browse().get(address("synthesis", row.key)))
    assert "Sisältö" in shown
    assert "Kaupunki" in shown
    assert "Hiljainen virasto" not in shown


def test_answers_are_exported_and_no_cell_is_a_formula(secretariat, browse):
    row = ConsultationFactory(state="closed")
    ConsultationQuestionFactory(consultation=row, text_fi="=1+1")
    answered(row, "=HYPERLINK(1)", organisation=OrganisationFactory(name_fi="Kaupunki"), comment="+1")
    got = browse(secretariat).get(address("export", row.key, "xlsx"))
    rows = [list(texts) for _number, texts in read_table(got.content, "a.xlsx").rows]
    assert rows[0] == ["1", "=1+1", "Kaupunki", "5", "=HYPERLINK(1)"]
    assert [rows[1][0], *rows[1][2:]] == ["", "Kaupunki", "5", "+1"]
    assert b"'=HYPERLINK(1)" in browse(secretariat).get(address("export", row.key, "csv")).content
    assert browse(secretariat).get(address("export", row.key, "exe")).status_code == 404


def test_a_synthesis_is_written_and_two_writers_see_each_other(secretariat, browse):
    row = ConsultationFactory(state="closed")
    sent = {"synthesis_fi": "Vastaajat toivovat yhteistyötä.", "version": 1}
    assert browse(secretariat).post(address("write_synthesis", row.key), sent).status_code == 302
    assert "Vastaajat toivovat yhteistyötä." in text(browse().get(address("synthesis", row.key)))
    assert browse(secretariat).post(address("write_synthesis", row.key), sent).status_code == 409
    with pytest.raises(Stale):
        services.write_synthesis(consultation=row, values={"synthesis_fi": "x"}, version=1, by=secretariat)


def test_what_it_is_about_is_named_only_to_those_who_see_that(secretariat, member, browse):
    area = FocusAreaFactory(name_fi="SALAINEN alue", key="salainen-alue", marking_id="secretariat")
    row = ConsultationFactory(focus_area=area, marking_id="members")
    pages = [address("consultation", row.key), address("synthesis", row.key), f"/api/v1/consultations/{row.key}"]
    for page in pages:
        shown = text(browse(member).get(page))
        assert "SALAINEN" not in shown
        assert "salainen-alue" not in shown
    assert "SALAINEN" in text(browse(secretariat).get(pages[0]))
    assert selectors.get_subjects(consultation=row, by=member) == {"focus_area": None, "observation": None}


def test_the_numbers_of_a_source_and_its_cancelled_event_are_shown_with_where_they_stand(browse):
    told = {"told_organisations": 21, "told_participants": 90, "told_participants_qualifier": "more_than"}
    row = ConsultationFactory(state="closed", closes_on="[..2020-09-30]", source="raportti:516-528", **told)
    event = {"name_fi": "Laaja tilaisuus", "state": "cancelled", "reason_fi": "Korona", "source": "raportti:517"}
    ConsultationEvent.objects.create(consultation=row, held_on="2020-21", **event)
    shown = text(browse().get(address("consultation", row.key)))
    for words in ("21", "90", "Korona", "kevät 2020", "516-528", "517"):
        assert words in shown
    assert "90" in text(browse().get(address("synthesis", row.key)))
    assert browse().get(f"/api/v1/consultations/{row.key}").json()["told_participants_qualifier"] == "more_than"
