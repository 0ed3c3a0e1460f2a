"""Saved views and changes of many measures at once."""

from django.db.models import Q, QuerySet

from painopiste.base.actors import Actor
from painopiste.base.errors import Missing
from painopiste.base.markings.written import Written
from painopiste.loop.plans.models import BulkChange, SavedView


def list_saved_views(*, page: str, by: Actor) -> list[SavedView]:
    """The actor's own views of a page and, for members, those shared with all. One query; the public has none."""
    if by.account_id is None:
        return []
    return SAVED_VIEWS.rows(by, "shared" if by.member else "own", account=by.account_id, page=page)


def _saved_views(_by: Actor, which: str, *, account: int, page: str) -> QuerySet[SavedView]:
    mine = Q(account_id=account)
    return SavedView.objects.filter(mine | Q(shared=True) if which == "shared" else mine, page=page).order_by("name")


SAVED_VIEWS = Written(_saved_views)


def get_bulk_change(*, key: str, by: Actor) -> BulkChange:
    """A change of many measures that the actor made.

    :raises Missing: if there is none, or somebody else made it
    """
    found = BulkChange.objects.filter(key=key, account_id=by.account_id).first() if by.account_id else None
    if found is None:
        raise Missing
    return found
