"""A real OpenID Connect provider proves who somebody is; every answer that is not its own to us is refused."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.utils import timezone

from painopiste.base.accounts import selectors, services
from painopiste.base.accounts.models import Account, Membership
from painopiste.base.accounts.tests.factories import PASSWORD, AccountFactory, RoleGrantFactory
from painopiste.base.actors import PUBLIC, system
from painopiste.base.audit.models import AuditLine
from painopiste.base.organisations.tests.factories import OrganisationFactory
from painopiste.base.web.sealing import sealed_row
from painopiste.site.environment import Environment, signing_in
from tests.signing.provider import CLIENT, SECRET, Provider, providing

pytestmark = pytest.mark.django_db
CALLBACK = "/kirjaudu/tunnistus/oidc/paluu/"
START = "/fi/kirjaudu/tunnistus/oidc/"


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with providing(f"http://testserver{CALLBACK}") as found:
        yield found


@pytest.fixture
def service_provider(provider: Provider, settings) -> Provider:
    """The provider, as the sign-in service of this installation."""
    environment = Environment(
        oidc_issuer=provider.issuer, oidc_client_id=CLIENT, oidc_client_secret=SECRET, oidc_name="Virkatunniste"
    )
    settings.SOCIALACCOUNT_PROVIDERS = signing_in(environment)["SOCIALACCOUNT_PROVIDERS"]
    return provider


def start(client: Client, **more: str) -> str:
    """Press the button: the address at the provider to which the browser is sent."""
    answer = client.post(START, {"process": "login", **more})
    assert answer.status_code == 302
    return answer.headers["Location"]


def log_in(client: Client, provider: Provider, name: str = "tunniste-1", **more: str):
    return client.get(provider.log_in(start(client, **more), name))


def is_in(client: Client) -> bool:
    return client.get("/fi/oma-tili/").status_code == 200


@pytest.fixture
def linked() -> Account:
    """A reader whose account is linked to an identity of the provider."""
    account = RoleGrantFactory(role="reader").account
    SocialAccount.objects.create(user=account, provider="oidc", uid="tunniste-1")
    return account


def test_a_linked_identity_opens_and_the_request_carries_pkce_and_a_nonce(service_provider, linked, client):
    asked = parse_qs(urlsplit(start(client)).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["code_challenge"][0]) >= 43
    assert asked["scope"] == ["openid"]
    assert len(asked["nonce"][0]) >= 32
    answer = log_in(client, service_provider, next="/fi/seuranta/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/fi/seuranta/")
    assert is_in(client)
    assert AuditLine.objects.get(event="accounts.logged_in").content["after"] == {"how": ["socialaccount"]}


def test_the_secret_of_pkce_never_leaves_by_the_browser_and_without_it_the_code_is_worth_nothing(
    service_provider, linked, client
):
    back = service_provider.log_in(start(client), "tunniste-1")
    session = client.session
    (state,) = session["socialaccount_states"].values()
    assert state[0]["pkce_code_verifier"] not in back
    state[0]["pkce_code_verifier"] = "x" * 64
    session["socialaccount_states"] = session["socialaccount_states"]
    session.save()
    assert client.get(back).status_code == 401
    assert not is_in(client)


@pytest.mark.parametrize("how", ["audience", "issuer", "nonce", "expired", "signature", "unsigned"])
def test_a_token_that_is_false_in_any_way_is_refused(service_provider, linked, client, how):
    back = service_provider.log_in(start(client), "tunniste-1")
    service_provider.lies_next(how)
    assert client.get(back).status_code == 401
    assert not is_in(client)
    assert log_in(client, service_provider).status_code == 302
    assert is_in(client)


def test_a_forged_state_and_that_of_another_browser_are_refused(service_provider, linked, client):
    back = service_provider.log_in(start(client), "tunniste-1")
    code = parse_qs(urlsplit(back).query)["code"][0]
    for address in (f"{CALLBACK}?code={code}&state=forged", f"{CALLBACK}?code={code}"):
        assert client.get(address).status_code == 401
    thief = Client()
    assert thief.get(back).status_code == 401
    assert not is_in(client)
    assert not is_in(thief)


def test_a_code_works_once_also_with_a_state_of_its_own(service_provider, linked, client):
    back = service_provider.log_in(start(client), "tunniste-1")
    assert client.get(back).status_code == 302
    client.post("/fi/kirjaudu-ulos/")
    assert client.get(back).status_code == 401
    fresh = parse_qs(urlsplit(start(client)).query)["state"][0]
    code = parse_qs(urlsplit(back).query)["code"][0]
    assert client.get(f"{CALLBACK}?code={code}&state={fresh}").status_code == 401
    assert not is_in(client)


def test_the_session_key_is_another_one_after_logging_in(service_provider, linked, client):
    back = service_provider.log_in(start(client), "tunniste-1")
    before = client.session.session_key
    client.get(back)
    assert client.session.session_key != before
    planted = Client()
    planted.cookies["sessionid"] = before
    assert not is_in(planted)


@pytest.mark.parametrize("onward", ["https://example.com/", "//example.com/", "/\\example.com", "javascript:alert(1)"])
def test_the_way_back_never_leads_to_another_service(service_provider, linked, client, onward):
    answer = log_in(client, service_provider, next=onward)
    assert answer.headers["Location"] == "/fi/"


def test_a_stranger_a_closed_account_and_a_false_token_get_the_same_answer(service_provider, linked, client):
    stranger = log_in(client, service_provider, "nobody-we-know")
    linked.is_active = False
    linked.save()
    closed = log_in(Client(), service_provider)
    assert stranger.status_code == 401
    assert closed.status_code == 302
    assert closed.headers["Location"] == "/fi/kirjaudu/"
    assert Account.objects.count() == 1


def test_a_link_from_elsewhere_only_shows_the_button(service_provider, client):
    page = client.get(START)
    assert page.status_code == 200
    assert "Virkatunniste" in page.content.decode()
    assert f"form-action 'self' {service_provider.issuer}" in page.headers["Content-Security-Policy"]


def test_an_identity_is_linked_after_the_password_was_given_lately_and_taken_away_again(service_provider, client):
    account = RoleGrantFactory(role="reader").account
    client.post("/fi/kirjaudu/", {"username": account.username, "password": PASSWORD})
    answer = client.get(service_provider.log_in(start(client, process="connect"), "tunniste-7"))
    assert answer.headers["Location"] == "/fi/oma-tili/tunnistautuminen/"
    identity = SocialAccount.objects.get(user=account, uid="tunniste-7")
    other = Client()
    log_in(other, service_provider, "tunniste-7")
    assert is_in(other)
    client.post(f"/fi/oma-tili/tunnistautuminen/palvelu/{sealed_row(identity)}/poista/")
    assert not SocialAccount.objects.exists()
    events = [line.event for line in AuditLine.objects.filter(event__contains="identity").order_by("number")]
    assert events == ["accounts.identity_linked", "accounts.identity_unlinked"]


def test_an_identity_of_somebody_else_is_not_taken_over(service_provider, linked, client):
    thief = AccountFactory()
    client.post("/fi/kirjaudu/", {"username": thief.username, "password": PASSWORD})
    client.get(service_provider.log_in(start(client, process="connect"), "tunniste-1"))
    assert SocialAccount.objects.get().user == linked


def test_an_invited_person_comes_in_through_the_service_and_needs_no_password(service_provider, client):
    made = services.invite(
        email="uusi@organisaatio.example",
        organisation=OrganisationFactory(),
        roles=[services.AskedRole("reader")],
        on=timezone.now(),
        by=system("test", rights={"accounts.manage"}),
    )
    _made, secret = services.seal_invitation(key=made.key, on=timezone.now(), by=PUBLIC)
    answer = client.post(f"/fi/kutsu/{secret}/", {"service": "oidc", "name": "Uusi Ihminen"})
    client.get(service_provider.log_in(answer.headers["Location"], "tunniste-9"))
    assert is_in(client)
    account = Account.objects.get(username="uusi@organisaatio.example")
    assert account.name == "Uusi Ihminen"
    assert not account.has_usable_password()
    assert Membership.objects.get(account=account).organisation == made.organisation
    assert selectors.list_roles(by=PUBLIC) == []
    assert SocialAccount.objects.get(user=account).uid == "tunniste-9"
