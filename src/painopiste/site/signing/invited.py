"""Accepting an invitation through the sign-in service: the invitation waits in the session meanwhile."""

from django.http import HttpRequest
from django.utils import timezone

from painopiste.base.accounts import services
from painopiste.base.accounts.models import Account
from painopiste.base.errors import DomainError

WAITING = "painopiste.invitation"


def wait_for_service(request: HttpRequest, *, sealed: str, name: str) -> None:
    """Remember which invitation is accepted once the sign-in service has told who it is."""
    request.session[WAITING] = {"sealed": sealed, "name": name}


def accept_by_service(request: HttpRequest) -> Account | None:
    """The new account of who has been invited and comes back from the sign-in service; None if nobody has."""
    waiting = request.session.pop(WAITING, None)
    if not waiting:
        return None
    try:
        return services.accept_invitation(**waiting, password=None, on=timezone.now(), by=request.actor)
    except DomainError:
        return None
