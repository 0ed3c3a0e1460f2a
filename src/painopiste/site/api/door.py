"""The door of the API: what holds for every address, whatever stands behind it."""

from collections.abc import Callable
from functools import cache, wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from painopiste.base.web.api.problems import problem
from painopiste.site.api.description import description

View = Callable[..., HttpResponse]


def through_the_door(pattern: URLPattern) -> URLPattern:
    """The same address, answered through the door."""
    pattern.callback = answered(pattern.callback)
    return pattern


def answered(view: View) -> View:
    """HEAD is answered like GET, other methods by a problem; caches are told what counts."""

    @wraps(view)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        head = request.method == "HEAD"
        if head:
            request.method = "GET"
        response = _in_the_open(request) or _unknown_parameters(request) or view(request, *args, **kwargs)
        if response.status_code == 405:
            response = _other_method(response)
        patch_vary_headers(response, ["Accept-Language", "Authorization", "Cookie"])
        if head:
            response["Content-Length"] = str(len(response.content))
            response.content = b""
        return response

    return door


def _in_the_open(request: HttpRequest) -> HttpResponse | None:
    """The refusal of a call without TLS in production: a redirect would hide that the key has been sent in the open."""
    if not settings.SECURE_SSL_REDIRECT or request.is_secure():
        return None
    return problem(403, "needs_tls", _("Use https. An access key that was sent without it must be replaced."))


def _unknown_parameters(request: HttpRequest) -> HttpResponse | None:
    """The refusal of a parameter that the address does not have: a filter with a slip in its name must not vanish."""
    known = _parameters(request.resolver_match.route if request.resolver_match else "")
    unknown = [] if known is None or request.method != "GET" else sorted(set(request.GET) - known)
    if not unknown:
        return None
    errors = dict.fromkeys(unknown, _("There is no such parameter here."))
    return problem(422, "invalid", _("Some of the information can't be used."), errors=errors)


@cache
def _parameters(route: str) -> frozenset[str] | None:
    """The parameters that an address of the description takes in its query; None for other addresses."""
    path = "/" + route.replace("<", "{").replace(">", "}")
    operation = description()["paths"].get(path, {}).get("get")
    if operation is None:
        return None
    return frozenset(one["name"] for one in operation["parameters"] if one["in"] == "query")


def _other_method(response: HttpResponse) -> HttpResponse:
    methods = {method.strip() for method in response["Allow"].split(",")}
    allowed = ", ".join(sorted(methods | {"HEAD"} if "GET" in methods else methods))
    detail = _("This address can't be used like that. It knows these methods: %(methods)s.") % {"methods": allowed}
    return problem(405, "wrong_method", detail, headers={"Allow": allowed})
