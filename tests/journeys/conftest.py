"""A real browser before the product as people run it: Debian's Chromium, or the one that CHROMIUM names."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.journeys.service import Service, running

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-default-apps",
]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    if not CHROMIUM:
        pytest.fail("No Chromium found. On Debian: apt install chromium; elsewhere name it with CHROMIUM=/path")
    return {"executable_path": CHROMIUM, "args": QUIET}


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """One installation for all journeys: what one test changes is not what another looks at."""
    with running(tmp_path_factory.mktemp("installation")) as found:
        yield found


@pytest.fixture(scope="session")
def base_url(service: Service) -> str:
    return service.url


@pytest.fixture(scope="session")
def browser_context_args(base_url: str) -> dict[str, Any]:
    return {
        "base_url": base_url,
        "locale": "fi-FI",
        "timezone_id": "Europe/Helsinki",
        "reduced_motion": "reduce",
        "viewport": {"width": 1280, "height": 900},
    }


@pytest.fixture
def browse(new_context: Callable[..., BrowserContext], service: Service) -> Callable[..., Page]:
    """Opens a window of its own, signed in as the demonstration account that is named; otherwise as the public."""

    def make(username: str = "", **settings: Any) -> Page:
        context = new_context(**settings)
        context.set_default_timeout(15_000)
        if username:
            cookie = {"name": "sessionid", "value": service.sessions[username], "url": service.url}
            context.add_cookies([cookie])  # type: ignore[list-item]
        return context.new_page()

    return make
