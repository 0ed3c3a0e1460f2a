"""Who asks: a program with an access key, or a person who has logged in."""

from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from painopiste.base.accounts import selectors as accounts
from painopiste.base.actors import PUBLIC, Actor
from painopiste.base.errors import DomainError, NotAllowed
from painopiste.base.words import marked


class WrongKey(DomainError):
    """The access key is not known, or has expired."""

    status = 401
    code = "wrong_key"
    message = marked("The access key is not valid. Make a new one on your account page.")


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
        request.token = token
        request.actor = request.actor_for(token.account)
    return request.actor


class ByKey(HttpBearer):
    """An access key in the Authorization header, made on the account page."""

    openapi_name = "accessKey"

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        actor = recognise(request)
        if not request.token.may_write:
            raise KeyOnlyReads
        return actor if actor.account_id is not None else None


class BySession(APIKeyCookie):
    """The session of a person who has logged in, with the CSRF token."""

    openapi_name = "session"
    param_name = "sessionid"

    def __init__(self) -> None:
        super().__init__(csrf=False)

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        if request.actor.account_id is None:
            return None
        if check_csrf(request):
            raise NotAllowed
        return request.actor


WRITERS = [ByKey(), BySession()]
