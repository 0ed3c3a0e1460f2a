"""What the tests of signing in share."""

import pytest
from django.core.cache import caches

from tests.journeys.conftest import CHROMIUM, QUIET
from tests.signing.provider import NODE


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What talks to the provider needs Node, and takes its time."""
    for item in items:
        if "service_provider" in getattr(item, "fixturenames", ()):
            if NODE is None:
                item.add_marker(pytest.mark.skip(reason="needs node, version 20 or newer"))
            if not item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.slow)


@pytest.fixture(autouse=True)
def _nothing_counted(request: pytest.FixtureRequest) -> None:
    """What other tests have counted and used up in the shared cache is forgotten: emptying tables leaves it there."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("transactional_db" if _commits(request) else "db")
        caches["default"].clear()


def _commits(request: pytest.FixtureRequest) -> bool:
    marker = request.node.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """The same browser as that of the journeys."""
    if not CHROMIUM:
        pytest.fail("No Chromium found. On Debian: apt install chromium; elsewhere name it with CHROMIUM=/path")
    return {"executable_path": CHROMIUM, "args": QUIET}
