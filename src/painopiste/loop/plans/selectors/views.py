"""Saved views and changes of many measures at once."""

from django.db.models import Q

from painopiste.base.actors import Actor
from painopiste.base.errors import Missing
from painopiste.loop.plans.models import BulkChange, SavedView


def list_saved_views(*, page: str, by: Actor) -> list[SavedView]:
    """The actor's own views of a page and, for members, those shared with all. One query; the public has none."""
    if by.account_id is None:
        return []
    mine = Q(account_id=by.account_id)
    found = SavedView.objects.filter(mine | Q(shared=True) if by.member else mine, page=page)
    return list(found.order_by("name"))


def get_bulk_change(*, key: str, by: Actor) -> BulkChange:
    """A change of many measures that the actor made.

    :raises Missing: if there is none, or somebody else made it
    """
    found = BulkChange.objects.filter(key=key, account_id=by.account_id).first() if by.account_id else None
    if found is None:
        raise Missing
    return found
