"""The readable page of the API: nothing for axe to say, nothing beyond the edge of a narrow screen, even all opened."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true })"
WIDER = """[...document.querySelectorAll("html, pre, .table-scroll")]
  .filter(one => one.scrollWidth > one.clientWidth + 1).length"""


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_the_api_is_accessible_and_fits(
    language: str, width: int, scheme: str, browse: Callable[..., Page], base_url: str
) -> None:
    page = browse(color_scheme=scheme)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": base_url}])
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/api/v1/")
    assert page.locator("html").get_attribute("lang") == language
    page.evaluate(OPEN_ALL)
    assert page.evaluate(WIDER) == 0
    assert Axe().run(page).response["violations"] == []
