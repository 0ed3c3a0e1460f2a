"""A page that knows its reader is kept by nobody else, and a page of a fault needs no database."""

import pytest

from painopiste.base.web.errors import crashed


@pytest.mark.parametrize("address", ["/fi/", "/fi/toimenpiteet/", "/fi/painopisteet/vienti.csv", "/fi/ei-ole/"])
def test_what_a_member_reads_stays_with_the_member(reader, address):
    answer = reader.get(address)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Cookie" in answer.headers["Vary"]


@pytest.mark.django_db
def test_a_page_for_everybody_is_not_marked_as_personal(client):
    assert "Cache-Control" not in client.get("/fi/painopisteet/").headers


def test_nobody_goes_back_to_what_was_read_before_logging_out(reader):
    assert reader.post("/fi/kirjaudu-ulos/").headers["Clear-Site-Data"] == '"cache"'


def test_a_fault_is_told_even_when_the_database_is_away(rf, django_db_blocker):
    request = rf.get("/fi/")
    with django_db_blocker.block():  # whatever asks the database now, fails
        answer = crashed(request)
    assert answer.status_code == 500
    assert "<h1>" in answer.content.decode()
