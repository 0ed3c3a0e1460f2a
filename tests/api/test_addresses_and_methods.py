"""Addresses and methods that the API does not have, and the languages in which it refuses."""

import pytest

from painopiste.base.web.tests.asking import assert_problem

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path", ["nothing", "measures/", "measures/1/2/3", "focus-areas//", "%00", "a%0A", "%ff%fe", "x" * 5000]
)
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_an_address_that_is_not_there_is_a_problem_document(path, method, client):
    answer = client.generic(method, f"/api/v1/{path}")
    assert answer.status_code in (404, 422)
    assert answer["Content-Type"] == "application/problem+json"


def test_the_address_without_its_last_slash_leads_to_the_page(client):
    assert client.get("/api/v1")["Location"] == "/api/v1/"


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("measures", "GET, HEAD, POST"),
        ("measures/3.4", "GET, HEAD, PATCH"),
        ("measures/3.4/steps", "POST"),
        ("organisations", "GET, HEAD"),
        ("openapi.json", "GET, HEAD"),
    ],
)
@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE", "NONSENSE"])
def test_another_method_is_refused_and_the_right_ones_are_named(path, allowed, method, client):
    answer = client.generic(method, f"/api/v1/{path}")
    assert_problem(answer, 405, "wrong_method")
    assert answer["Allow"] == allowed


@pytest.mark.parametrize(
    ("asked", "language"), [("fi", "fi"), ("sv", "sv"), ("en", "en"), ("tlh", "fi"), (";;q=x", "fi")]
)
def test_a_problem_is_told_in_the_readers_language_and_an_unknown_one_gets_finnish(asked, language, client):
    answer = client.get("/api/v1/measures/none", headers={"Accept-Language": asked})
    assert answer["Content-Language"] == language
    told = assert_problem(answer, 404, "missing")
    assert told["title"] == "Not Found"


def test_a_parameter_that_the_address_does_not_have_is_named(client):
    answer = client.get("/api/v1/organisations?kinds=ministry&limit=5")
    assert list(assert_problem(answer, 422, "invalid")["errors"]) == ["kinds"]
