"""A second factor: who needs one, what it is asked for, and that nothing of it is of use twice or to anybody else."""

import time
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from painopiste.base.accounts.models import Account
from painopiste.base.actors import ProofNeeded
from painopiste.base.audit.models import AuditLine
from painopiste.base.markings.models import Clearance
from painopiste.loop.reports.services import publish_report
from painopiste.loop.reports.tests.factories import ReportFactory
from painopiste.site.actors import actor_of
from painopiste.site.environment import FRESH
from painopiste.site.signing.proof import of_key
from tests.signing.codes import code
from tests.signing.people import APP, PROOFS, enrol, is_in, letters, log_in, person

pytestmark = pytest.mark.django_db(transaction=True)  # some of it happens at the commit
NEXT_CODE = timedelta(seconds=31)
CONFIRM = "/fi/kirjaudu/vahvista/"
AGAIN = "/fi/oma-tili/vahvista/koodi/"


@pytest.fixture
def clock():
    """A clock that stands still until a test moves it on: the same code does not work twice."""
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller


@pytest.fixture
def secretary() -> Account:
    return person("secretariat")


def test_a_role_that_changes_much_is_led_to_enrol_a_second_factor_and_nowhere_else(secretary, clock):
    client, answer = log_in(secretary, next="/fi/seuranta/")
    assert answer.headers["Location"] == "/fi/seuranta/"
    for path in ("/fi/seuranta/", "/fi/", "/fi/oma-tili/", "/fi/oma-tili/avaimet/uusi/", "/fi/kayttajat/"):
        assert client.get(path).headers["Location"] == PROOFS, path
    assert client.get(PROOFS).status_code == 200
    told = client.get("/api/v1/measures")
    assert (told.status_code, told.json()["code"]) == (401, "second_factor_needed")
    enrol(client)
    assert client.get("/fi/kayttajat/").status_code == 200
    assert client.get("/api/v1/measures").status_code == 200


@pytest.mark.parametrize("role", ["reader", "analyst", "group_member", "municipal_planner"])
def test_a_role_that_reads_what_members_read_needs_only_a_password(role):
    client, _answer = log_in(person(role))
    assert is_in(client)


def test_who_may_read_what_is_secret_needs_a_second_factor_whatever_the_role(clock):
    account = person("reader")
    Clearance.objects.create(account=account, level=2)
    client, _answer = log_in(account)
    assert client.get("/fi/oma-tili/").headers["Location"] == PROOFS
    enrol(client)
    assert is_in(client)


def test_a_demonstration_account_comes_in_with_its_password_and_publishes(settings):
    account = person("secretariat")
    Account.objects.filter(pk=account.pk).update(demonstration=True)
    client, _answer = log_in(account)
    report = ReportFactory(marking_id="members", content={"audience": "public"})
    assert client.post(f"/fi/raportit/{report.key}/julkaise/").headers["Location"].startswith("/fi/raportit/")
    settings.DEMONSTRATION_ALLOWED = False
    assert log_in(account)[1].status_code == 422


def test_a_demonstration_account_can_not_be_taken_from_the_others_who_use_it():
    account = person("secretariat")
    Account.objects.filter(pk=account.pk).update(demonstration=True)
    client, _answer = log_in(account)
    for path in (APP, f"{PROOFS}paasyavain/", "/fi/kirjaudu/tunnistus/oidc/"):
        assert client.post(path, {"process": "connect"}).headers["Location"] == PROOFS
    assert not Authenticator.objects.exists()


def test_the_password_alone_no_longer_opens_and_a_code_opens_once(secretary, clock):
    client, _answer = log_in(secretary)
    key, _codes = enrol(client)
    clock.shift(NEXT_CODE)
    second, answer = log_in(secretary, next="/fi/seuranta/")
    assert answer.headers["Location"] == CONFIRM
    assert not is_in(second)
    used = code(key)
    assert second.post(CONFIRM, {"code": used}).headers["Location"] == "/fi/seuranta/"
    assert is_in(second)
    third, _answer = log_in(secretary)
    assert third.post(CONFIRM, {"code": used}).status_code == 200
    assert not is_in(third)
    line = AuditLine.objects.filter(event="accounts.logged_in").latest("number")
    assert line.content["after"] == {"how": ["password", "totp"]}


def test_the_session_key_changes_at_each_step_so_that_a_planted_one_is_worth_nothing(secretary, clock):
    client, _answer = log_in(secretary)
    key, _codes = enrol(client)
    clock.shift(NEXT_CODE)
    victim = Client()
    victim.get("/fi/kirjaudu/")
    _victim, _answer = log_in(secretary, victim)
    planted = victim.session.session_key
    victim.post(CONFIRM, {"code": code(key)})
    assert is_in(victim)
    assert victim.session.session_key != planted
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert not is_in(thief)


def test_guessing_codes_ends_after_five_of_them(secretary, clock):
    client, _answer = log_in(secretary)
    key, _codes = enrol(client)
    clock.shift(NEXT_CODE)
    second, _answer = log_in(secretary)
    wrong = "000000" if code(key) != "000000" else "111111"
    for _try in range(5):
        second.post(CONFIRM, {"code": wrong})
    page = second.post(CONFIRM, {"code": code(key)})
    assert page.status_code == 200
    assert not is_in(second)


