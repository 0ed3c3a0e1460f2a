"""Refusals as problem documents (RFC 9457)."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from painopiste.base.errors import DomainError, Invalid
from painopiste.base.web.api.schemas import Problem

CONTENT_TYPE = "application/problem+json"


def problem(
    status: int,
    code: str,
    detail: str,
    *,
    errors: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The answer that tells what went wrong."""
    body: dict[str, Any] = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    body |= {"detail": detail, "code": code}
    if errors:
        body["errors"] = dict(errors)
    return HttpResponse(
        json.dumps(body, ensure_ascii=False), status=status, content_type=CONTENT_TYPE, headers=dict(headers or {})
    )


def of_domain_error(request: HttpRequest, error: DomainError) -> HttpResponse:
    """A DomainError as a problem."""
    detail = _(error.message) % error.values if error.values else _(error.message)
    errors = {name: _(text) for name, text in error.fields.items()} if isinstance(error, Invalid) else None
    return problem(error.status, error.code, detail, errors=errors)


READ_PROBLEMS = {404: Problem, 422: Problem}
LIST_PROBLEMS = {422: Problem}
WRITE_PROBLEMS = {400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem}
