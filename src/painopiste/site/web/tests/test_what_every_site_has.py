"""Language, errors, what programs ask of a site, and the pages about the service."""

import json

import pytest

from painopiste.base.programmes.models import Programme

pytestmark = pytest.mark.django_db


def test_the_root_leads_to_the_language_of_the_browser(client):
    assert client.get("/", headers={"accept-language": "sv"}).headers["Location"] == "/sv/"
    assert client.get("/", headers={"accept-language": "de"}).headers["Location"] == "/fi/"


def test_an_unknown_language_gets_a_clear_page_in_finnish(client):
    answer = client.get("/xx/organisaatiot/", headers={"accept-language": "sv"})
    assert answer.status_code == 404
    assert '<html lang="fi"' in answer.content.decode()


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_missing_page_is_told_in_the_language_of_its_address(client, language):
    for address in (f"/{language}/ei-ole/", f"/{language}/organisaatiot/ei-ole/"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert f'<html lang="{language}"' in answer.content.decode()


def test_every_language_link_leads_to_the_same_page(client):
    page = client.get("/fi/aikajana/?vuosi=2020").content.decode()
    assert 'href="/sv/aikajana/?vuosi=2020"' in page
    assert 'href="/en/aikajana/?vuosi=2020"' in page


def test_programs_learn_that_the_service_lives_without_asking_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert json.loads(client.get("/health").content) == {"status": "ok"}


def test_a_demonstration_is_not_indexed_and_the_real_service_is(client, settings):
    assert "Disallow: /\n" in client.get("/robots.txt").content.decode()
    settings.DEMONSTRATION_ALLOWED = False
    rules = client.get("/robots.txt").content.decode()
    assert "Disallow: /\n" not in rules
    assert "Disallow: /fi/oma-tili/" in rules


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("page", ["tietoja", "saavutettavuus", "avoin-data", "palaute", "kirjaudu"])
def test_the_pages_about_the_service_exist_in_three_languages(client, language, page):
    Programme.objects.create(name_fi="Malli", status_on="2022-05-24", demonstration=True)
    answer = client.get(f"/{language}/{page}/")
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.content.decode()


def test_the_accessibility_statement_says_what_the_law_asks_for(client):
    page = client.get("/fi/saavutettavuus/").content.decode()
    for needed in ("306/2019", "14 päivän", "Traficom", "/fi/palaute/", "24.11.2026"):
        assert needed in page


def test_a_fault_of_ours_gets_a_page_that_tells_nothing_of_it(client, monkeypatch):
    def broken(**_):
        raise RuntimeError("secret reason")

    client.raise_request_exception = False
    monkeypatch.setattr("painopiste.site.web.views.list_findings", broken)
    answer = client.get("/sv/")
    assert answer.status_code == 500
    assert '<html lang="sv"' in answer.content.decode()
    assert "secret reason" not in answer.content.decode()


def test_without_a_database_there_is_still_an_answer(client, monkeypatch):
    def broken():
        raise RuntimeError("no database")

    client.raise_request_exception = False
    monkeypatch.setattr("painopiste.site.web.frame.get_nameplate", broken)
    answer = client.get("/fi/")
    assert answer.status_code == 500
    assert "Palvelussa on vika" in answer.content.decode()


def test_only_those_with_the_right_find_the_pages_of_work(client, reader, secretariat):
    for browser in (client, reader):
        assert "/fi/palaute/kasittely/" not in browser.get("/fi/tietoja/").content.decode()
    assert "/fi/palaute/kasittely/" in secretariat.get("/fi/tietoja/").content.decode()
