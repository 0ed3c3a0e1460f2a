"""Finding one's way: with the keyboard, on a narrow screen, in another language, on paper, and after a mistake."""

import re

from playwright.sync_api import expect

from tests.journeys.keyboard import follow, has_focus, tab_to
from tests.journeys.words import fi

# Whether something shows that it has the focus: an outline, or a ring drawn as a shadow.
SEEN = """() => {
  const one = document.activeElement, look = getComputedStyle(one);
  const line = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0;
  return line || look.boxShadow !== "none" ? "" : one.outerHTML.slice(0, 120);
}"""


def test_the_first_tab_offers_to_skip_to_the_content(browse):
    page = browse()
    page.goto("/fi/toimenpiteet/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name=fi("Skip to content"))
    assert has_focus(skip)
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert has_focus(page.locator("#main"))
    page.keyboard.press("Tab")
    assert page.locator("#main :focus").count() == 1


def test_whatever_has_the_focus_shows_it(browse):
    page = browse("sihteeristo")
    for path in ("/fi/", "/fi/toimenpiteet/", "/fi/toimenpiteet/4.2/muokkaa/"):
        page.goto(path)
        unseen = set()
        for _ in range(40):
            page.keyboard.press("Tab")
            unseen.add(page.evaluate(SEEN))
        assert unseen == {""}, path


def test_the_menu_of_a_narrow_screen_opens_by_keyboard(browse):
    page = browse()
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto("/fi/")
    navigation, toggle = page.locator("#navigation"), page.get_by_role("button", name=fi("Menu"))
    expect(navigation).to_be_hidden()
    tab_to(page, toggle)
    page.keyboard.press("Enter")
    expect(toggle).to_have_attribute("aria-expanded", "true")
    expect(navigation).to_be_visible()
    follow(page, navigation.get_by_role("link", name=fi("Measures")))
    expect(page.locator("h1")).to_have_text(fi("Measures"))


def test_another_language_keeps_the_page_and_the_filters(browse):
    page = browse()
    page.goto("/fi/toimenpiteet/?painopiste=p3&tila=blocked")
    page.get_by_role("link", name="Svenska").click()
    expect(page).to_have_url(re.compile(r"/sv/toimenpiteet/\?painopiste=p3&tila=blocked$"))
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(page.locator("#filter-tila")).to_have_value("blocked")
    expect(page.locator("#measures tbody tr")).to_have_count(2)


def test_paper_has_the_content_and_no_navigation(browse):
    page = browse()
    for path in ("/fi/", "/fi/toimenpiteet/", "/fi/raportit/kevat/"):
        page.goto(path)
        page.emulate_media(media="print")
        for part in ("#navigation", ".top-tools", ".skip", "footer", ".filters", ".pagination"):
            for one in page.locator(part).all():
                expect(one).to_be_hidden()
        expect(page.locator("main h1")).to_be_visible()
        expect(page.locator("main table").first).to_be_visible()
        page.emulate_media(media="screen")


def test_a_wrong_date_puts_the_focus_on_what_is_wrong_and_its_link_leads_to_the_field(browse):
    page = browse("sihteeristo")
    page.goto("/fi/toimenpiteet/4.2/muokkaa/")
    page.locator("[name=due_on]").fill("31.2.2022")
    page.locator("[name=due_on]").press("Enter")
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    assert page.title().startswith(fi("Error"))
    field = page.locator("[name=due_on]")
    expect(field).to_have_attribute("aria-invalid", "true")
    follow_link = summary.get_by_role("link").first
    tab_to(page, follow_link)
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    expect(field).to_have_value("31.2.2022")
    page.goto("/fi/toimenpiteet/4.2/")
    expect(page.locator("main")).not_to_contain_text("31.2.2022")
