"""A real browser runs no script but ours, even if one got into an answer; and ours works under that policy."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.headers import lacking
from tests.journeys.service import Service

LIST = "/fi/toimenpiteet/"
COUNT = """() => {
  window.violations = [];
  document.addEventListener("securitypolicyviolation", (event) => window.violations.push(event.violatedDirective));
}"""
PLANTED = (
    '<img src="/static/none.png" onerror="window.planted = 1">',
    "<script>window.planted = 1</script>",
    '<script src="https://elsewhere.example/x.js"></script>',
    '<a href=" java&#115;cript:window.planted = 1">tästä</a>',
    '<iframe srcdoc="<script>parent.planted = 1</script>"></iframe>',
    '<template><b onmouseover="window.planted = 1">x</b></template>',
    '<div hx-on:click="window.planted = 1">x</div>',
    '<base href="https://elsewhere.example/">',
)


@pytest.fixture
def page(browse: Callable[..., Page]) -> Page:
    opened = browse()
    opened.goto(LIST)
    opened.evaluate(COUNT)
    return opened


def choose_late(page: Page) -> None:
    """Narrow the list by the form: htmx asks for the rows and puts them in place."""
    page.locator("main input[type=search]").fill("selvitys")
    page.keyboard.press("Enter")


def test_what_htmx_brings_is_put_in_place_without_a_violation(page: Page):
    before = page.locator("tbody tr").count()
    with page.expect_response(lambda answer: "selvitys" in answer.url):
        choose_late(page)
    expect(page.locator("tbody tr")).not_to_have_count(before)
    assert page.evaluate("window.violations") == []


@pytest.mark.parametrize("planted", PLANTED)
def test_an_answer_with_a_script_in_it_is_not_put_in_place(page: Page, planted: str):
    def plant(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("<tbody>", f"<tbody><tr><td>{planted}</td></tr>"))

    before = page.locator("tbody tr").count()
    page.route("**/*selvitys*", plant)
    with page.expect_response(lambda answer: "selvitys" in answer.url):
        choose_late(page)
    page.wait_for_function("window.violations.length > 0")
    assert page.locator("tbody tr").count() == before
    assert page.evaluate("window.planted") is None


@pytest.mark.parametrize(
    "attempt",
    [
        "() => { document.body.innerHTML = '<img src=x onerror=alert(1)>' }",
        "() => { document.createElement('script').src = '/static/x.js' }",
        "() => { document.createElement('script').text = '1' }",
        "() => { new DOMParser().parseFromString('<script>1</script>', 'text/html') }",
        "() => { trustedTypes.createPolicy('mine', {}) }",
        "() => { trustedTypes.createPolicy('default', {}) }",
    ],
)
def test_no_text_becomes_a_script(page: Page, attempt: str):
    refused = page.evaluate(f"() => {{ try {{ ({attempt})() }} catch (error) {{ return error.name }} }}")
    assert refused == "TypeError"


def test_an_ordinary_text_may_become_elements(page: Page):
    made = page.evaluate(
        "() => { const p = document.createElement('p'); p.innerHTML = '<b>a</b>'; return p.outerHTML }"
    )
    assert made == "<p><b>a</b></p>"


def test_static_files_come_with_the_headers_of_all(page: Page, service: Service):
    found = page.locator("script[src], link[rel=stylesheet]").evaluate_all(
        "(all) => all.map((one) => one.src || one.href)"
    )
    assert len(found) > 5
    for name in found:
        answer = page.request.get(name)
        assert (answer.status, lacking(answer.headers)) == (200, []), name


def test_no_page_is_kept_in_the_browsers_storage(page: Page):
    with page.expect_response(lambda answer: "selvitys" in answer.url):
        choose_late(page)
    page.wait_for_url("**selvitys**")
    page.go_back()
    expect(page.locator("tbody tr").first).to_be_visible()
    kept = page.evaluate("() => JSON.stringify({ ...localStorage, ...sessionStorage })")
    assert "<" not in kept
