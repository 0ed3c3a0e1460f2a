"""Anybody gives feedback without JavaScript; those who answer it see what is late."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from painopiste.support.feedback.models import Feedback

pytestmark = pytest.mark.django_db
GIVEN = {"kind": "accessibility", "message": "Taulukko ei aukea", "page": "/fi/", "email": ""}


def test_feedback_is_taken_in_and_a_receipt_shown(client):
    answer = client.post("/sv/palaute/", GIVEN)
    assert answer.headers["Location"] == "/sv/palaute/kiitos/"
    assert client.get("/sv/palaute/kiitos/").status_code == 200
    kept = Feedback.objects.get()
    assert (kept.message, kept.language, kept.answered_at) == ("Taulukko ei aukea", "sv", None)


def test_a_program_that_fills_in_the_trap_is_thanked_and_forgotten(client):
    assert client.post("/fi/palaute/", GIVEN | {"website": "https://spam.example"}).status_code == 302
    assert not Feedback.objects.exists()


@pytest.mark.parametrize("wrong", [{"message": ""}, {"kind": ""}, {"kind": "x"}, {"email": "no address"}])
def test_wrong_feedback_comes_back_with_what_was_written(client, wrong):
    answer = client.post("/fi/palaute/", GIVEN | wrong)
    assert answer.status_code == 422
    assert not Feedback.objects.exists()


def test_the_form_knows_the_subject_and_the_page_it_was_opened_from(client):
    came_from = "http://testserver/fi/aikajana/"
    page = client.get("/fi/palaute/?aihe=accessibility", headers={"referer": came_from}).content.decode()
    assert came_from in page
    assert re.search(r'value="accessibility"[^>]* checked', page)


def test_only_those_who_answer_feedback_find_the_list(client, reader, secretariat):
    client.post("/fi/palaute/", GIVEN)
    key = Feedback.objects.get().key
    for browser in (client, reader):
        assert browser.get("/fi/palaute/kasittely/").status_code == 404
        assert browser.get(f"/fi/palaute/kasittely/{key}/").status_code == 404
    assert "Taulukko" in secretariat.get("/fi/palaute/kasittely/").content.decode()


def test_an_answer_is_saved_and_told_in_the_history(secretariat):
    secretariat.post("/fi/palaute/", GIVEN)
    address = f"/fi/palaute/kasittely/{Feedback.objects.get().key}/"
    assert secretariat.post(address, {"answer": "", "version": "1"}).status_code == 422
    assert secretariat.post(address, {"answer": "Korjattu", "version": "1"}).status_code == 302
    assert "Korjattu" in secretariat.get(address).content.decode()
    assert secretariat.post(address, {"answer": "Uudelleen", "version": "2"}).status_code == 409
    assert Feedback.objects.get().answer == "Korjattu"


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_six_queries_however_long_it_is(secretariat, number, django_assert_num_queries):
    for _ in range(number):
        secretariat.post("/fi/palaute/", GIVEN)
    Feedback.objects.update(due_on=timezone.localdate() - timedelta(1))
    with django_assert_num_queries(6):  # session, account, roles, the nameplate, count, rows
        assert secretariat.get("/fi/palaute/kasittely/").status_code == 200
