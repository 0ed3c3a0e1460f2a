"""The secretariat sends the programme as a file: a mistake is told where it stands, and the same changes nothing."""

import io
import re
import zipfile
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.service import PROGRAMME
from tests.journeys.words import fi

WRONG = ("focus-areas/p3.yaml", b"key: p3", b"key: p33")


def packed(*, wrong: bool = False) -> dict[str, object]:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(path for path in PROGRAMME.rglob("*") if path.is_file()):
            name, content = file.relative_to(PROGRAMME).as_posix(), file.read_bytes()
            if wrong and name == WRONG[0]:
                assert WRONG[1] in content
                content = content.replace(WRONG[1], WRONG[2], 1)
            archive.writestr(f"malli/{name}", content)
    return {"name": "malli.zip", "mimeType": "application/zip", "buffer": out.getvalue()}


def test_a_file_is_sent_corrected_and_found_to_say_what_is_here_already(browse: Callable[..., Page]):
    page = browse("sihteeristo")
    page.goto("/fi/")
    page.get_by_role("link", name=fi("Load a programme")).click()
    send(page, {"name": "malli.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"})
    expect(page.get_by_role("alert")).to_contain_text("malli.pdf")
    expect(page.get_by_role("alert")).to_be_focused()
    send(page, packed(wrong=True))
    expect(page.locator("#problems, table").first).to_contain_text("focus-areas/p3.yaml")
    send(page, packed())
    expect(page.get_by_role("heading", level=1)).to_have_text(fi("What would change"))
    expect(page.get_by_role("row", name=re.compile("^" + fi("Measures")))).to_contain_text("0")
    page.get_by_role("button", name=fi("Do not load")).click()
    expect(page.get_by_text(fi("Nothing was loaded, and the file was removed."))).to_be_visible()


def send(page: Page, file: dict[str, object]) -> None:
    page.get_by_label(fi("Programme as a ZIP file")).set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name=fi("See what would change")).click()


def test_it_works_without_scripts(browse: Callable[..., Page]):
    page = browse("sihteeristo", java_script_enabled=False)
    page.goto("/fi/tuonti/")
    send(page, packed())
    expect(page.get_by_role("heading", level=1)).to_have_text(fi("What would change"))
