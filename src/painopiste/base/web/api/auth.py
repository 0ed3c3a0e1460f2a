"""Who asks: a program with an access key, or a person who has logged in."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from painopiste.base.accounts import selectors as accounts
from painopiste.base.accounts.services import note_use
from painopiste.base.actors import PUBLIC, Actor
from painopiste.base.errors import DomainError, NotAllowed
from painopiste.base.words import marked


class WrongKey(DomainError):
    """The access key is not known, or has expired."""

    status = 401
    code = "wrong_key"
    message = marked("The access key is not valid. Make a new one on your account page.")


class NoCsrfToken(NotAllowed):
    """A change by session came without the CSRF token, so another site may have caused it."""

    code = "csrf"
    message = marked("Send the CSRF token of the session in the header X-CSRFToken, or use an access key.")


class NotJson(DomainError):
    """What was sent does not say that it is JSON."""

    status = 415
    code = "not_json"
    message = marked("Send the content as JSON, with the content type application/json.")


class KeyOnlyReads(NotAllowed):
    """The access key may only read."""

    code = "key_only_reads"
    message = marked("This access key may only read.")


def recognise(request: HttpRequest) -> Actor:
    """The actor of the request: the owner of the access key, or without a key whoever the session tells.

    :raises WrongKey: if there is a key that is not valid
    """
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme:
        token = accounts.find_by_token(token=secret, by=PUBLIC) if scheme.lower() == "bearer" else None
        if token is None:
            raise WrongKey
        note_use(token=token, on=timezone.localdate(), by=PUBLIC)
        request.token = token
        request.actor = request.actor_for(token.account)
    return request.actor


class AccessKey(HttpBearer):
    """An access key in the Authorization header, made on the account page."""

    openapi_description = "An access key that you make on your account page. One that may only read is refused here."

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        actor = recognise(request)
        _require_json(request)
        if not request.token.may_write:
            raise KeyOnlyReads
        return actor if actor.account_id is not None else None


class Session(APIKeyCookie):
    """The session of a person who has logged in, with the CSRF token."""

    openapi_description = (
        "The session cookie of a person who has logged in. "
        "A change needs the CSRF token as well, in the header X-CSRFToken."
    )
    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self) -> None:
        super().__init__(csrf=False)

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        if request.actor.account_id is None:
            return None
        _require_json(request)
        if check_csrf(request):
            raise NoCsrfToken
        return request.actor


def _require_json(request: HttpRequest) -> None:
    """Only after somebody is known, and before anything reads the content as a form."""
    if request.content_type != "application/json":
        raise NotJson


WRITERS = [AccessKey(), Session()]
