"""Puts the API together: its parts, its problems, its description."""

import hashlib
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.operation import Operation
from ninja.renderers import JSONRenderer

from painopiste import __version__
from painopiste.base.areas.api.views import router as areas
from painopiste.base.bodies.api.meetings import router as meetings
from painopiste.base.bodies.api.views import router as bodies
from painopiste.base.errors import DomainError
from painopiste.base.organisations.api.views import router as organisations
from painopiste.base.programmes.api.views import router as programmes
from painopiste.base.web.api.auth import recognise
from painopiste.base.web.api.problems import of_domain_error, problem
from painopiste.knowledge.indicators.api.views import router as indicators
from painopiste.loop.agenda.api.proposals import router as proposals
from painopiste.loop.agenda.api.rounds import router as scan_rounds
from painopiste.loop.agenda.api.views import router as observations
from painopiste.loop.commitments.api.views import router as commitments
from painopiste.loop.commitments.rules import State as CommitmentState
from painopiste.loop.consultations.api.views import router as consultations
from painopiste.loop.focus_areas.api.views import router as focus_areas
from painopiste.loop.focus_areas.rules import State as FocusAreaState
from painopiste.loop.plans.api.views import plans
from painopiste.loop.plans.api.views import router as measures
from painopiste.loop.plans.rules import State as MeasureState
from painopiste.loop.progress.api.views import router as rounds
from painopiste.loop.reports.api.views import router as reports
from painopiste.site.api.comments import router as comments
from painopiste.site.api.my_work import router as my_work
from painopiste.site.api.search import router as search

DESCRIPTION = """The working system of a cooperation model as open data.

Reading needs no key and shows what is public. With an access key from your account page
(`Authorization: Bearer …`) you see and change what you may in the service.

Lists come in pages: `limit` and `offset` choose one, `next` leads to the one after it.
A filter that a list does not know is refused, not ignored.

Dates are EDTF (ISO 8601-2) with the first and the last day that they can mean.
Texts are in Finnish, Swedish and English; an empty text does not exist in that language.

Answers carry an ETag; send it back as If-None-Match, and what has not changed is not sent again.
What goes wrong is told as a problem document (RFC 9457) in the language of Accept-Language; its `code` is stable.
A change names the `version` that you saw: if somebody has saved since, nothing is changed.

The data is licensed CC BY 4.0: name the source that each object gives."""


STATES = {*FocusAreaState, *MeasureState, *CommitmentState}


class Readable(JSONRenderer):
    """JSON in which letters are letters."""

    json_dumps_params = {"ensure_ascii": False}


class Api(NinjaAPI):
    """NinjaAPI whose answers carry an ETag."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of the function: short, and the same from version to version."""
        return operation.view_func.__name__

    def create_response(self, request: HttpRequest, data: Any, **kwargs: Any) -> HttpResponse:
        """Give each answer an ETag made from its body; what the reader has already is not sent again."""
        response = super().create_response(request, data, **kwargs)
        if request.method == "GET" and response.status_code == 200:
            tag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
            known = request.actor.account_id is not None  # type: ignore[attr-defined]
            tagged(request, response, tag, "private, no-store" if known else "public, no-cache")
        return response


def tagged(request: HttpRequest, response: HttpResponse, tag: str, caching: str) -> HttpResponse:
    """The answer with its ETag, or a 304 without content for who has it already."""
    response["ETag"], response["Cache-Control"] = tag, caching
    asked = {one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")}
    if tag in asked or "*" in asked:
        response.status_code, response.content = 304, b""
    return response


api = Api(
    title="Painopiste",
    version=__version__,
    description=DESCRIPTION,
    docs_url=None,
    openapi_url=None,
    renderer=Readable(),
    urls_namespace="api",
    auth=recognise,
)
for prefix, router in (
    ("", programmes),
    ("focus-areas", focus_areas),
    ("measures", measures),
    ("plans", plans),
    ("commitments", commitments),
    ("observations", observations),
    ("scan-rounds", scan_rounds),
    ("proposals", proposals),
    ("consultations", consultations),
    ("indicators", indicators),
    ("organisations", organisations),
    ("bodies", bodies),
    ("meetings", meetings),
    ("rounds", rounds),
    ("reports", reports),
    ("areas", areas),
    ("comments", comments),
    ("search", search),
    ("my-work", my_work),
):
    api.add_router(prefix, router)


@api.exception_handler(DomainError)
def _refused(request: HttpRequest, error: DomainError) -> HttpResponse:
    return of_domain_error(request, error)


@api.exception_handler(ValidationError)
def _not_understood(request: HttpRequest, error: ValidationError) -> HttpResponse:
    places = {_place(one["loc"]): one["msg"].removeprefix("Value error, ") for one in error.errors}
    return problem(422, "invalid", _("Some of the information can't be used."), errors=places)


def _place(loc: tuple[str | int, ...]) -> str:
    """`limit` for `query.limit`; `reason.fi` for `body.step.merged.reason.fi`, where the state chose what is needed."""
    path = loc[2:] if loc[0] == "body" else loc[1:]
    path = path[1:] if len(path) > 1 and path[0] in STATES else path
    return ".".join(str(part) for part in path) or str(loc[0])


@api.exception_handler(AuthenticationError)
def _who_are_you(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem(401, "not_signed_in", _("Send an access key, or log in."))


@api.exception_handler(HttpError)
def _not_read(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, "wrong_request", _("The content could not be read as JSON."))


@api.exception_handler(RequestDataTooBig)
def _too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return problem(413, "too_large", _("The content is too large."))
