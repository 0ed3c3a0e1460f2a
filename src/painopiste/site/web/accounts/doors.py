"""Pages that need an account send everybody else to log in first."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


def members_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Send a reader without an account to log in, and back to this page afterwards."""

    @wraps(view)
    def door(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.actor.account_id is None:
            return redirect(f"{reverse('accounts:log_in')}?{urlencode({'next': request.get_full_path()})}")
        return view(request, *args, **kwargs)

    return door
