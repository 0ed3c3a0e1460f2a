"""Each request is one transaction on PostgreSQL, in which its reader is named: what is not theirs is not there."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from painopiste.base.markings.naming import has_wall, one_request, take_back


class WallMiddleware:
    """Frames the transaction in which the middleware of the actor names the reader. A crash takes its writes back.

    An answer that is sent bit by bit would read after the transaction, when nobody is named: it is refused here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with one_request():
            response = self.get_response(request)
            if has_wall() and response.streaming:
                raise RuntimeError(f"{request.path_info}: an answer that streams reads behind the wall, for nobody")
            if response.status_code >= 500:
                take_back()
        return response
