"""Gives every request its actor and the frame of its page, and keeps personal pages out of caches."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from painopiste.base.actors import PUBLIC, Actor
from painopiste.base.markings.naming import name_reader
from painopiste.site.actors import actor_of
from painopiste.site.web.frame import frame


class ActorMiddleware:
    """Sets `request.actor`, once, from the signed-in account."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = self._actor(request)  # type: ignore[attr-defined]
        request.actor_for = self._become  # type: ignore[attr-defined]
        name_reader(request.actor)  # type: ignore[attr-defined]
        request.frame = frame  # type: ignore[attr-defined]
        response = self.get_response(request)
        if request.actor.account_id is not None and not response.has_header("Cache-Control"):  # type: ignore[attr-defined]
            response.headers["Cache-Control"] = "private, no-cache"
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
