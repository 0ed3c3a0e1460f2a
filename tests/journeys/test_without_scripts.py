"""Everything that matters works where JavaScript does not run."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.service import Service
from tests.journeys.words import fi


@pytest.fixture
def plain(browse) -> Callable[[str], Page]:
    return lambda username="": browse(username, java_script_enabled=False)


def test_a_list_is_narrowed_ordered_and_paged(plain):
    page = plain()
    page.goto("/fi/toimenpiteet/")
    page.locator("nav.pagination a", has_text="2").click()
    expect(page).to_have_url(re.compile("sivu=2"))
    page.locator("#filter-painopiste").select_option("p4")
    page.get_by_role("button", name=fi("Filter"), exact=True).click()
    expect(page.locator("#measures tbody tr")).to_have_count(5)
    page.locator("th a.sort").first.click()
    expect(page.locator("th[aria-sort=descending]")).to_have_count(1)
    expect(page.locator("#measures tbody tr").first).to_contain_text("4.5")
    expect(page.locator("#measures tbody tr")).to_have_count(5)


def test_the_navigation_is_there_on_a_narrow_screen(plain):
    page = plain()
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto("/fi/")
    expect(page.locator("#navigation")).to_be_visible()


def test_one_logs_in_changes_many_and_logs_out(plain):
    page = plain()
    page.goto("/fi/kirjaudu/?next=/fi/toimenpiteet/%3Fpainopiste=p6%26tila=planned")
    page.get_by_role("button", name="Sihteeristö (demo)").click()
    expect(page).to_have_url(re.compile("painopiste=p6&tila=planned"))
    for key in ("6.4", "6.5"):
        page.locator(f"[name=measure][value='{key}']").check()
    page.get_by_role("button", name=fi("Change the chosen")).click()
    page.locator("[name=due_on]").fill("31.12.2022")
    page.locator("main form button[type=submit]").click()
    expect(page.locator("td", has_text="31.12.2022")).to_have_count(2)
    page.get_by_role("button", name=fi("Take the change back")).click()
    expect(page.get_by_text(fi("This change has been taken back."))).to_be_visible()
    page.get_by_role("button", name=fi("Log out")).click()
    expect(page.get_by_role("link", name=fi("Log in"))).to_be_visible()


def test_a_wrong_form_comes_back_with_what_was_typed(plain):
    page = plain("sihteeristo")
    page.goto("/fi/toimenpiteet/4.2/muokkaa/")
    page.locator("[name=due_on]").fill("31.2.2022")
    page.get_by_role("button", name=fi("Save"), exact=True).click()
    expect(page.locator(".error-summary")).to_be_visible()
    expect(page.locator("[name=due_on]")).to_have_value("31.2.2022")


def test_feedback_is_given(plain):
    page = plain()
    page.goto("/fi/palaute/")
    page.locator("main [name=message]").fill("Hyvin toimii ilman skriptejä.")
    if page.locator("main select[name=kind]").count():
        page.locator("main select[name=kind]").select_option(index=1)
    else:
        page.locator("main [name=kind]").first.check()
    page.locator("main form button[type=submit]").click()
    expect(page).to_have_url(re.compile("/fi/palaute/kiitos/"))


def test_a_report_is_made_and_the_page_looks_for_it_by_itself(plain, service: Service):
    page = plain("analyytikko")
    page.goto("/fi/raportit/uusi/")
    page.locator("[name=as_of]").fill("30.6.2021")
    page.get_by_role("button", name=fi("Make the report")).click()
    expect(page.locator("[data-state=queued]")).to_be_visible()
    service.work()
    page.get_by_role("link", name=fi("Open the result")).click()
    expect(page.locator(".report")).to_contain_text("30.6.2021")
