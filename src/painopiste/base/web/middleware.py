"""Turns refusals of the domain into pages or problem documents."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from painopiste.base.errors import DomainError
from painopiste.base.web.errors import domain_error


class ErrorMiddleware:
    """One place where a DomainError becomes an answer. The API has its own handler and never lets one out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return domain_error(request, exception) if isinstance(exception, DomainError) else None
