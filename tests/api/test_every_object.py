"""Every object of the API: what one may not see does not exist, and what one has already is not sent again."""

import pytest

from painopiste.base.programmes.models import Programme
from painopiste.base.web.tests.asking import account_with, assert_problem, key_of
from tests.api import rows

OBJECTS = {
    "focus-areas/{}": rows.focus_area,
    "measures/{}": rows.measure,
    "commitments/{}": rows.commitment,
    "observations/{}": rows.observation,
    "scan-rounds/{}": rows.scan_round,
    "proposals/{}": rows.proposal,
    "consultations/{}": rows.consultation,
    "bodies/{}": rows.body,
    "meetings/{}": rows.meeting,
    "rounds/{}": rows.round_,
    "reports/{}": rows.report,
    "organisations/{}": rows.organisation,
    "areas/municipality/{}": rows.municipality,
}
GUARDED = [path for path, make in OBJECTS.items() if make not in (rows.organisation, rows.municipality)]
pytestmark = pytest.mark.django_db


def _address(path, row):
    return "/api/v1/" + path.format(row.code if "areas/m" in path else row.key)


@pytest.mark.parametrize("path", OBJECTS)
def test_an_object_is_read_by_its_key(path, client):
    answer = client.get(_address(path, OBJECTS[path](name="Juuri tämä")))
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "application/json; charset=utf-8"
    assert "Juuri tämä" in answer.content.decode()


@pytest.mark.parametrize("path", GUARDED)
def test_what_is_hidden_answers_exactly_like_what_is_not_there(path, client):
    hidden = client.get(_address(path, OBJECTS[path](marking="members")))
    absent = client.get("/api/v1/" + path.format("not-there"))
    assert_problem(hidden, 404, "missing")
    assert hidden.content == absent.content
    volatile = {"Content-Length"}
    assert {k: v for k, v in hidden.items() if k not in volatile} == {
        k: v for k, v in absent.items() if k not in volatile
    }


@pytest.mark.parametrize("path", GUARDED)
def test_a_member_sees_what_is_meant_for_members(path, client):
    row = OBJECTS[path](marking="members")
    answer = client.get(_address(path, row), headers=key_of(account_with("reader"), may_write=False))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("path", OBJECTS)
@pytest.mark.parametrize("key", ["%00", "a%0Ab", "x" * 61, "ä", "'--", "..%2f", "%ff"])
def test_a_forged_key_finds_nothing(path, key, client):
    answer = client.get("/api/v1/" + path.format(key))
    assert answer.status_code in (404, 422)
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("path", OBJECTS)
def test_what_has_not_changed_is_not_sent_again(path, client):
    address = _address(path, OBJECTS[path]())
    first = client.get(address)
    assert first["Cache-Control"] == "public, no-cache"
    assert {"Accept-Language", "Authorization", "Cookie"} <= {name.strip() for name in first["Vary"].split(",")}
    for sent in (first["ETag"], f"W/{first['ETag']}", f'"other", {first["ETag"]}', "*"):
        again = client.get(address, headers={"If-None-Match": sent})
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == first["ETag"]
    assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_change_changes_the_etag(client):
    area = rows.focus_area()
    address = _address("focus-areas/{}", area)
    before = client.get(address)["ETag"]
    type(area).objects.filter(pk=area.pk).update(aims_fi="Uusi")
    assert client.get(address, headers={"If-None-Match": before}).status_code == 200


def test_head_is_answered_like_get_without_the_content(client):
    address = _address("measures/{}", rows.measure())
    head, get = client.head(address), client.get(address)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", get["ETag"])
    assert head["Content-Length"] == str(len(get.content))


def test_there_is_a_programme_only_when_one_has_been_loaded(client):
    assert_problem(client.get("/api/v1/programme"), 404, "missing")
    Programme.objects.create(name_fi="Malli", status_on="2022-05-24")
    told = client.get("/api/v1/programme").json()
    assert (told["name"]["fi"], told["status_on"]) == ("Malli", "2022-05-24")


def test_letters_are_sent_as_letters(client):
    assert "Työ" in client.get(_address("measures/{}", rows.measure(name="Työ"))).content.decode()
