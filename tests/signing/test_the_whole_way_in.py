"""From an invitation to logging out everywhere, in a real browser with a virtual authenticator and a real provider."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from tests.journeys.service import Service, free_port, run, running
from tests.journeys.test_every_page import AXE, NARROW, WCAG, WIDE, too_wide, violations
from tests.journeys.words import fi
from tests.signing.codes import code
from tests.signing.provider import CLIENT, SECRET, Provider, providing

pytestmark = pytest.mark.browser
EMAIL, PASSWORD = "uusi@organisaatio.example", "a password that is long enough"
HOST = "localhost"  # a passkey belongs to a name, not to a number
PUBLISHING = "/fi/kayttajat/kutsu/"


@pytest.fixture(scope="module")
def port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def service_provider(port: int) -> Iterator[Provider]:
    with providing(f"http://{HOST}:{port}/kirjaudu/tunnistus/oidc/paluu/") as found:
        yield found


@pytest.fixture(scope="module")
def installation(tmp_path_factory, port: int, service_provider: Provider) -> Iterator[Service]:
    service = {
        "PAINOPISTE_OIDC_ISSUER": service_provider.issuer,
        "PAINOPISTE_OIDC_CLIENT_ID": CLIENT,
        "PAINOPISTE_OIDC_CLIENT_SECRET": SECRET,
        "PAINOPISTE_OIDC_NAME": "Virkatunniste",
    }
    with running(tmp_path_factory.mktemp("signing"), contents="", host=HOST, port=port, **service) as found:
        yield found


@pytest.fixture
def window(browser: Browser, installation: Service) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=installation.url, locale="fi-FI", reduced_motion="reduce")
    context.set_default_timeout(15_000)
    yield context
    context.close()


def sound(page: Page) -> None:
    """The page is accessible and not too wide for a telephone."""
    page.evaluate(AXE)
    assert violations(page, {"type": "tag", "values": WCAG}) == []
    page.set_viewport_size(NARROW)
    assert too_wide(page) == []
    page.set_viewport_size(WIDE)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=fi(name), exact=True).first.click()


def test_the_whole_way_in(window: BrowserContext, browser: Browser, installation: Service):
    link = invited_by_the_secretariat(browser, installation)
    page = window.new_page()
    troubles = listened_to(page)
    with_virtual_authenticator(page)

    page.goto(link)
    sound(page)
    page.locator("[name=name]").first.fill("Uusi Ihminen")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=again]").fill(PASSWORD)
    press(page, "Join")
    expect(page.locator("h1")).to_have_text(fi("How you prove who you are"))  # the role needs a second factor

    enrol_an_app(page)
    enrol_a_passkey(page)
    link_the_service(page)
    publish_after_a_while(page, installation)
    come_back_with_the_passkey_alone(page)
    come_back_through_the_service(page)
    log_out_everywhere(page)
    assert troubles == []


def listened_to(page: Page) -> list[str]:
    """What the browser complains of on our pages: the content security policy above all."""
    troubles: list[str] = []

    def note(said: ConsoleMessage) -> None:
        if said.type == "error" and f"//{HOST}:" in said.location["url"]:
            troubles.append(said.text)

    page.on("console", note)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    return troubles


def with_virtual_authenticator(page: Page) -> None:
    """A device with a fingerprint reader that always knows its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
    options |= {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def invited_by_the_secretariat(browser: Browser, installation: Service) -> str:
    context = browser.new_context(base_url=installation.url, locale="fi-FI")
    page = context.new_page()
    page.goto("/fi/kirjaudu/?next=/fi/kayttajat/")
    page.locator("[name=username]").first.fill("sihteeristo")
    page.locator("[name=password]").first.fill("painopiste-demo")
    press(page, "Log in")
    page.get_by_role("link", name=fi("Invite a user")).click()
    page.locator("[name=email]").fill(EMAIL)
    page.locator("[name=organisation]").select_option("sm")
    page.locator("[name=roles][value=secretariat]").check()
    press(page, "Send the invitation")
    expect(page.locator("#invitations")).to_contain_text(EMAIL)
    context.close()
    found = re.search(rf"{installation.url}(/fi/kutsu/\S+)", installation.work())
    assert found
    return found[1]


def enrol_an_app(page: Page) -> None:
    page.get_by_role("link", name=fi("Add an authenticator app")).click()
    sound(page)
    key = page.locator("#totp-key").inner_text()
    page.locator("[name=code]").fill(code(key))
    press(page, "Take into use")
    expect(page.locator("h1")).to_have_text(fi("Recovery codes"))
    sound(page)
    assert page.locator(".codes code").count() == 10
    page.get_by_role("link", name=fi("How you prove who you are")).click()


def enrol_a_passkey(page: Page) -> None:
    page.get_by_role("link", name=fi("Add a passkey")).click()
    sound(page)
    page.locator("[name=name]").fill("Työpuhelin")
    press(page, "Add a passkey")
    expect(page.locator("#passkeys")).to_contain_text("Työpuhelin")


def link_the_service(page: Page) -> None:
    page.get_by_role("button", name="Virkatunniste").click()
    log_in_at_the_provider(page)
    expect(page.locator("h1")).to_have_text(fi("How you prove who you are"))
    expect(page.locator("main")).to_contain_text("Virkatunniste")
    sound(page)


def log_in_at_the_provider(page: Page) -> None:
    """Where the provider asks for a name, give one; where it asks for leave, give it."""
    if page.locator("[name=login]").count():
        page.locator("[name=login]").fill("virkamies-1")
        page.locator("[name=password]").fill("any")
        page.locator("[type=submit]").click()
    if page.locator("[name=prompt][value=consent]").count():
        page.locator("[type=submit]").click()


def publish_after_a_while(page: Page, installation: Service) -> None:
    """What needs a fresh proof asks for it again, and the passkey gives it."""
    page.goto(PUBLISHING)
    expect(page.locator("h1")).to_have_text(fi("Invite a user"))
    run(installation.environment, [sys.executable, str(Path(__file__).with_name("later.py"))])
    page.goto(PUBLISHING)
    expect(page.locator("h1")).to_have_text(fi("Confirm that it is you"))
    sound(page)
    page.get_by_role("link", name=fi("Use a passkey")).click()
    sound(page)
    press(page, "Use a passkey")
    expect(page.locator("h1")).to_have_text(fi("Invite a user"))


def come_back_with_the_passkey_alone(page: Page) -> None:
    press(page, "Log out")
    page.goto("/fi/kirjaudu/?next=/fi/oma-tili/")
    press(page, "Log in with a passkey")
    expect(page).to_have_url(re.compile("/fi/oma-tili/$"))


def come_back_through_the_service(page: Page) -> None:
    """The service proves who it is, and the account still asks for its second factor."""
    press(page, "Log out")
    page.goto("/fi/kirjaudu/?next=/fi/oma-tili/istunnot/")
    page.get_by_role("button", name="Virkatunniste").click()
    log_in_at_the_provider(page)
    expect(page.locator("h1")).to_have_text(fi("Confirm that it is you"))
    sound(page)
    press(page, "Use a passkey")
    expect(page).to_have_url(re.compile("/fi/oma-tili/istunnot/$"))
    sound(page)


def log_out_everywhere(page: Page) -> None:
    press(page, "Log out everywhere")
    expect(page.get_by_role("link", name=fi("Log in"))).to_be_visible()
    page.goto("/fi/oma-tili/")
    expect(page.locator("h1")).to_have_text(fi("Log in"))
