"""A progress round from its opening to what the public reads, the chair answering without a mouse."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.journeys.keyboard import follow, has_focus, tab_to
from tests.journeys.words import fi

TITLE = "Vuodenvaihteen kierros"
DONE = "Opas valmistui ja kuntia on tuettu."


def day(when: date) -> str:
    return f"{when.day}.{when.month}.{when.year}"


def test_the_secretariat_opens_a_round_the_chair_answers_by_keyboard_and_the_public_reads(browse):
    log_in_and_open_a_round(browse())
    chair = browse("puheenjohtaja")
    answer(chair)
    answer_for_the_measures(chair)
    assert_the_public_sees(browse())


def log_in_and_open_a_round(page: Page) -> None:
    page.goto("/fi/seuranta/")
    page.get_by_role("link", name=fi("Log in")).click()
    page.get_by_label(fi("Username"), exact=True).fill("sihteeristo")
    page.get_by_label(fi("Password"), exact=True).fill("painopiste-demo")
    page.get_by_role("button", name=fi("Log in"), exact=True).first.click()
    expect(page).to_have_url(re.compile("/fi/seuranta/$"))  # back where one was
    expect(page.locator("a[href='/fi/oma-tili/']")).to_contain_text("Sihteeristö")
    page.get_by_role("link", name=fi("New round")).click()
    today = datetime.now(ZoneInfo("Europe/Helsinki")).date()
    page.locator("[name=title_fi]").fill(TITLE)
    page.locator("[name=status_on]").fill(day(today))
    page.locator("[name=opens_on]").fill(day(today))
    page.locator("[name=closes_on]").fill(day(today + timedelta(21)))
    page.locator("[name=own_marking_id]").select_option("public")
    page.get_by_role("button", name=fi("Open the round")).click()
    expect(page.locator("h1")).to_have_text(TITLE)


def answer(page: Page) -> None:
    page.goto("/fi/seuranta/")
    follow(page, page.get_by_role("link", name=TITLE))
    follow(page, page.locator("a[href*='/p3/vastaa/']"))
    tab_to(page, page.locator("[name=activity]"))
    page.keyboard.press("ArrowDown")
    tab_to(page, page.locator("[name=forecast]"))
    page.keyboard.press("ArrowDown")
    tab_to(page, page.locator("[name=obstacles][value=funding]"))
    page.keyboard.press("Space")
    tab_to(page, page.locator("[name=done_fi]"))
    page.keyboard.type(DONE)
    follow(page, page.get_by_role("button", name=fi("Submit"), exact=True))
    expect(page.get_by_role("status").filter(has_text=fi("The answer has been submitted."))).to_be_visible()


def answer_for_the_measures(page: Page) -> None:
    page.goto("/fi/seuranta/")
    follow(page, page.get_by_role("link", name=TITLE))
    follow(page, page.locator("a[href*='/p3/toimenpiteet/']"))
    state, below = page.locator("[name='3.2-state']"), page.locator("[name='3.3-state']")
    tab_to(page, state)
    expect(state).to_have_value("planned")
    page.keyboard.type(fi("Under way")[0])
    expect(state).to_have_value("under_way")
    page.keyboard.press("Enter")
    assert has_focus(below)
    page.keyboard.press("Control+ArrowUp")
    assert has_focus(state)
    tab_to(page, page.locator("[name='3.2-note']"))
    page.keyboard.type("Alkoi viime viikolla")
    follow(page, page.get_by_role("button", name=fi("Submit"), exact=True))
    expect(page.locator("h1")).to_have_text(TITLE)
    expect(page.get_by_role("status").first).to_be_visible()


def assert_the_public_sees(page: Page) -> None:
    page.goto("/fi/seuranta/")
    page.get_by_role("link", name=TITLE).click()
    row = page.locator("#areas tr", has=page.locator("a[href$='/p3/']"))
    expect(row.locator("[data-state=submitted]")).to_be_visible()
    row.get_by_role("link").click()
    expect(page.get_by_text(DONE)).to_be_visible()
    page.goto("/fi/toimenpiteet/3.2/")
    expect(page.locator("[data-state=under_way]").first).to_be_visible()
