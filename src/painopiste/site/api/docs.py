"""The readable page of the API, made from the same description that programs read, and that description itself."""

import re
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_safe
from markupsafe import Markup, escape

from painopiste.base.web.pages import crumbs
from painopiste.base.words import Words
from painopiste.site.api.description import PREFIX, TAGS, as_json, description
from painopiste.site.api.main import tagged

SAMPLE_BODY = '{"version": 1, "state": "under_way", "happened_on": "2022-09", "reason": {"fi": "Työ alkoi"}}'


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """All operations with their parameters and answers, and how to try them."""
    context = {
        "schema": description(),
        "about": [_prose(part) for part in description()["info"]["description"].split("\n\n")],
        "groups": _groups(),
        "models": _models(),
        "openapi_url": reverse("api:openapi-json"),
        "examples": _examples(),
        "crumbs": crumbs(
            (_("Home"), reverse("site:home")), (_("Open data and API"), reverse("site:open_data")), (_("API"), "")
        ),
    }
    return render(request, "api/docs.html", context)


@csrf_exempt
@require_GET
def description_for_programs(request: HttpRequest) -> HttpResponse:
    """The description in OpenAPI."""
    body, tag = as_json()
    return tagged(request, HttpResponse(body, content_type="application/json"), tag, "public, no-cache")


def _examples() -> list[dict[str, str]]:
    base = f"{settings.BASE_URL}{PREFIX}"
    key = '-H "Authorization: Bearer $KEY"'
    blocked, changed = f"{base}measures?state=blocked&limit=10", f"{base}focus-areas/p3"
    sent = f"curl -X POST {key} -H 'Content-Type: application/json' -d '{SAMPLE_BODY}' {base}measures/2.1/steps"
    return [
        {"what": _("The blocked measures, ten at a time"), "text": f"curl '{blocked}'"},
        {"what": _("One focus area, if it has changed"), "text": f"curl -H 'If-None-Match: \"…\"' {changed}"},
        {"what": _("What only members see, with an access key"), "text": f"curl {key} {base}rounds"},
        {"what": _("Recording that a measure has a new state"), "text": sent},
    ]


@cache
def _groups() -> list[dict[str, Any]]:
    groups: dict[str, list[dict[str, Any]]] = {name: [] for name in TAGS}
    for path, methods in description()["paths"].items():
        for method, operation in methods.items():
            groups[operation["tags"][0]].append(_operation(path, method, operation))
    return [
        {"name": Words(name.capitalize(), "en"), "about": TAGS[name], "operations": found}
        for name, found in groups.items()
    ]


def _operation(path: str, method: str, operation: dict[str, Any]) -> dict[str, Any]:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    answers = [
        (status, _prose(answer["description"]), _model(answer)) for status, answer in operation["responses"].items()
    ]
    return {
        "path": path,
        "method": method.upper(),
        "id": operation["operationId"],
        "summary": operation["summary"],
        "about": _prose(operation["description"]),
        "parameters": [_field(one["name"], one["schema"]) | {"where": one["in"]} for one in operation["parameters"]],
        "body": _name(body),
        "answers": answers,
        "key": {} not in operation["security"],
    }


def _model(answer: dict[str, Any]) -> str:
    return next((_name(content["schema"]) for content in answer.get("content", {}).values()), "")


@cache
def _models() -> list[dict[str, Any]]:
    found = description()["components"]["schemas"]
    return [
        {
            "name": name,
            "about": _prose(model.get("description", "")),
            "one_of": [_name(one) for one in model.get("oneOf", [])],
            "codes": ", ".join(str(code) for code in model.get("enum", [])),
            "fields": [_field(field, schema) for field, schema in model.get("properties", {}).items()],
        }
        for name, model in sorted(found.items())
    ]


def _field(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter or a property as a row of a table: its type in words, the object it leads to, its codes."""
    kinds = [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]
    many = [one["items"] for one in kinds if "items" in one]
    codes = [str(code) for one in many or kinds for code in [*one.get("enum", []), one.get("const", "")] if code != ""]
    return {
        "name": name,
        "type": " | ".join(dict.fromkeys(str(one["type"]) for one in kinds if "type" in one)),
        "model": next((_name(one) for one in many or kinds if "$ref" in one), ""),
        "codes": ", ".join(codes),
        "about": _prose(schema.get("description", "")),
        "example": ", ".join(one for one in schema.get("examples", []) if one),
        "may_be_empty": {"type": "null"} in schema.get("anyOf", []),
    }


def _prose(text: str) -> Markup:
    """A text of the description, with `code` as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text)))  # noqa: S704  escaped just before


def _name(schema: dict[str, Any]) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]
