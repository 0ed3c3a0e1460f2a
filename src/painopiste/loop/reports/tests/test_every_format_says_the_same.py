"""PDF, Word, HTML and JSON are the same report; the PDF is accessible and quickly made."""

import json
import re
import time
from datetime import date

import pytest
from pdfua import validate

from painopiste.base.actors import PUBLIC
from painopiste.base.documents import Figure, Table, plain
from painopiste.base.words import FALLBACKS
from painopiste.loop.reports.selectors import interim_facts
from painopiste.loop.reports.tests.reading import squeezed, words_of_docx, words_of_html, words_of_pdf
from painopiste.loop.reports.writing import interim_document, render, restored, stored

BASE_URL = "https://painopiste.example"
DAY = date(2022, 5, 24)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_programme")]


@pytest.fixture
def report():
    def of(language="fi", day=DAY):
        facts = interim_facts(as_of=day, by=PUBLIC)
        return facts, interim_document(facts, language=language, base_url=BASE_URL)

    return of


def in_language(words, language):
    return next((words[code] for code in FALLBACKS[language] if words[code]), "")


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_name_title_and_narrative_is_in_every_format(report, language):
    facts, document = report(language)
    texts = [in_language(row["name"], language) for row in facts["focus_areas"]]
    texts += [in_language(row["title"], language) for row in facts["measures"]]
    texts += [in_language(row["title"], language) for row in facts["decisions"]]
    texts += [in_language(row["title"], language) for row in [*facts["strengths"], *facts["needs"]]]
    readers = {"pdf": words_of_pdf, "docx": words_of_docx, "html": words_of_html}
    for name, reader in readers.items():
        found = reader(render(facts, document, name))
        assert [text for text in texts if squeezed(text) not in found] == [], name
    told = json.loads(render(facts, document, "json"))
    assert (len(told["focus_areas"]), len(told["measures"])) == (9, 62)


def test_the_numbers_of_the_summary_are_in_every_format(report):
    facts, document = report("en")
    count = facts["summary"]["measures"]
    states = ", ".join(f"{state.replace('_', ' ')} {number}" for state, number in count["by_state"].items())
    sentence = squeezed(f"{count['total']} measures: {states}.")
    for name, reader in {"pdf": words_of_pdf, "docx": words_of_docx, "html": words_of_html}.items():
        assert sentence in reader(render(facts, document, name)), name


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_pdf_passes_the_accessibility_check(report, tmp_path, language):
    path = tmp_path / "report.pdf"
    path.write_bytes(render(*report(language), "pdf"))
    assert validate(path).findings == ()


def test_a_report_of_a_day_of_which_little_is_known_passes_too(report, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(render(*report(day=date(2019, 10, 1)), "pdf"))
    assert validate(path).findings == ()


def test_facts_document_and_pdf_take_less_than_three_seconds_of_work(report):
    started = time.process_time()
    render(*report(), "pdf")
    assert time.process_time() - started < 3


def test_numbers_lead_to_the_rows_behind_them(report):
    html = render(*report(), "html").decode()
    links = re.findall(r'href="([^"]+)"', html)
    assert f"{BASE_URL}/fi/toimenpiteet/?tila=completed" in links
    assert f"{BASE_URL}/fi/toimenpiteet/?tila=completed&amp;painopiste=p3" in links
    assert f"{BASE_URL}/fi/painopisteet/p7/" in links
    assert f"{BASE_URL}/fi/organisaatiot/sm/" in links
    assert all(link.startswith((f"{BASE_URL}/fi/", "#")) for link in links)


def test_every_inner_link_has_its_place(report):
    html = render(*report(), "html").decode()
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(re.findall(r'id="([^"]+)"', html))


def test_every_drawing_has_its_numbers_in_a_table(report):
    _facts, document = report()
    figures = [block for block in document.blocks if isinstance(block, Figure)]
    assert len(figures) == 3
    assert all(figure.table and figure.table.rows and figure.alt for figure in figures)


def test_the_totals_of_the_table_of_states_are_those_of_the_facts(report):
    facts, document = report()
    table = next(block.table for block in document.blocks if isinstance(block, Figure))
    assert plain(table.rows[-1][-1]) == str(len(facts["measures"]))
    rows = {plain(row[0]): plain(row[-1]) for row in table.rows}
    assert [rows[f"P{area['number']}"] for area in facts["focus_areas"]] == [
        str(len(area["measures"])) for area in facts["focus_areas"]
    ]


def test_an_empty_list_of_participants_is_told_apart_from_none(report):
    words = words_of_html(render(*report("en"), "html"))
    assert squeezed("Other participants Left empty in the source.") in words
    assert squeezed("No other participants.") not in words


def test_a_kept_document_comes_back_as_it_was_and_gives_the_same_bytes(report):
    facts, document = report()
    kept = json.loads(json.dumps(stored(document)))
    assert restored(kept) == document
    for name in ("pdf", "docx", "html"):
        assert render(facts, restored(kept), name) == render(facts, document, name)


def test_every_table_has_a_caption_that_no_other_has(report):
    _facts, document = report()
    captions = [block.caption for block in document.blocks if isinstance(block, Table)]
    assert len(captions) == len(set(captions))


def test_a_decision_of_another_body_is_told_as_its_own(report):
    words = words_of_html(render(*report("fi"), "html"))
    assert squeezed("valmistelu (Paikallisen ja alueellisen turvallisuustyön painopisteryhmä).") in words
    assert squeezed("Ensimmäiset kahdeksan painopistettä. Yhteistyöryhmä hyväksyi") in words