def test_a_recovery_code_works_once_and_the_codes_are_shown_once(secretary, clock):
    client, _answer = log_in(secretary)
    _key, codes = enrol(client)
    assert len(set(codes)) == 10
    assert codes[0] not in client.get("/fi/oma-tili/tunnistautuminen/varakoodit/").content.decode()
    second, _answer = log_in(secretary)
    second.post(CONFIRM, {"code": codes[0]})
    assert is_in(second)
    third, _answer = log_in(secretary)
    third.post(CONFIRM, {"code": codes[0]})
    assert not is_in(third)


def test_the_database_alone_does_not_tell_the_secrets(secretary, clock):
    client, _answer = log_in(secretary)
    key, codes = enrol(client)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    trail = str(list(AuditLine.objects.values()))
    for secret in (key, *codes):
        assert secret not in kept
        assert secret not in trail
    seed = Authenticator.objects.get(type="recovery_codes").data["seed"]
    assert seed.startswith("gAAAA")


def test_publishing_asks_for_the_factor_again_when_it_is_a_quarter_of_an_hour_old(secretary, clock):
    client, _answer = log_in(secretary)
    key, _codes = enrol(client)
    report = ReportFactory(marking_id="members", content={"audience": "public"})
    publish = f"/fi/raportit/{report.key}/julkaise/"
    clock.shift(FRESH + 1)
    page = f"/fi/raportit/{report.key}/"
    answer = client.post(publish, headers={"referer": f"http://testserver{page}"})
    assert answer.headers["Location"] == f"{AGAIN}?next={page.replace('/', '%2F')}"
    report.refresh_from_db()
    assert report.marking_id == "members"
    wrong = client.post(answer.headers["Location"], {"code": "abcdef"})
    assert wrong.status_code == 200
    assert client.post(answer.headers["Location"], {"code": code(key)}).headers["Location"] == page
    assert client.post(publish).status_code == 302
    report.refresh_from_db()
    assert report.marking_id == "public"


def test_the_api_tells_that_a_fresh_proof_is_needed_and_a_key_can_not_give_one(secretary, clock):
    client, _answer = log_in(secretary)
    enrol(client)
    made = client.post("/fi/oma-tili/avaimet/uusi/", {"name": "Ohjelma", "may_write": "on", "days": "30"})
    secret = made.content.decode().split('id="token">')[1].split("<")[0]
    report = ReportFactory(marking_id="members", content={"audience": "public"})
    program = {"Authorization": f"Bearer {secret}"}
    assert client.get("/api/v1/measures", headers=program).status_code == 200
    with pytest.raises(ProofNeeded):
        publish_report(key=report.key, by=of_key(actor_of(secretary, on=timezone.localdate())))


def test_a_page_that_changes_people_asks_before_the_form_is_filled_in(secretary, clock):
    client, _answer = log_in(secretary)
    key, _codes = enrol(client)
    clock.shift(FRESH + 1)
    answer = client.get("/fi/kayttajat/kutsu/")
    assert answer.headers["Location"] == f"{AGAIN}?next=%2Ffi%2Fkayttajat%2Fkutsu%2F"
    assert client.post(answer.headers["Location"], {"code": code(key)}).headers["Location"] == "/fi/kayttajat/kutsu/"
    assert client.get("/fi/kayttajat/kutsu/").status_code == 200


def test_the_password_is_no_way_round_the_second_factor(secretary, clock):
    client, _answer = log_in(secretary)
    enrol(client)
    clock.shift(FRESH + 1)
    assert client.get("/fi/oma-tili/vahvista/salasana/").headers["Location"] == AGAIN
    assert AGAIN in client.get(f"{APP}poista/").headers["Location"]


def test_who_takes_the_last_factor_away_is_led_to_enrol_at_once_and_hears_of_it(secretary, clock):
    client, _answer = log_in(secretary)
    enrol(client)
    assert [letter.to for letter in letters()] == [[secretary.email]]
    client.post(f"{APP}poista/")
    assert not Authenticator.objects.exists()
    assert client.get("/fi/oma-tili/").headers["Location"] == PROOFS
    (letter,) = letters()
    assert letter.to == [secretary.email]
    assert letter.subject
    assert secretary.name not in letter.subject + letter.body
    events = AuditLine.objects.filter(event__contains="factor").order_by("number").values_list("event", flat=True)
    assert list(events) == ["accounts.factor_added", "accounts.factor_removed"]


def test_a_second_step_waits_a_quarter_of_an_hour_and_no_longer(secretary, clock):
    client, _answer = log_in(secretary)
    key, _codes = enrol(client)
    second, _answer = log_in(secretary)
    clock.shift(15 * 60 + 1)
    second.post(CONFIRM, {"code": code(key, time.time())})
    assert not is_in(second)


def test_none_of_the_pages_of_the_library_shows_itself(secretary, clock):
    client, _answer = log_in(secretary)
    enrol(client)
    pages = (
        PROOFS,
        f"{APP}poista/",
        f"{PROOFS}paasyavain/",
        f"{PROOFS}varakoodit/",
        f"{PROOFS}varakoodit/uudet/",
        AGAIN,
    )
    for path in pages:
        page = client.get(path).content.decode()
        assert "– Painopiste</title>" in page, path
        assert 'lang="fi"' in page
    for path in ("/accounts/login/", "/accounts/signup/", "/fi/accounts/signup/", "/accounts/password/reset/"):
        assert client.get(path).status_code == 404
