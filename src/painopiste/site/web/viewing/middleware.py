"""Writes down what a request has read of what is secret or personal, before the answer leaves."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from painopiste.base.markings import watching
from painopiste.base.markings.watching import ReasonNeeded, Watch
from painopiste.base.viewing.rules import How
from painopiste.base.viewing.services import note_watch

REASON = "view_reason"  # where the session keeps why its reader reads
HEADER = "Painopiste-Reason"  # how a program tells it


class ViewingMiddleware:
    """Watches each request. For readers without a clearance there is nothing to find, and it costs no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        watch = Watch(reason=lambda: reason_of(request))
        token = watching.current.set(watch)
        try:
            response = self.get_response(request)
        finally:
            watching.current.reset(token)
        if watch.seen:  # if this can't be written, nothing is shown
            note_watch(watch=watch, how=how_of(request, response), by=request.actor)  # type: ignore[attr-defined]
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Ask a person for the reason and bring them back; a program is refused with the code."""
        if not isinstance(exception, ReasonNeeded) or request.path_info.startswith("/api/"):
            return None
        back = request.get_full_path() if request.method == "GET" else reverse("site:home")
        return redirect(f"{reverse('viewing:reason')}?{urlencode({'next': back})}")


def reason_of(request: HttpRequest) -> str:
    """Why the reader reads, as they have said in this session or with this request."""
    return str(request.headers.get(HEADER) or request.session.get(REASON, ""))


def how_of(request: HttpRequest, response: HttpResponse) -> How:
    """In what form something was shown."""
    if request.path_info.startswith("/api/"):
        return How.API
    if request.method not in ("GET", "HEAD"):
        return How.CHANGE
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    return How.PAGE if is_page or 300 <= response.status_code < 400 else How.FILE
