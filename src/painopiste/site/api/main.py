"""Puts the API together: its parts, its problems, its description."""

import hashlib
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, AuthorizationError, HttpError, ValidationError

from painopiste import __version__
from painopiste.base.areas.api.views import router as areas
from painopiste.base.bodies.api.views import router as bodies
from painopiste.base.errors import DomainError
from painopiste.base.organisations.api.views import router as organisations
from painopiste.base.programmes.api.views import router as programmes
from painopiste.base.web.api.auth import recognise
from painopiste.base.web.api.problems import CONTENT_TYPE, of_domain_error, problem
from painopiste.loop.focus_areas.api.views import router as focus_areas
from painopiste.loop.plans.api.views import plans
from painopiste.loop.plans.api.views import router as measures
from painopiste.loop.progress.api.views import router as rounds
from painopiste.loop.reports.api.views import router as reports

DESCRIPTION = """The working system of a cooperation model as open data.

Reading needs no key and shows what is public. With an access key from your account page
(`Authorization: Bearer …`) you see and change what you may in the service.
Dates are EDTF (ISO 8601-2) with the first and the last day that they can mean.
Answers carry an ETag; send it back as If-None-Match to save time.
The data is licensed CC BY 4.0: name the source that each object gives."""


class Api(NinjaAPI):
    """NinjaAPI whose description tells the truth about problem documents."""

    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> Any:
        schema = super().get_openapi_schema(*args, **kwargs)
        schema["info"]["license"] = {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"}
        for methods in schema["paths"].values():
            for operation in methods.values():
                for status, answer in operation["responses"].items():
                    if int(status) >= 400 and "application/json" in answer.get("content", {}):
                        answer["content"] = {CONTENT_TYPE: answer["content"]["application/json"]}
                        answer["description"] = "Problem"
        return schema

    def create_response(self, request: HttpRequest, data: Any, **kwargs: Any) -> HttpResponse:
        """Give each answer an ETag made from its body; what the reader has already is not sent again."""
        response = super().create_response(request, data, **kwargs)
        response["Content-Language"] = get_language() or "fi"
        patch_vary_headers(response, ["Accept-Language", "Authorization", "Cookie"])
        if request.method != "GET" or response.status_code != 200:
            return response
        response["ETag"] = tag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response["Cache-Control"] = "private, no-cache" if request.actor.account_id else "public, no-cache"  # type: ignore[attr-defined]
        if tag in {one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")}:
            response.status_code, response.content = 304, b""
        return response


api = Api(
    title="Painopiste",
    version=__version__,
    description=DESCRIPTION,
    docs_url=None,
    openapi_url="openapi.json",
    urls_namespace="api",
    auth=recognise,
)
for prefix, router in (
    ("", programmes),
    ("focus-areas", focus_areas),
    ("measures", measures),
    ("plans", plans),
    ("organisations", organisations),
    ("bodies", bodies),
    ("rounds", rounds),
    ("reports", reports),
    ("areas", areas),
):
    api.add_router(prefix, router)


@api.exception_handler(DomainError)
def _refused(request: HttpRequest, error: DomainError) -> HttpResponse:
    return of_domain_error(request, error)


@api.exception_handler(ValidationError)
def _not_understood(request: HttpRequest, error: ValidationError) -> HttpResponse:
    places = {".".join(str(part) for part in one["loc"][1:]) or str(one["loc"][0]): one["msg"] for one in error.errors}
    return problem(422, "invalid", _("Some of the information can't be used."), errors=places)


@api.exception_handler(AuthenticationError)
def _who_are_you(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    detail = _("Send an access key, or log in.")
    return problem(401, "not_signed_in", detail, headers={"WWW-Authenticate": 'Bearer realm="painopiste"'})


@api.exception_handler(AuthorizationError)
def _not_you(request: HttpRequest, error: AuthorizationError) -> HttpResponse:
    return problem(403, "not_allowed", _("You do not have the right to do this."))


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(404, "missing", _("The page or the item was not found."))


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, "wrong_request", str(error))
