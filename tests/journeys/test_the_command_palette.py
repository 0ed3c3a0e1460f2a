"""The command palette: Ctrl and K, with a keyboard alone, told to screen readers, under the strict policy."""

import re

from playwright.sync_api import expect

from tests.journeys.words import fi


def _open(page, word):
    page.goto("/fi/aikajana/")
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name=fi("Quick search"))
    expect(field).to_be_focused()
    page.keyboard.type(word)
    expect(field).to_have_attribute("aria-expanded", "true")
    return field


def test_a_row_is_found_and_opened_with_the_keyboard_alone(browse):
    page = browse()
    field = _open(page, "nuorisojeng")
    option = page.get_by_role("option", name=re.compile("nuorisojengi", re.I)).first
    expect(option).to_be_visible(timeout=30_000)  # the first question of a process reads the dictionaries
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", option.get_attribute("id"))
    expect(page.locator(".palette [role=status]")).to_have_text(re.compile(r"\d+$"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/fi/(painopisteet|toimenpiteet|aikajana|toimielimet)/"))


def test_pages_of_the_navigation_are_suggested_first(browse):
    page = browse()
    _open(page, "sitoum")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/fi/sitoumukset/$"))


def test_enter_without_a_choice_searches_everything(browse):
    page = browse()
    _open(page, "kunnissa")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/fi/haku/\?q=kunnissa$"))
    expect(page.locator("mark").first).to_be_visible()


def test_escape_closes_it_and_gives_the_focus_back(browse):
    page = browse()
    page.goto("/fi/")
    top = page.locator("#top-q")
    top.focus()
    page.keyboard.press("Control+k")
    expect(page.locator(".palette")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".palette")).to_be_hidden()
    expect(top).to_be_focused()
