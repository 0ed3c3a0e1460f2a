"""Everybody has their own, and nobody anybody else's."""

from django.db.models import QuerySet

from painopiste.base.actors import Actor
from painopiste.base.errors import NotAllowed
from painopiste.base.following.models import Follow, LetterChoice


def visible_follows(by: Actor) -> QuerySet[Follow]:
    """What the actor has said of things."""
    return Follow.objects.filter(account=by.account_id)


def visible_choice(by: Actor) -> QuerySet[LetterChoice]:
    """Which letters the actor wants, if that has been written down."""
    return LetterChoice.objects.filter(account=by.account_id)


def may_follow(by: Actor) -> bool:
    """Whether the actor can follow anything: the trail, which tells of changes, is for members."""
    return by.member and by.account_id is not None


def require_account(by: Actor) -> int:
    """The number of the actor's account.

    :raises NotAllowed: if it has none
    """
    if by.account_id is None:
        raise NotAllowed
    return by.account_id
