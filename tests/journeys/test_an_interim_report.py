"""An interim report from the wish to the reader: asked for, made in the background, downloaded, published, compared."""

import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.service import Service
from tests.journeys.words import fi

TITLE = "Lägesrapport för våren"


def test_a_report_is_made_published_and_read_in_swedish(browse, service: Service):
    page = browse("analyytikko")
    ask(page)
    expect(page.locator("[data-state=queued]")).to_be_visible()
    service.work()
    page.get_by_role("link", name=fi("Open the result")).click()  # appears without anybody loading the page again
    expect(page.locator("main h1")).to_have_text(TITLE)
    assert_files_are_whole(page)
    address = page.url
    page = browse("sihteeristo")  # another than the one who made it
    page.goto(address)
    page.get_by_role("button", name=fi("Publish")).click()
    expect(page.get_by_role("status").filter(has_text=fi("The report has been published."))).to_be_visible()
    read_in_swedish(browse())
    compare(page)


def ask(page: Page) -> None:
    page.goto("/fi/raportit/")
    page.get_by_role("link", name=fi("New interim report")).click()
    page.locator("[name=as_of]").fill("24.5.2022")
    page.locator("[name=language]").select_option("sv")
    page.locator("[name=title]").fill(TITLE)
    page.get_by_role("button", name=fi("Make the report")).click()
    expect(page).to_have_url(re.compile("/fi/tyot/"))


def assert_files_are_whole(page: Page) -> None:
    assert download(page, "PDF").read_bytes().startswith(b"%PDF-")
    assert download(page, "DOCX").read_bytes().startswith(b"PK")
    told = json.loads(download(page, "JSON").read_text())
    # The nine of the programme, and the one that an accepted proposal opened (contents.py).
    assert (len(told["focus_areas"]), len(told["measures"])) == (10, 62)


def download(page: Page, form: str) -> Path:
    with page.expect_download() as started:
        page.locator(".files").get_by_role("link", name=form).click()
    return started.value.path()


def read_in_swedish(page: Page) -> None:
    page.goto("/sv/raportit/")
    page.get_by_role("link", name=TITLE).click()
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(page.locator("main h1")).to_have_text(TITLE)
    expect(page.locator(".report")).to_contain_text("24.5.2022")


def compare(page: Page) -> None:
    page.locator("[name=toinen]").select_option("kesa")
    page.get_by_role("button", name=fi("Show what changed")).click()
    expect(page.locator("main h1")).to_have_text(fi("What changed"))
    expect(page.locator("#table-focus-area-leads")).to_contain_text("VNK")
