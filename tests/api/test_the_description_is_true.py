"""The description of the API is valid OpenAPI 3.1, complete, and the page that people read is made of it."""

from typing import get_args

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from painopiste.site.api.description import description
from painopiste.site.api.main import api

FILES = (
    *("application/json", "application/vnd.apache.parquet", "text/csv"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)
READING = {"200", "304", "401", "405", "422"}
WRITING = {"400", "401", "403", "404", "405", "409", "413", "415", "422"}
LANGUAGES = [("fi", "fi"), ("sv-FI,sv", "sv"), ("en", "en"), ("tlh", "fi"), ("", "fi")]
pytestmark = pytest.mark.django_db


def _operations():
    return [(p, m, operation) for p, methods in description()["paths"].items() for m, operation in methods.items()]


def test_it_is_valid_openapi_3_1(client):
    told = client.get("/api/v1/openapi.json").json()
    assert told["openapi"] == "3.1.0"
    OpenAPIV31SpecValidator(told).validate()


def test_it_names_the_licence():
    assert description()["info"]["license"] == {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"}
    assert "CC BY 4.0" in description()["info"]["description"]


@pytest.mark.parametrize(("path", "method", "operation"), _operations())
def test_every_operation_says_what_it_does_and_how_it_refuses(path, method, operation):
    assert operation["summary"]
    assert operation["description"]
    answers = operation["responses"]
    assert (READING if method == "get" else WRITING) <= set(answers)
    for status, answer in answers.items():
        kinds = list(answer.get("content", {}))
        if int(status) >= 400:
            assert kinds == ["application/problem+json"]
        elif status != "304":
            assert sorted(kinds) == (sorted(FILES) if path.endswith("/data") else ["application/json"])


def test_no_two_kinds_of_objects_share_a_name():
    """ninja keeps one schema for each name: two classes of the same name would describe each other's answers."""
    found: dict[str, set[type]] = {}
    for bound in api._get_bound_routers():
        for view in bound.path_operations.values():
            for operation in view.operations:
                for model in [*operation.models, *filter(None, operation.response_models.values())]:
                    _collect(model, found)
    shown = description()["components"]["schemas"]
    assert {name: kinds for name, kinds in found.items() if name in shown and len(kinds) > 1} == {}


def _collect(kind, found):
    for inner in get_args(kind):
        _collect(inner, found)
    if isinstance(kind, type) and hasattr(kind, "model_fields") and kind not in found.get(kind.__name__, ()):
        found.setdefault(kind.__name__, set()).add(kind)
        for field in kind.model_fields.values():
            _collect(field.annotation, found)
    elif isinstance(kind, type) and hasattr(kind, "__members__"):
        found.setdefault(kind.__name__, set()).add(kind)


def test_the_description_is_not_sent_twice(client):
    first = client.get("/api/v1/openapi.json")
    assert client.get("/api/v1/openapi.json", headers={"If-None-Match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize(("asked", "language"), LANGUAGES)
def test_the_page_speaks_the_readers_language(asked, language, client):
    page = client.get("/api/v1/", headers={"Accept-Language": asked})
    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.content.decode()


def test_the_page_tells_every_operation_and_object(client):
    page = client.get("/api/v1/").content.decode()
    for path, _, operation in _operations():
        assert path in page
        assert f'id="{operation["operationId"]}"' in page
    for name in description()["components"]["schemas"]:
        assert f'id="model-{name}"' in page
