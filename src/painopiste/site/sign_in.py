"""The door through which everybody comes in, whatever proves who they are, and what it asks of a request.

A password leads here from our own page; passkeys and the sign-in service come through django-allauth, which asks
`site/signing/adapters.py`. All of them end in allauth's stages, where who has a second factor must show it.
Accounts come about by invitation: a stranger with a valid identity gets none by signing in.
"""

from ipaddress import ip_address

from allauth.account.utils import perform_login
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from painopiste.base.accounts.models import Account
from painopiste.base.errors import NotAllowed
from painopiste.base.words import marked
from painopiste.site.signing import proof

BACKEND = "painopiste.site.signing.kept.Backend"


class UnknownIdentity(NotAllowed):
    """There is no open account for this identity. The message is the same whatever the reason."""

    code = "unknown_identity"
    message = marked("The name or the password is wrong.")


def sign_in(*, request: HttpRequest, account: Account, onward: str) -> HttpResponse:
    """Go on after the right password: to `onward` with a new session key, or first to the second factor.

    :raises UnknownIdentity: if it is a demonstration account where these are not allowed
    """
    if not may_come_in(account):
        raise UnknownIdentity
    proof.note(request, account, "password")
    answer: HttpResponse = perform_login(request, account, email_verification="none", redirect_url=onward)
    return answer


def may_come_in(account: Account) -> bool:
    """Whether the account is open, and may be used in this installation."""
    return account.is_active and (settings.DEMONSTRATION_ALLOWED or not account.demonstration)


def own_address(request: HttpRequest, url: str) -> bool:
    """Whether an address leads to this service, at the very host that was asked: others are never gone to."""
    same = url_has_allowed_host_and_scheme(url, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return same and url.startswith("/")


def address_of(request: HttpRequest) -> str:
    """The network address that a request came from, as the proxies that the installation trusts tell it.

    Each proxy adds the address that it was asked from at the end; what stands before these anybody can have written.
    """
    told = str(request.META.get("REMOTE_ADDR", ""))
    if settings.TRUSTED_PROXIES:
        passed = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
        told = passed[-settings.TRUSTED_PROXIES] if len(passed) >= settings.TRUSTED_PROXIES else told
    try:
        return str(ip_address(told))
    except ValueError:
        return "0.0.0.0"  # noqa: S104  an unknown address; all of them count together
