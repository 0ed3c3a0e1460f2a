"""Who comes to the pages of people."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse

from painopiste.base.accounts.permissions import MANAGE
from painopiste.base.actors import ProofNeeded
from painopiste.base.errors import Missing, NotAllowed
from painopiste.site.web.accounts.doors import members_only


def lookers_after(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in who looks after people: the secretariat, and coordinators for their own organisation."""

    @members_only
    @wraps(view)
    def door(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.actor.may_somewhere(MANAGE):
            raise Missing if kwargs else NotAllowed  # which people there are is nobody else's business
        return view(request, *args, **kwargs)

    return door


def with_fresh_proof(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The same, and ask for the second factor before a form is filled in, not after."""

    @lookers_after
    @wraps(view)
    def door(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if MANAGE in request.actor.stale:
            raise ProofNeeded
        return view(request, *args, **kwargs)

    return door
