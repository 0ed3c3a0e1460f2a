"""Refusals as problem documents (RFC 9457)."""

import json
import re
from collections.abc import Mapping
from http import HTTPStatus
from itertools import islice
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from painopiste.base.errors import DomainError, Invalid
from painopiste.base.web.api.schemas import Problem

CONTENT_TYPE = "application/problem+json"
ERRORS_AT_MOST = 50
LENGTH_AT_MOST = 300


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
        body["errors"] = {_clean(name): _clean(text) for name, text in islice(errors.items(), ERRORS_AT_MOST)}
    headers = {"Cache-Control": "no-store", **(headers or {})}
    if status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = 'Bearer realm="painopiste"'
    return HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=CONTENT_TYPE, headers=headers)


def _clean(text: str) -> str:
    """What a program sent comes back in the answer: not too much of it, and nothing that is not a character."""
    return text[:LENGTH_AT_MOST].encode("utf-8", "replace").decode()


def of_domain_error(request: HttpRequest, error: DomainError) -> HttpResponse:
    """A DomainError as a problem."""
    fields = error.fields if isinstance(error, Invalid) else {}
    errors = {re.sub(r"_(fi|sv|en)$", r".\1", name): _(text) for name, text in fields.items()}
    return problem(error.status, error.code, error.said(_), errors=errors)


READ_PROBLEMS = {401: Problem, 404: Problem, 422: Problem}
LIST_PROBLEMS = {401: Problem, 422: Problem}
WRITE_PROBLEMS = dict.fromkeys((400, 401, 403, 404, 409, 413, 415, 422), Problem)
