"""The readable page of the API: made from the same description that programs read."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from painopiste.base.web.pages import crumbs
from painopiste.site.api.main import api


def page(request: HttpRequest) -> HttpResponse:
    """All operations with their parameters and answers."""
    schema = api.get_openapi_schema(path_prefix="/api/v1/")
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            told = _operation(path, method, operation)
            groups.setdefault(operation["tags"][0], []).append(told)
    context = {
        "schema": schema,
        "groups": groups,
        "models": schema["components"]["schemas"],
        "description": schema["info"]["description"].split("\n\n"),
        "openapi_url": reverse("api:openapi-json"),
        "crumbs": crumbs(
            (_("Home"), reverse("site:home")), (_("Open data and API"), reverse("site:open_data")), ("API", "")
        ),
    }
    return render(request, "api/docs.html", context)


def _operation(path: str, method: str, operation: dict[str, Any]) -> dict[str, Any]:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    answers = {status: _model(answer) for status, answer in operation["responses"].items()}
    return {
        "path": path,
        "method": method.upper(),
        "id": operation["operationId"],
        "summary": operation["summary"],
        "description": operation.get("description", ""),
        "parameters": operation.get("parameters", []),
        "body": body.get("$ref", "").rpartition("/")[2],
        "answers": answers,
        "key": bool(operation.get("security")),
    }


def _model(answer: dict[str, Any]) -> str:
    for content in answer.get("content", {}).values():
        reference: str = content.get("schema", {}).get("$ref", "")
        return reference.rpartition("/")[2]
    return ""
