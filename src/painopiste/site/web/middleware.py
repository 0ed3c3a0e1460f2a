"""Gives every request its actor and the frame of its page; keeps personal pages out of caches."""

from collections.abc import Callable
from secrets import token_hex
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import timezone
from structlog.contextvars import bind_contextvars, clear_contextvars

from painopiste.base.actors import PUBLIC, Actor
from painopiste.base.markings.naming import name_reader
from painopiste.site.actors import actor_of
from painopiste.site.web.frame import frame

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class ResourceMiddleware:
    """The outermost door: methods that nothing here has a use for (TRACE) are refused, and no page of another site may
    load an answer of ours as its picture, script or style (COOP is Django's own). Lines of the log get the request's
    sign and the number of the account, so that those of one request are found together."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        clear_contextvars()  # a thread serves one request after another
        bind_contextvars(request=token_hex(6))
        known = request.method in METHODS or request.path_info.startswith("/api/")  # the API says it in its own way
        response = self.get_response(request) if known else HttpResponseNotAllowed(sorted(METHODS))
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return response


class ActorMiddleware:
    """Sets `request.actor`, once, from the signed-in account."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = self._actor(request)  # type: ignore[attr-defined]
        request.actor_for = self._become  # type: ignore[attr-defined]
        name_reader(request.actor)  # type: ignore[attr-defined]
        bind_contextvars(account=request.actor.account_id)  # type: ignore[attr-defined]
        request.frame = frame  # type: ignore[attr-defined]
        response = self.get_response(request)
        if request.actor.account_id is not None and not response.has_header("Cache-Control"):  # type: ignore[attr-defined]
            response.headers["Cache-Control"] = "private, no-store"
        return response

    def _become(self, account: Any) -> Actor:
        """The actor of an account that something else than the session has proved; from here on it reads."""
        actor = actor_of(account, on=timezone.localdate())
        name_reader(actor)
        return actor

    def _actor(self, request: HttpRequest) -> Actor:
        if "_auth_user_id" not in request.session or not request.user.is_authenticated:
            return PUBLIC
        return actor_of(request.user, on=timezone.localdate())
