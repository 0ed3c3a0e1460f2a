"""Turns refusals of the domain into pages or problem documents."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from painopiste.base.errors import DomainError, Missing
from painopiste.base.web.errors import domain_error


class ErrorMiddleware:
    """One place where a DomainError becomes an answer. The API has its own handler and never lets one out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith("/api/"):
            if "\x00" in request.path_info:
                return domain_error(request, Missing())
            _drop_nul(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return domain_error(request, exception) if isinstance(exception, DomainError) else None


def _drop_nul(request: HttpRequest) -> None:
    """Leave NUL out of filters: no text has one, and PostgreSQL refuses to look for it. Forms refuse it themselves."""
    query = request.META.get("QUERY_STRING", "")
    while "%00" in query:  # again: what stood around one may make another
        query = request.META["QUERY_STRING"] = query.replace("%00", "")
