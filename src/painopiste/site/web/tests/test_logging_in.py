"""People log in with a name and a password; who tries too often has to wait, and nobody learns which accounts exist."""

import pytest
from django.test import Client
from django.utils import timezone

from painopiste.base.accounts.models import ApiToken, FailedLogIn
from painopiste.base.accounts.rules import WAIT
from painopiste.base.accounts.tests.factories import PASSWORD, AccountFactory, RoleGrantFactory
from painopiste.base.audit.models import AuditLine
from painopiste.base.web.sealing import sealed_row

pytestmark = pytest.mark.django_db


def log_in(client, username="sihteeri", password=PASSWORD, **more):
    return client.post("/fi/kirjaudu/", {"username": username, "password": password, **more})


def test_the_right_password_opens_and_logging_out_closes(client):
    RoleGrantFactory(role="reader", account__username="sihteeri")
    answer = log_in(client, " Sihteeri ", next="/fi/tietoja/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/fi/tietoja/")
    assert client.get("/fi/oma-tili/").status_code == 200
    assert AuditLine.objects.get().event == "accounts.logged_in"
    assert client.get("/fi/kirjaudu-ulos/").status_code == 405
    client.post("/fi/kirjaudu-ulos/")
    assert client.get("/fi/oma-tili/").status_code == 302


def test_logging_in_never_leads_to_another_service(client):
    AccountFactory(username="sihteeri")
    assert log_in(client, next="https://example.com/").headers["Location"] == "/fi/"


def test_a_wrong_password_an_unknown_name_and_a_closed_account_get_the_same_answer(client):
    AccountFactory(username="sihteeri")
    AccountFactory(username="entinen", is_active=False)
    pages = []
    for name, password in (("sihteeri", "wrong"), ("nobody", "wrong"), ("entinen", PASSWORD)):
        answer = log_in(client, name, password)
        assert answer.status_code == 422
        pages.append(answer.content.decode().replace(name, "").split("csrfmiddlewaretoken")[0])
    assert pages[0] == pages[1] == pages[2]


def test_after_ten_failures_even_the_right_password_has_to_wait(client):
    AccountFactory(username="sihteeri")
    for _ in range(10):
        assert log_in(client, password="wrong").status_code == 422
    assert log_in(client).status_code == 429
    assert log_in(Client(REMOTE_ADDR="198.51.100.7")).status_code == 302
    FailedLogIn.objects.update(at=timezone.now() - WAIT)
    assert log_in(client).status_code == 302


def test_an_unknown_name_has_to_wait_just_the_same(client):
    for _ in range(10):
        log_in(client, "nobody", "wrong")
    assert log_in(client, "nobody", "wrong").status_code == 429


def test_neither_names_nor_passwords_are_kept_of_failures(client):
    log_in(client, "my password by mistake", "wrong")
    kept = FailedLogIn.objects.get()
    assert "mistake" not in kept.whose
    assert len(kept.whose) == 64


def test_demonstration_accounts_are_offered_only_where_they_are_allowed(client, settings):
    AccountFactory(username="sihteeristo", name="Sihteeristö (demo)", demonstration=True)
    assert "Sihteeristö (demo)" in client.get("/fi/kirjaudu/").content.decode()
    settings.DEMONSTRATION_ALLOWED = False
    assert "Sihteeristö (demo)" not in client.get("/fi/kirjaudu/").content.decode()
    assert log_in(client, "sihteeristo").status_code == 422


def test_a_page_that_needs_an_account_comes_back_after_logging_in(client):
    assert client.get("/sv/oma-tili/").headers["Location"] == "/sv/kirjaudu/?next=%2Fsv%2Foma-tili%2F"


def test_a_new_access_key_is_shown_once(secretariat):
    made = secretariat.post("/fi/oma-tili/avaimet/uusi/", {"name": "Vienti", "days": "90"})
    assert made.status_code == 201
    assert "pp_" in made.content.decode()
    page = secretariat.get("/fi/oma-tili/").content.decode()
    assert "Vienti" in page
    assert "pp_" not in page
    secretariat.post(f"/fi/oma-tili/avaimet/{sealed_row(ApiToken.objects.get())}/poista/")
    assert not ApiToken.objects.exists()


def test_the_password_is_changed_with_the_old_one(client):
    account = AccountFactory(username="sihteeri")
    client.force_login(account)
    new = "a quite different password"
    wrong = client.post("/fi/oma-tili/salasana/", {"old": "no", "new": new, "again": new})
    differs = client.post("/fi/oma-tili/salasana/", {"old": PASSWORD, "new": new, "again": "other"})
    assert (wrong.status_code, differs.status_code) == (422, 422)
    assert client.post("/fi/oma-tili/salasana/", {"old": PASSWORD, "new": new, "again": new}).status_code == 302
    assert client.get("/fi/oma-tili/").status_code == 200
    account.refresh_from_db()
    assert account.check_password(new)
