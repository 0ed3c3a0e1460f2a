"""People come by invitation and leave on the day they leave; who looks after them, and how far."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from painopiste.base.accounts.models import Account, ApiToken, Invitation, Membership, RoleGrant
from painopiste.base.accounts.rules import OF_ORGANISATION
from painopiste.base.accounts.tests.factories import RoleGrantFactory
from painopiste.base.audit.models import AuditLine
from painopiste.base.bodies.tests.factories import BodyFactory
from painopiste.base.jobs.models import Job
from painopiste.base.jobs.periods import make_due_jobs
from painopiste.base.jobs.worker import Worker
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.base.web.sealing import sealed_row
from painopiste.site.roles import READ, ROLES, Role
from tests.signing.people import PROOFS, enrol, is_in, letters, link_in, log_in, person

pytestmark = pytest.mark.django_db
LIST, INVITE = "/fi/kayttajat/", "/fi/kayttajat/kutsu/"
NEW = "uusi@organisaatio.example"
GOOD = "a password that is long enough"


@pytest.fixture
def organisation():
    return OrganisationFactory()


def as_one(role: str, **more) -> Client:
    """A browser of somebody who has proved everything."""
    client = Client()
    client.force_login(person(role, **more))
    return client


@pytest.fixture
def secretariat() -> Client:
    return as_one("secretariat")


@pytest.fixture
def coordinator(organisation) -> Client:
    return as_one("coordinator", organisation=organisation, works_for=organisation)


def invite(client: Client, organisation, roles=("reader",), email=NEW, **more):
    given = {"email": email, "language": "sv", "organisation": organisation.key, "roles": roles, **more}
    return client.post(INVITE, given)


def main_of(answer) -> str:
    """What a page says; around it stand links to the same page in other languages."""
    return answer.content.decode().split("<main")[1].split("</main>")[0]


def accept(client: Client, link: str, password: str = GOOD, name: str = "Uusi Ihminen"):
    return client.post(link, {"name": name, "password": password, "again": password})


def test_an_invitation_becomes_an_account_with_its_organisation_and_roles(secretariat, organisation):
    body = BodyFactory()
    until = timezone.localdate() + timedelta(days=100)
    days = {"until": f"{until:%d.%m.%Y}", "body": body.key}
    assert invite(secretariat, organisation, ("reader", "group_chair"), **days).status_code == 302
    (letter,) = letters()
    assert letter.to == [NEW]
    link = link_in(letter)
    assert link.startswith("/sv/kutsu/")
    page = Client().get(link).content.decode()
    assert organisation.name_fi in page
    client = Client()
    assert accept(client, link).status_code == 302
    assert is_in(client)
    account = Account.objects.get(username=NEW)
    assert (account.name, account.email, account.language) == ("Uusi Ihminen", NEW, "sv")
    assert Membership.objects.get(account=account).organisation == organisation
    held = {grant.role: (grant.body, grant.until) for grant in RoleGrant.objects.filter(account=account)}
    assert held == {"reader": (None, until), "group_chair": (body, until)}
    events = list(AuditLine.objects.filter(event__startswith="accounts.").values_list("event", flat=True))
    assert {"accounts.invited", "accounts.joined", "accounts.logged_in"} <= set(events)


def test_the_letter_says_nothing_of_what_it_is_about(secretariat, organisation):
    invite(secretariat, organisation, ("secretariat",))
    (letter,) = letters()
    for word in (organisation.name_fi, organisation.abbreviation, "secretariat", "Sihteeristö"):
        assert word not in letter.subject + letter.body


def test_the_link_works_once_and_only_its_hash_is_kept(secretariat, organisation):
    invite(secretariat, organisation)
    link = link_in(letters()[0])
    secret = link.split("/")[-2]
    assert secret not in str(list(Invitation.objects.values())) + str(list(Job.objects.values("payload")))
    assert secret not in str(list(AuditLine.objects.values()))
    assert accept(Client(), link).status_code == 302
    assert accept(Client(), link).status_code == 404
    assert Account.objects.filter(username=NEW).count() == 1


def test_a_link_that_is_old_withdrawn_replaced_used_or_invented_leads_to_the_same_page(secretariat, organisation):
    pages = set()

    def look(link):
        answer = Client().get(link)
        assert answer.status_code == 404
        pages.add(main_of(answer))

    invite(secretariat, organisation, email="vanha@organisaatio.example")
    old = link_in(letters()[0])
    Invitation.objects.update(expires_at=timezone.now())
    look(old)
    invite(secretariat, organisation)
    withdrawn = link_in(letters()[0])
    waiting = Invitation.objects.get(email=NEW)
    secretariat.post(f"/fi/kayttajat/kutsut/{waiting.key}/peru/")
    look(withdrawn)
    invite(secretariat, organisation)
    replaced = link_in(letters()[0])
    invite(secretariat, organisation)
    used = link_in(letters()[0])
    look(replaced)
    accept(Client(), used)
    look(used)
    look("/sv/kutsu/invented-by-somebody-who-guesses-xxxxxxxxxxxxx/")
    assert len(pages) == 1


def test_a_weak_password_does_not_use_the_link_up(secretariat, organisation):
    invite(secretariat, organisation)
    link = link_in(letters()[0])
    assert accept(Client(), link, password="short").status_code == 422
    assert accept(Client(), link).status_code == 302


def test_who_has_an_account_joins_another_organisation_only_by_logging_in(secretariat, organisation):
    account = person("reader")
    invite(secretariat, organisation, email=account.email)
    link = link_in(letters()[0])
    assert accept(Client(), link, name="Somebody else").status_code == 409
    client, _answer = log_in(account)
    assert client.post(link).status_code == 302
    assert Membership.objects.get(account=account).organisation == organisation
    account.refresh_from_db()
    assert account.name != "Somebody else"


def test_an_invitation_is_not_taken_by_who_is_logged_in_with_another_address(secretariat, organisation):
    invite(secretariat, organisation)
    link = link_in(letters()[0])
    client, _answer = log_in(person("reader"))
    assert client.post(link).status_code == 403
    assert not Membership.objects.filter(organisation=organisation).exists()
    assert accept(Client(), link).status_code == 302


def test_who_comes_back_gets_the_closed_account_again(secretariat, organisation):
    account = person("reader")
    Account.objects.filter(pk=account.pk).update(is_active=False)
    invite(secretariat, organisation, email=account.email)
    client = Client()
    accept(client, link_in(letters()[0]))
    assert is_in(client)
    assert Account.objects.get(email=account.email).pk == account.pk


def test_a_coordinator_invites_to_their_own_organisation_and_gives_its_own_roles_only(coordinator, organisation):
    assert invite(coordinator, organisation, ("reader", "coordinator")).status_code == 302
    letters()
    other = OrganisationFactory()
    assert invite(coordinator, other).status_code == 422
    for role in set(map(str, Role)) - OF_ORGANISATION:
        assert invite(coordinator, organisation, (role,)).status_code == 422, role
    assert Invitation.objects.count() == 1


def test_the_roles_of_an_organisation_open_nothing_beyond_what_members_read():
    for role in map(Role, OF_ORGANISATION):
        assert ROLES[role].everywhere == READ
        assert not ROLES[role].in_body


def test_a_coordinator_sees_the_people_of_their_own_organisation_and_nothing_else_of_them(coordinator, organisation):
    body = BodyFactory(marking_id="secretariat", name_fi="Salainen ryhmä")
    own = person("reader", works_for=organisation)
    RoleGrantFactory(account=own, role="group_member", body=body)
    elsewhere = OrganisationFactory(name_fi="Toinen organisaatio")
    Membership.objects.create(account=own, organisation=elsewhere)
    stranger = person("reader", works_for=elsewhere)
    page = coordinator.get(LIST).content.decode()
    assert own.name in page
    assert stranger.name not in page
    hidden, absent = (coordinator.get(f"{LIST}{key}/") for key in (stranger.key, "nobody"))
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert main_of(hidden) == main_of(absent)
    one = coordinator.get(f"{LIST}{own.key}/").content.decode()
    assert "Salainen ryhmä" not in one + page
    assert "Toinen organisaatio" not in one + page


@pytest.mark.parametrize("role", [str(role) for role in Role if role not in (Role.SECRETARIAT, Role.COORDINATOR)])
def test_nobody_else_looks_after_people(role, organisation):
    client = as_one(role)
    other = person("reader", works_for=organisation)
    for path in (LIST, INVITE):
        assert client.get(path).status_code == 403
    for path in (f"{LIST}{other.key}/", f"{LIST}{other.key}/rooli/", f"{LIST}nobody/"):
        assert client.get(path).status_code == 404
    assert Client().get(LIST).headers["Location"].startswith("/fi/kirjaudu/")


def test_a_technical_administrator_reads_nothing_that_is_not_public():
    client = as_one("technical_administrator")
    body = BodyFactory(marking_id="members", name_fi="Jäsenten ryhmä")
    assert client.get("/fi/tyot/").status_code == 200
    assert client.get(f"/fi/toimielimet/{body.key}/").status_code == 404


def test_a_leaver_is_out_on_the_very_day(secretariat, organisation):
    account = person("group_chair", works_for=organisation, body=BodyFactory())
    client, _answer = log_in(account)
    made = client.post("/fi/oma-tili/avaimet/uusi/", {"name": "Ohjelma", "days": "30"})
    secret = made.content.decode().split('id="token">')[1].split("<")[0]
    assert is_in(client)
    membership = Membership.objects.get(account=account)
    today = timezone.localdate()
    end = f"{LIST}{account.key}/jasenyys/{sealed_row(membership)}/paata/"
    assert secretariat.post(end, {"left_on": f"{today:%d.%m.%Y}"}).status_code == 302
    assert not is_in(client)
    assert log_in(account)[1].status_code == 422
    assert Client().get("/api/v1/measures", headers={"Authorization": f"Bearer {secret}"}).status_code == 401
    assert not ApiToken.objects.exists()
    membership.refresh_from_db()
    assert membership.until == today - timedelta(days=1)
    assert [grant.until for grant in account.roles.all()] == [today - timedelta(days=1)]
    events = AuditLine.objects.filter(target_key=account.key).values_list("event", flat=True)
    assert {"accounts.membership_ended", "accounts.closed"} <= set(events)


def test_who_leaves_later_stays_until_that_day_and_the_night_closes_the_account(secretariat, organisation):
    account = person("reader", works_for=organisation)
    client, _answer = log_in(account)
    membership = Membership.objects.get(account=account)
    later = timezone.localdate() + timedelta(days=10)
    secretariat.post(f"{LIST}{account.key}/jasenyys/{sealed_row(membership)}/paata/", {"left_on": f"{later:%d.%m.%Y}"})
    assert is_in(client)
    assert account.roles.get().until == later - timedelta(days=1)
    Membership.objects.update(until=timezone.localdate() - timedelta(days=1))
    make_due_jobs()
    Worker(pulse_thread=False).run_waiting()
    assert Job.objects.get(kind="accounts.close_leavers").result == {"closed": 1}
    assert not is_in(client)


def test_who_still_works_elsewhere_keeps_that_and_loses_the_rest(coordinator, organisation):
    account = person("coordinator", works_for=organisation, organisation=organisation)
    other = OrganisationFactory()
    Membership.objects.create(account=account, organisation=other)
    RoleGrantFactory(account=account, role="reader", organisation=other)
    membership = Membership.objects.get(account=account, organisation=organisation)
    today = timezone.localdate()
    coordinator.post(f"{LIST}{account.key}/jasenyys/{sealed_row(membership)}/paata/", {"left_on": f"{today:%d.%m.%Y}"})
    account.refresh_from_db()
    assert account.is_active
    ends = {grant.organisation_id: grant.until for grant in account.roles.all()}
    assert ends == {organisation.pk: today - timedelta(days=1), other.pk: None}


def test_roles_are_given_from_a_day_to_a_day_and_ended(secretariat):
    account, body = person("reader"), BodyFactory()
    days = {"since": "1.2.2022", "until": "31.12.2099"}
    give = f"{LIST}{account.key}/rooli/"
    assert secretariat.post(give, {"role": "group_chair", **days}).status_code == 422
    assert secretariat.post(give, {"role": "group_chair", "body": body.key, **days}).status_code == 302
    grant = account.roles.get(role="group_chair")
    assert (grant.body, f"{grant.since}", f"{grant.until}") == (body, "2022-02-01", "2099-12-31")
    today = timezone.localdate()
    secretariat.post(f"{LIST}{account.key}/rooli/{sealed_row(grant)}/paata/", {"left_on": f"{today:%d.%m.%Y}"})
    grant.refresh_from_db()
    assert grant.until == today - timedelta(days=1)
    page = secretariat.get(f"{LIST}{account.key}/").content.decode()
    assert body.name_fi in page


def test_a_coordinator_does_not_make_anybody_more_than_the_organisation_can(coordinator, organisation):
    account = person("reader", works_for=organisation)
    give = f"{LIST}{account.key}/rooli/"
    for role in set(map(str, Role)) - OF_ORGANISATION:
        assert coordinator.post(give, {"role": role, "organisation": organisation.key}).status_code == 422, role
    assert coordinator.post(give, {"role": "coordinator", "organisation": organisation.key}).status_code == 302
    assert account.roles.get(role="coordinator").organisation == organisation


def test_nobody_looks_after_their_own_rights(organisation):
    account = person("secretariat", works_for=organisation)
    client = Client()
    client.force_login(account)
    membership, grant = Membership.objects.get(account=account), account.roles.get()
    today = f"{timezone.localdate():%d.%m.%Y}"
    for path, given in (
        (f"rooli/{sealed_row(grant)}/paata/", {"left_on": today}),
        (f"jasenyys/{sealed_row(membership)}/paata/", {"left_on": today}),
        ("rooli/", {"role": "analyst"}),
        ("tunnistautuminen/", {"reason": "x"}),
    ):
        assert client.post(f"{LIST}{account.key}/{path}", given).status_code == 403, path


@pytest.mark.django_db(transaction=True)
def test_lost_factors_are_taken_away_with_a_reason_a_letter_and_the_end_of_all_sessions(secretariat, organisation):
    account = person("coordinator", works_for=organisation, organisation=organisation)
    client, _answer = log_in(account)
    enrol(client)
    letters()
    reset = f"{LIST}{account.key}/tunnistautuminen/"
    assert secretariat.post(reset, {"reason": " "}).status_code == 422
    assert is_in(client)
    assert secretariat.post(reset, {"reason": "Puhelin hukkui, soitettu työnumeroon"}).status_code == 302
    assert not is_in(client)
    assert [letter.to for letter in letters()] == [[account.email]]
    line = AuditLine.objects.get(event="accounts.factors_reset")
    assert line.content["after"]["factors"] == ["recovery_codes", "totp"]
    again, _answer = log_in(account)
    assert again.get("/fi/oma-tili/").headers["Location"] == PROOFS


def test_a_coordinator_takes_factors_only_from_who_is_theirs_altogether(coordinator, organisation):
    theirs = person("reader", works_for=organisation, organisation=organisation)
    higher = person("secretariat", works_for=organisation)
    shared = person("reader", works_for=organisation, organisation=organisation)
    Membership.objects.create(account=shared, organisation=OrganisationFactory())
    for account, status in ((theirs, 302), (higher, 403), (shared, 403)):
        answer = coordinator.post(f"{LIST}{account.key}/tunnistautuminen/", {"reason": "x"})
        assert answer.status_code == status


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_asks_as_much_for_one_as_for_many(many, organisation):
    client = as_one("secretariat")
    client.get(LIST)
    for _each in range(many):
        account = person("reader", works_for=organisation, organisation=organisation)
        RoleGrantFactory(account=account, role="group_member", body=BodyFactory())
        invite(client, organisation, email=f"{account.username}@toinen.example")
    client.get(LIST)  # what was just said is said here
    with CaptureQueriesContext(connection) as queries:
        assert client.get(LIST).status_code == 200
    assert len(queries) == 9
