"""How somebody whose identity has been proved comes in.

There is one door, `sign_in`, whatever proves the identity. Today that is a name and a password. A sign-in service
(OpenID Connect) comes in by the same door: its callback view checks the token, makes `Identity(username=…,
proved_by="oidc")` from the claim that the installation has agreed on, and calls `sign_in`. Accounts and roles are
made beforehand by the secretariat; a stranger with a valid token gets no account by signing in.
"""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest
from django.utils import timezone

from painopiste.base.accounts.models import Account
from painopiste.base.accounts.services import note_log_in
from painopiste.base.errors import NotAllowed
from painopiste.site.actors import actor_of

BACKEND = "django.contrib.auth.backends.ModelBackend"


class UnknownIdentity(NotAllowed):
    """There is no open account for this identity. The message is the same whatever the reason."""

    code = "unknown_identity"
    message = "The name or the password is wrong."


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody has been proved to be, and how: "password" or "oidc"."""

    username: str
    proved_by: str = "password"


def sign_in(*, request: HttpRequest, identity: Identity) -> Account:
    """Begin a session for a proved identity: a new session key, and one line in the audit trail.

    :raises UnknownIdentity: if there is no such account, it is closed, or a demonstration account is not allowed
    """
    account = Account.objects.filter(username=identity.username.strip().lower(), is_active=True).first()
    if account is None or (account.demonstration and not settings.DEMONSTRATION_ALLOWED):
        raise UnknownIdentity
    login(request, account, backend=BACKEND)
    by = actor_of(account, on=timezone.localdate())
    note_log_in(account=account, address=address_of(request), by=by)
    return account


def address_of(request: HttpRequest) -> str:
    """The network address that a request came from. Behind a proxy it may be that of the proxy."""
    return str(request.META.get("REMOTE_ADDR", ""))
