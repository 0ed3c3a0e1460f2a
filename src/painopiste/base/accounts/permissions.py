"""Which accounts and keys an actor may see and change: their own."""

from django.db.models import QuerySet

from painopiste.base.accounts.models import Account, ApiToken
from painopiste.base.actors import Actor


def visible(by: Actor) -> QuerySet[Account]:
    """The account of the actor itself."""
    return Account.objects.none() if by.account_id is None else Account.objects.filter(pk=by.account_id)


def visible_tokens(by: Actor) -> QuerySet[ApiToken]:
    """The actor's own access keys."""
    return ApiToken.objects.filter(account=by.account_id)
