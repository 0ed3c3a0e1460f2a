"""Every page, in Finnish and Swedish, light and dark, wide and narrow: accessible, quiet, and in its language."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.headers import lacking
from tests.journeys.addresses import (
    PUBLIC,
    READ_BY,
    WITH_TOOLS,
    WITHOUT_LANGUAGE,
    address,
    examples,
    patterns,
    without_example,
)
from tests.journeys.service import Service

AXE = (files("axe_playwright_python") / "axe.min.js").read_text()
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# In the dark nothing but colours changes: the rest was looked at in the light.
COLOURS = ["color-contrast", "link-in-text-block"]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 800}


def cases() -> Iterator[Any]:
    """Each page for the public, where it may read it, and for the secretariat, where it sees more than the public.

    What only somebody else finds is looked at by them.
    """
    for name, place in examples():
        languages = ["fi"] if name in WITHOUT_LANGUAGE else ["fi", "sv"]
        for language in languages:
            if name in PUBLIC:
                yield pytest.param(name, place, language, "", id=f"{name}-{place}-{language}")
            if name not in PUBLIC or (language == "fi" and name in WITH_TOOLS):
                reader = READ_BY.get(name, "sihteeristo")
                yield pytest.param(name, place, language, reader, id=f"{name}-{place}-{language}-{reader}")


def test_every_address_has_an_example():
    missing = without_example()
    assert not missing, f"Give these addresses an example of their arguments in addresses.py: {', '.join(missing)}"
    unknown = PUBLIC - set(patterns())
    assert not unknown, f"addresses.py names addresses that do not exist: {', '.join(unknown)}"


def test_what_is_not_public_is_refused_to_the_public(browse, service: Service):
    request = browse().request
    for name in sorted(set(patterns()) - PUBLIC):
        answer = request.get(service.url + address(name, 0, "fi", service.made), max_redirects=0)
        assert answer.status in (302, 403, 404, 405), name
        assert answer.status != 302 or "/kirjaudu/" in answer.headers["location"], name


@pytest.fixture(scope="module")
def window(browser: Browser, browser_context_args: dict[str, Any], service: Service) -> Callable[[str], Page]:
    """One window for each reader: here nothing is changed, and opening a window takes longer than looking at a page."""

    @cache
    def of(username: str) -> Page:
        context = browser.new_context(**browser_context_args)
        context.set_default_timeout(30_000)
        if username:
            context.add_cookies([{"name": "sessionid", "value": service.sessions[username], "url": service.url}])
        return context.new_page()

    return of


@pytest.mark.parametrize(("name", "place", "language", "username"), list(cases()))
def test_the_page_is_sound(name, place, language, username, window, service: Service):
    page = window(username)
    path = address(name, place, language, service.made)
    answer = page.request.get(service.url + path)
    assert lacking(answer.headers) == []
    if answer.status == 405:  # a door for forms; the journeys go through these
        return
    assert answer.status == 200
    if not is_page(answer):
        assert answer.body()
        return
    with listening(page) as troubles:
        page.set_viewport_size(WIDE)
        page.emulate_media(color_scheme="light")
        page.goto(path)
        assert_said_in(language, page)
        assert page.locator("header .account form button").count() == (1 if username else 0)  # logging out
        open_some(page)
        page.evaluate(AXE)  # a script tag would be against the content security policy
        assert violations(page, {"type": "tag", "values": WCAG}) == []
        page.emulate_media(color_scheme="dark")
        assert violations(page, {"type": "rule", "values": COLOURS}) == []
        page.set_viewport_size(NARROW)
        assert too_wide(page) == []
    assert troubles == []


def is_page(answer: Any) -> bool:
    whole = answer.headers["content-type"].startswith("text/html") and "<html" in answer.text()  # or a part of a page
    return whole and "attachment" not in answer.headers.get("content-disposition", "")


@contextmanager
def listening(page: Page) -> Iterator[list[str]]:
    """Whatever the browser complains of meanwhile: scripts, the content security policy, files that don't come."""
    troubles: list[str] = []
    listeners: dict[Any, Callable[[Any], object]] = {
        "console": lambda said: troubles.append(said.text) if said.type in ("error", "warning") else None,
        "pageerror": lambda error: troubles.append(str(error)),
        "requestfailed": lambda request: troubles.append(f"{request.url} {request.failure}"),
        "response": lambda got: troubles.append(f"{got.url} {got.status}") if got.status >= 400 else None,
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    try:
        yield troubles
    finally:
        for event, listener in listeners.items():
            page.remove_listener(event, listener)


def assert_said_in(language: str, page: Page) -> None:
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1
    heading = page.locator("h1").inner_text().strip()
    assert heading
    title = re.sub(r"\s*– Painopiste$", "", page.title()).strip()
    assert title not in ("", "Painopiste")


def open_some(page: Page) -> None:
    """Open what is shown on request; the page of the API has two hundred of it, all alike."""
    page.evaluate("() => [...document.querySelectorAll('details:not(.menu)')].slice(0, 8).forEach((a) => (a.open = 1))")


def violations(page: Page, rules: dict[str, Any]) -> list[str]:
    """What axe finds wrong, one line each."""
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found = page.evaluate("(options) => axe.run(document, options)", options)
    return [
        f"{rule['id']}: {node['target']} {node['html'][:200]} {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"][:3]
    ]


def too_wide(page: Page) -> list[str]:
    """What makes the page scroll sideways."""
    return page.evaluate(
        """() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          if (scrollWidth <= clientWidth) return [];
          const all = [...document.body.querySelectorAll("*")];
          const over = all.filter((one) => one.getBoundingClientRect().right > clientWidth + 1);
          return [scrollWidth + " px", ...over.slice(0, 5).map((one) => one.outerHTML.slice(0, 150))];
        }"""
    )


def test_the_main_navigation_speaks_each_language(browse: Callable[..., Page]):
    page = browse()
    said = {}
    for language in ("fi", "sv", "en"):
        page.goto(f"/{language}/")
        said[language] = page.locator("#navigation a").all_inner_texts()
    assert all(len(set(words)) == 3 for words in zip(*said.values(), strict=True))
    expect(page.locator("html")).to_have_attribute("lang", "en")
