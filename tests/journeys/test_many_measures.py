"""The list of measures at work: narrowed, kept as a view, many changed at once, and two people at the same measure."""

import csv
import re

from playwright.sync_api import Page, expect

from tests.journeys.words import fi

BLOCKED = 3  # measures that stood still in spring 2022


def test_the_secretariat_narrows_the_list_keeps_the_view_changes_many_and_takes_it_back(browse):
    page = browse("sihteeristo")
    narrow(page)
    keep_the_view(page)
    change_both(page)
    take_it_back(page)


def narrow(page: Page) -> None:
    page.goto("/fi/toimenpiteet/")
    page.locator("#filter-painopiste").select_option("p5")
    page.locator("#filter-tila").select_option("planned")
    expect(page.locator("#measures tbody tr")).to_have_count(2)  # without pressing a button
    expect(page).to_have_url(re.compile("painopiste=p5.*tila=planned"))
    expect(page.get_by_role("status").filter(has_text="2")).to_be_visible()


def keep_the_view(page: Page) -> None:
    page.get_by_text(fi("Save this view")).click()
    page.get_by_label(fi("Name of the view")).fill("Suunnitteilla")
    page.get_by_role("button", name=fi("Save the view")).click()
    page.goto("/fi/toimenpiteet/")
    page.get_by_role("link", name="Suunnitteilla").click()
    expect(page.locator("#measures tbody tr")).to_have_count(2)


def change_both(page: Page) -> None:
    page.locator("[data-select-all=measure]").check()
    expect(page.locator("[data-selected-count=measure]")).to_contain_text("2")
    page.get_by_role("button", name=fi("Change the chosen")).click()
    page.locator("[name=new_state]").select_option("under_way")
    page.locator("[name=on]").fill("1.6.2022")
    page.locator("main form button[type=submit]").click()
    expect(page.locator("td [data-state=under_way]")).to_have_count(2)


def take_it_back(page: Page) -> None:
    page.get_by_role("button", name=fi("Take the change back")).click()
    expect(page.get_by_text(fi("This change has been taken back."))).to_be_visible()
    page.goto("/fi/toimenpiteet/?painopiste=p5&tila=planned")
    expect(page.locator("#measures tbody tr")).to_have_count(2)


def test_files_and_languages_follow_the_filters_that_were_just_chosen(browse):
    page = browse()
    page.goto("/fi/toimenpiteet/")
    page.locator("#filter-tila").select_option("blocked")
    expect(page).to_have_url(re.compile("tila=blocked"))
    expect(page.locator("#measures tbody tr")).to_have_count(BLOCKED)
    page.locator("details.menu summary").click()
    with page.expect_download() as started:
        page.locator("details.menu a[href*='vienti.csv']").click()
    rows = list(csv.reader(started.value.path().read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert [row[rows[0].index(fi("Code of the state"))] for row in rows[1:]] == ["blocked"] * BLOCKED
    page.get_by_role("link", name="Svenska").click()
    expect(page).to_have_url(re.compile(r"/sv/toimenpiteet/\?.*tila=blocked"))
    expect(page.locator("#measures tbody tr")).to_have_count(BLOCKED)


def test_the_second_of_two_people_chooses_field_by_field_and_loses_nothing(browse):
    first, second = browse("puheenjohtaja"), browse("sihteeristo")
    for page in (first, second):
        page.goto("/fi/toimenpiteet/3.1/muokkaa/")
    first.locator("[name=timing_fi]").fill("Ensimmäisen aikataulu")
    first.locator("[name=description_sv]").fill("Den förstas beskrivning")
    first.get_by_role("button", name=fi("Save"), exact=True).click()
    expect(first).to_have_url(re.compile("/fi/toimenpiteet/3.1/$"))
    second.locator("[name=timing_fi]").fill("Toisen aikataulu")
    second.locator("[name=timing_sv]").fill("Den andras tidtabell")
    second.get_by_role("button", name=fi("Save"), exact=True).click()
    clash = second.locator("#clash-timing_fi")
    expect(clash).to_contain_text("Ensimmäisen aikataulu")
    expect(clash).to_contain_text("Toisen aikataulu")
    expect(second.locator("#clashes fieldset")).to_have_count(1)
    expect(second.locator("#taken")).to_contain_text("Den förstas beskrivning")
    expect(second.locator("[name=timing_sv]")).to_have_value("Den andras tidtabell")
    second.get_by_role("button", name=fi("Save"), exact=True).click()
    expect(second.locator("#clash-timing_fi-error")).to_be_visible()  # nothing is chosen for anybody
    clash.get_by_label(fi("The saved version")).check()
    second.get_by_role("button", name=fi("Save"), exact=True).click()
    expect(second).to_have_url(re.compile("/fi/toimenpiteet/3.1/$"))
    second.goto("/fi/toimenpiteet/3.1/muokkaa/")
    for name, value in (("timing_fi", "Ensimmäisen aikataulu"), ("timing_sv", "Den andras tidtabell")):
        expect(second.locator(f"[name={name}]")).to_have_value(value)
    expect(second.locator("[name=description_sv]")).to_have_value("Den förstas beskrivning")
