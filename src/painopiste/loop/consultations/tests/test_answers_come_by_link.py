"""One that is asked answers by its link: without an account, until the closing day, and seeing nothing else."""

import io
import re
import zipfile

import pytest
import time_machine
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from painopiste.base.actors import PUBLIC
from painopiste.base.audit.models import AuditLine
from painopiste.base.mail.models import Letter
from painopiste.base.mail.sending import send
from painopiste.base.markings.naming import as_system
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.base.uploads import keeping
from painopiste.loop.consultations import services
from painopiste.loop.consultations.models import (
    Consultation,
    ConsultationAnswer,
    ConsultationFile,
    ConsultationInvitee,
)
from painopiste.loop.consultations.rules import State
from painopiste.loop.consultations.services.inviting import secret_of
from painopiste.loop.consultations.tests.factories import ConsultationFactory, ConsultationQuestionFactory

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF"


@pytest.fixture
def opened(secretariat):
    """An open consultation for members, in which an organisation has been asked two questions."""
    row = ConsultationFactory(title_fi="SALAINEN kuuleminen", marking_id="members", closes_on="2026-10-20")
    for number in (1, 2):
        ConsultationQuestionFactory(consultation=row, rank=number, text_fi=f"Kysymys {number}?", key=f"q{number}")
    told = {"organisation": OrganisationFactory(name_fi="Kaupunki"), "language": "fi", "by": secretariat}
    services.invite(consultation=row, email="turva@kaupunki.example", **told)
    services.move_consultation(consultation=row, new=State.OPEN, version=1, by=secretariat)
    return row


def asked():
    return ConsultationInvitee.objects.get()


def link_of(row):
    return reverse("consultations:answer", args=[secret_of(invitee=row, by=PUBLIC)])


def text(response):
    return response.content.decode()


def given(row, **more):
    told = {"participants": "12", "answer_q1": "Huijaukset.", "comment": "", "version": str(row.version)}
    return told | more


def test_the_letter_brings_the_link_and_tells_nothing_of_what_is_asked(opened):
    assert asked().hash is not None
    send(Letter.objects.get().key)
    (sent,) = mail.outbox
    assert sent.to == ["turva@kaupunki.example"]
    assert "SALAINEN" not in sent.body + sent.subject
    assert re.search(r"http\S+", sent.body)[0].endswith(link_of(asked()))
    assert secret_of(invitee=asked(), by=PUBLIC) not in f"{vars(asked())}{list(Letter.objects.values())}"


def test_an_answer_is_drafted_returned_and_changed_without_an_account(opened, browse, secretariat):
    link = link_of(asked())
    assert "Kysymys 2?" in text(browse().get(link))
    assert browse().post(link, given(asked(), draft="1"))["location"] == link
    drafted = asked()
    assert (drafted.answered_at, drafted.participants) == (None, 12)
    assert "Huijaukset." in text(browse().get(link))
    page = reverse("consultations:synthesis", args=[opened.key])
    assert "Huijaukset." not in text(browse(secretariat).get(page))
    answer = browse().post(link, given(drafted, **{"return": "1", "answer_q2": "Yhteistyötä."}))
    assert answer["location"] == f"{link}kuitti/"
    assert "Yhteistyötä." in text(browse().get(answer["location"]))
    shown = text(browse(secretariat).get(page))
    assert "Huijaukset." in shown
    assert "Kaupunki" in shown
    assert browse().post(link, given(asked(), answer_q1="Uusi sana.", draft="1"))["location"] == f"{link}kuitti/"
    assert asked().answered_at is not None
    assert set(ConsultationAnswer.objects.values_list("text", flat=True)) == {"Uusi sana."}
    events = AuditLine.objects.order_by("number").values_list("event", flat=True)
    assert list(events)[-3:] == ["consultations.draft_saved", "consultations.answered", "consultations.answered"]
    assert not any("Huijaukset" in str(line.content) for line in AuditLine.objects.all())


def test_a_link_that_leads_nowhere_says_the_same_whatever_the_reason(opened, secretariat, browse):
    link = link_of(asked())
    wrong = browse().get(reverse("consultations:answer", args=["x" * 43]))
    services.revoke(invitee=asked(), by=secretariat)
    revoked = browse().get(link)
    services.send_again(invitee=asked(), by=secretariat)
    with time_machine.travel("2026-10-21T09:00:00+00:00", tick=False):
        late = browse().get(link_of(asked()))
        posted = browse().post(link_of(asked()), given(asked()))
        receipt = browse().get(f"{link_of(asked())}kuitti/")
    signed_in = browse(secretariat).get(link)
    answers = (wrong, revoked, late, posted, receipt, signed_in)
    assert {answer.status_code for answer in answers} == {404}
    assert {answer.content for answer in answers} == {wrong.content}
    told = [{name: value for name, value in answer.items() if name != "Expires"} for answer in answers[:5]]
    assert told == [told[0]] * 5  # but the time of the answer
    assert browse().get(link_of(asked())).status_code == 200


def test_sent_again_the_link_stays_and_after_revoking_it_is_new(opened, secretariat):
    first = link_of(asked())
    services.send_again(invitee=asked(), by=secretariat)
    assert link_of(asked()) == first
    services.revoke(invitee=asked(), by=secretariat)
    services.send_again(invitee=asked(), by=secretariat)
    assert link_of(asked()) != first


def test_who_tries_many_links_waits_and_a_right_one_still_opens(opened, browse):
    for number in range(10):
        assert browse().get(reverse("consultations:answer", args=[f"{number}"])).status_code == 404
    assert browse().get(reverse("consultations:answer", args=["one-more"])).status_code == 429
    assert browse().get(link_of(asked())).status_code == 200


