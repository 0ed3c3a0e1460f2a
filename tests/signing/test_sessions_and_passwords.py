"""Where one is logged in, a forgotten password, and that nobody learns from any answer which accounts exist."""

import time
from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.auth import hashers
from django.core.cache import caches
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from painopiste.base.accounts.models import Account, ApiToken
from painopiste.base.accounts.tests.factories import PASSWORD
from painopiste.base.audit.models import AuditLine
from painopiste.base.jobs.models import Job
from painopiste.base.web.sealing import sealed_row
from painopiste.site.sign_in import address_of
from tests.signing.people import is_in, letters, link_in, log_in, person

pytestmark = pytest.mark.django_db
SESSIONS, FORGOTTEN = "/fi/oma-tili/istunnot/", "/fi/salasana-unohtunut/"
NEW = "a quite different password"
ARGON = ["django.contrib.auth.hashers.Argon2PasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]


def test_one_sees_where_one_is_logged_in_and_ends_one(client):
    account = person()
    here, _answer = log_in(account, Client(headers={"user-agent": "Mozilla/5.0 (X11; Linux) Firefox/140.0"}))
    there, _answer = log_in(account, Client(headers={"user-agent": "Mozilla/5.0 (iPhone) Safari/605"}))
    page = here.get(SESSIONS).content.decode()
    assert "Firefox, Linux" in page
    assert "Safari, iPhone" in page
    other = UserSession.objects.get(session_key=there.session.session_key)
    stranger, _answer = log_in(person())
    assert stranger.post(f"{SESSIONS}{sealed_row(other)}/paata/").status_code == 404
    assert is_in(there)
    here.post(f"{SESSIONS}{sealed_row(other)}/paata/")
    assert is_in(here)
    assert not is_in(there)


def test_logging_out_everywhere_ends_every_session_also_one_that_is_in_no_list():
    account = person()
    browsers = [log_in(account)[0] for _each in range(3)]
    UserSession.objects.filter(session_key=browsers[2].session.session_key).delete()
    browsers[0].post(f"{SESSIONS}paata-kaikki/")
    assert [is_in(each) for each in browsers] == [False, False, False]
    assert AuditLine.objects.filter(event="accounts.sessions_ended", target_key=account.key).exists()
    assert is_in(log_in(account)[0])


def test_a_request_of_somebody_logged_in_costs_three_queries_to_know_who_it_is():
    client, _answer = log_in(person())
    client.get("/fi/tietoja/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/fi/tietoja/")
    named = [query["sql"] for query in queries if "session" in query["sql"] or "account" in query["sql"]]
    assert len(named) == 3
    assert not [sql for sql in named if sql.startswith(("INSERT", "UPDATE", "DELETE"))]


def test_when_a_session_was_seen_is_written_every_quarter_of_an_hour():
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client, _answer = log_in(person())
        for minutes, seen in ((1, 0), (15, 1), (1, 1), (15, 2)):
            clock.shift(timedelta(minutes=minutes))
            before = UserSession.objects.get().last_seen_at
            client.get("/fi/tietoja/")
            assert (UserSession.objects.get().last_seen_at != before) == (minutes == 15), seen


def test_a_changed_password_ends_the_other_sessions_and_is_told_of():
    account = person()
    here, _answer = log_in(account)
    there, _answer = log_in(account)
    here.post("/fi/oma-tili/salasana/", {"old": PASSWORD, "new": NEW, "again": NEW})
    assert is_in(here)
    assert not is_in(there)
    (letter,) = letters()
    assert letter.to == [account.email]
    assert account.name not in letter.subject + letter.body


def test_a_forgotten_password_is_chosen_anew_by_a_link_that_works_once():
    account = person()
    client, _answer = log_in(account)
    assert Client().post(FORGOTTEN, {"email": account.email.upper()}).status_code == 200
    (letter,) = letters()
    link = link_in(letter)
    assert Client().post(link, {"new": "short", "again": "short"}).status_code == 422
    assert Client().post(link, {"new": NEW, "again": NEW}).headers["Location"] == "/fi/kirjaudu/"
    assert not is_in(client)
    assert Client().get(link).status_code == 404
    assert log_in(account)[1].status_code == 422
    answer = Client().post("/fi/kirjaudu/", {"username": account.username, "password": NEW})
    assert answer.status_code == 302
    assert [letter.to for letter in letters()] == [[account.email]]


def test_the_link_for_a_new_password_is_valid_for_an_hour():
    account = person()
    Client().post(FORGOTTEN, {"email": account.email})
    link = link_in(letters()[0])
    with time_machine.travel(time.time() + 61 * 60):
        assert Client().get(link).status_code == 404
    assert Client().get(link).status_code == 200


def test_links_for_a_new_password_that_are_invented_are_not_there():
    for uid in ("x", "ÿ", "YQ", "!!!"):
        assert Client().get(f"{FORGOTTEN}{uid}/abc-def/").status_code == 404


@pytest.mark.parametrize("email", ["known", "closed@organisaatio.example", "nobody@organisaatio.example"])
def test_asking_for_a_new_password_gives_the_same_page_and_does_the_same_work(email):
    account = person()
    Account.objects.filter(pk=person().pk).update(email="closed@organisaatio.example", is_active=False)
    asked = account.email if email == "known" else email
    with CaptureQueriesContext(connection) as queries:
        answer = Client().post(FORGOTTEN, {"email": asked})
    shapes = [query["sql"].split(" ")[0] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert answer.status_code == 200
    assert shapes == SAME_WORK[connection.vendor], [query["sql"][:90] for query in queries]
    assert asked not in answer.content.decode()
    assert Job.objects.get(kind="accounts.tell_of_reset").payload == {"email": asked}
    assert len(letters()) == (1 if email == "known" else 0)


# Counted and asked for, whoever it is: nothing is looked up.
SAME_WORK = {
    "sqlite": ["SELECT", "DELETE", "INSERT", "INSERT", "SELECT"],
    "postgresql": ["SELECT", "DELETE", "INSERT", "SELECT", "INSERT", "SELECT"],
}


def test_an_address_is_written_to_ten_times_and_then_waits():
    answers = [Client().post(FORGOTTEN, {"email": "nobody@organisaatio.example"}).status_code for _each in range(11)]
    assert answers == [200] * 10 + [429]


@pytest.mark.parametrize("case", ["right name", "no such name", "closed", "no password", "demonstration"])
def test_logging_in_hashes_one_password_whatever_is_wrong(case, monkeypatch, settings):
    settings.DEMONSTRATION_ALLOWED = case != "demonstration"
    account = person()
    closed, without, shown = {"is_active": False}, {"password": "!x"}, {"demonstration": True}
    changes = {"closed": closed, "no password": without, "demonstration": shown}.get(case)
    if changes:
        Account.objects.filter(pk=account.pk).update(**changes)
    counted = []
    hasher = hashers.get_hasher()
    encode = type(hasher).encode
    monkeypatch.setattr(type(hasher), "encode", lambda self, *given: counted.append(1) or encode(self, *given))
    name = "nobody" if case == "no such name" else account.username
    password = "wrong" if case == "right name" else PASSWORD
    answer = Client().post("/fi/kirjaudu/", {"username": name, "password": password})
    assert answer.status_code == 422
    assert len(counted) == 1


def test_passwords_are_hashed_with_argon2id_and_older_hashes_become_such():
    with override_settings(PASSWORD_HASHERS=ARGON):
        account = person()
        account.password = hashers.make_password(PASSWORD, hasher="pbkdf2_sha256")
        account.save()
        log_in(account)
        account.refresh_from_db()
    assert account.password.startswith("argon2$argon2id$")


def test_failures_are_counted_by_the_address_that_the_trusted_proxy_tells(settings, rf):
    def asked(passed, direct="10.0.0.1"):
        return address_of(rf.get("/", HTTP_X_FORWARDED_FOR=passed, REMOTE_ADDR=direct))

    assert asked("203.0.113.9") == "10.0.0.1"
    settings.TRUSTED_PROXIES = 1
    assert asked("198.51.100.1, 203.0.113.9") == "203.0.113.9"
    assert asked("") == "10.0.0.1"
    settings.TRUSTED_PROXIES = 2
    assert asked("6.6.6.6, 203.0.113.9, 10.0.0.7") == "203.0.113.9"
    assert asked("not an address, 10.0.0.7") == "0.0.0.0"


def test_who_fails_behind_a_proxy_does_not_lock_others_out(settings):
    settings.TRUSTED_PROXIES = 1
    account = person()
    bad = Client(headers={"x-forwarded-for": "203.0.113.9"})
    for _each in range(10):
        bad.post("/fi/kirjaudu/", {"username": account.username, "password": "wrong"})
    assert log_in(account, bad)[1].status_code == 429
    assert log_in(account, Client(headers={"x-forwarded-for": "203.0.113.10"}))[1].status_code == 302


def test_what_all_processes_must_know_is_kept_in_the_database():
    caches["default"].add("used", "y")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM painopiste_cache")
        assert cursor.fetchone() == (1,)
    assert not caches["default"].add("used", "y")


@pytest.mark.parametrize("onward", ["https://example.com/", "//example.com", "/\\example.com", "http:///example.com"])
def test_no_page_leads_to_another_service_afterwards(onward):
    account = person()
    _client, answer = log_in(account, next=onward)
    assert answer.headers["Location"] == "/fi/"
    client, _answer = log_in(account)
    answer = client.post("/fi/oma-tili/vahvista/salasana/", {"password": PASSWORD, "next": onward})
    assert answer.headers["Location"] == "/fi/"


def test_a_key_remembers_the_day_of_its_use_with_one_write_a_day():
    client, _answer = log_in(person())
    made = client.post("/fi/oma-tili/avaimet/uusi/", {"name": "Ohjelma", "days": "30"})
    secret = made.content.decode().split('id="token">')[1].split("<")[0]
    program = {"Authorization": f"Bearer {secret}"}
    Client().get("/api/v1/measures", headers=program)
    assert ApiToken.objects.get().last_used_on == timezone.localdate()
    with CaptureQueriesContext(connection) as queries:
        Client().get("/api/v1/measures", headers=program)
    assert not [query["sql"] for query in queries if query["sql"].startswith("UPDATE")]
    assert f"{timezone.localdate().year}" in client.get("/fi/oma-tili/").content.decode()
