"""The door of the API: what holds for every address, whatever stands behind it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from painopiste.base.web.api.problems import problem

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
        response = view(request, *args, **kwargs)
        if response.status_code == 405:
            response = _other_method(response)
        patch_vary_headers(response, ["Accept-Language", "Authorization", "Cookie"])
        if head:
            response["Content-Length"] = str(len(response.content))
            response.content = b""
        return response

    return door


def _other_method(response: HttpResponse) -> HttpResponse:
    methods = {method.strip() for method in response["Allow"].split(",")}
    allowed = ", ".join(sorted(methods | {"HEAD"} if "GET" in methods else methods))
    detail = _("This address can't be used like that. It knows these methods: %(methods)s.") % {"methods": allowed}
    return problem(405, "wrong_method", detail, headers={"Allow": allowed})