def test_a_link_saves_only_so_often(opened, browse, monkeypatch):
    monkeypatch.setattr("painopiste.loop.consultations.web.link.SAVES", 1)
    first, second = (browse().post(link_of(asked()), given(asked(), draft="1")) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 429)


def test_the_page_behind_a_link_shows_nothing_else_and_is_kept_by_nobody(opened, browse, secretariat):
    for client in (browse(), browse(secretariat)):
        response = client.get(link_of(asked()))
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response.headers["X-Robots-Tag"]
        assert "no-store" in response.headers["Cache-Control"]
        assert 'id="navigation"' not in text(response)
        assert secretariat.label not in text(response)
        assert reverse("consultations:consultation", args=[opened.key]) not in text(response)


def test_an_answer_is_sent_without_a_cookie_and_from_a_page_that_tells_no_origin(opened):
    strict = Client(enforce_csrf_checks=True)
    sent = strict.post(link_of(asked()), given(asked(), draft="1"), headers={"origin": "null"})
    assert sent.status_code == 302


def test_a_colleague_who_saved_first_is_not_overwritten(opened, browse):
    link, old = link_of(asked()), asked()
    browse().post(link, given(old, answer_q1="Ensimmäinen", draft="1"))
    second = browse().post(link, given(old, answer_q1="Toinen", draft="1"))
    assert second.status_code == 409
    assert "Ensimmäinen" in text(second)
    assert "Toinen" in text(second)
    assert ConsultationAnswer.objects.get().text == "Ensimmäinen"


def test_what_can_t_be_returned_is_shown_again_with_what_was_typed(opened, browse):
    for wrong in ({"participants": ""}, {"participants": "0"}, {"answer_q1": " "}, {"participants": "100001"}):
        answer = browse().post(link_of(asked()), given(asked(), **{"return": "1", "answer_q2": ""} | wrong))
        assert answer.status_code == 422
    assert asked().answered_at is None


def office(*names, **contents):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        for name in names:
            pack.writestr(name, contents.get(name, "<x/>"))
    return out.getvalue()


WORD = ("[Content_Types].xml", "word/document.xml")


def test_a_file_comes_with_the_answer_and_is_kept_under_its_hash(opened, browse, secretariat, member):
    link = link_of(asked())
    sent = given(asked(), **{"return": "1", "file": SimpleUploadedFile("../Työpajan muistio.pdf", PDF)})
    assert browse().post(link, sent).status_code == 302
    row = ConsultationFile.objects.get()
    assert (row.name, row.kind, row.size) == ("Työpajan muistio.pdf", "application/pdf", len(PDF))
    assert keeping.content_of(row.sha256) == PDF
    url = reverse("consultations:file", args=[opened.key, row.key])
    got = browse(secretariat).get(url)
    assert got.content == PDF
    assert got.headers["Content-Type"] == "application/octet-stream"
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert {browse(by).get(url).status_code for by in (None, member)} == {404}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ohjelma.exe", b"MZ"),
        ("kuva.png", b"<svg onload=alert(1)>"),
        ("sivu.pdf", b"<html>"),
        ("tyhja.pdf", b""),
        ("makro.docx", office(*WORD, "word/vbaProject.bin")),
        ("teksti.txt", b"\x00\x01"),
        ("vain-nimi.odt", office("content.xml")),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_and_nothing_is_saved(name, content, opened, browse):
    sent = given(asked(), **{"return": "1", "file": SimpleUploadedFile(name, content)})
    answer = browse().post(link_of(asked()), sent)
    assert answer.status_code == 422
    assert "Huijaukset." in text(answer)
    assert (asked().answered_at, ConsultationFile.objects.count()) == (None, 0)


def test_an_ordinary_office_document_is_taken(opened, browse):
    sent = given(asked(), draft="1", file=SimpleUploadedFile("vastaus.docx", office(*WORD)))
    assert browse().post(link_of(asked()), sent).status_code == 302
    assert ConsultationFile.objects.get().name == "vastaus.docx"


def test_a_file_is_taken_back_and_its_content_goes(opened, browse, django_capture_on_commit_callbacks):
    browse().post(link_of(asked()), given(asked(), draft="1", file=SimpleUploadedFile("a.pdf", PDF)))
    row = ConsultationFile.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        gone = browse().post(f"{link_of(asked())}tiedostot/{row.key}/poista/")
    assert gone.status_code == 302
    assert ConsultationFile.objects.count() == 0
    with pytest.raises(Exception, match="not found"):
        keeping.content_of(row.sha256)
    assert browse().post(f"{link_of(asked())}tiedostot/{row.key}/poista/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_behind_a_link_takes_five_queries(rows, opened, browse, django_assert_num_queries):
    for number in range(rows):
        question = ConsultationQuestionFactory(consultation=opened)
        ConsultationAnswer.objects.create(invitee=asked(), question=question, text=f"{number}")
    link = link_of(asked())
    browse().get(link)
    with django_assert_num_queries(5):
        assert browse().get(link).status_code == 200


def test_the_answer_works_where_the_database_shows_the_public_nothing(opened, browse):
    """On PostgreSQL this is the second wall; what the link leads to is for members, and its holder is nobody."""
    link = link_of(asked())
    assert browse().post(link, given(asked(), **{"return": "1"})).status_code == 302
    with as_system("the test looks at all"):
        assert Consultation.objects.unguarded("test").get().marking_id == "members"
        assert asked().answered_at is not None
    assert browse().get(reverse("consultations:consultation", args=[opened.key])).status_code == 404
