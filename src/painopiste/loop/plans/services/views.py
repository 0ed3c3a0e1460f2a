"""Views of lists that people save for themselves or share."""

from django.db import transaction

from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import Missing, NotAllowed
from painopiste.loop.plans import permissions
from painopiste.loop.plans.models import SavedView


@transaction.atomic
def save_view(*, page: str, name: str, query: str, shared: bool, by: Actor) -> SavedView:
    """Save the filters of a page under a name, for oneself or for all members.

    :raises NotAllowed: if the actor is not signed in, or may not share
    """
    by.require(permissions.SAVE_VIEW)
    if by.account_id is None:  # the system itself keeps no views
        raise NotAllowed
    if shared:
        by.require(permissions.SHARE_VIEW)
    view = SavedView.objects.create(account_id=by.account_id, page=page, name=name, query=query, shared=shared)
    record(
        "plans.view_saved",
        target=("saved_view", view.key),
        by=by,
        after={"name": name, "query": query, "shared": shared},
    )
    return view


@transaction.atomic
def remove_view(*, key: str, by: Actor) -> None:
    """Remove a view of one's own.

    :raises Missing: if the actor has no such view
    """
    view = SavedView.objects.filter(key=key, account_id=by.account_id).first() if by.account_id else None
    if view is None:
        raise Missing
    record(
        "plans.view_removed", target=("saved_view", view.key), by=by, before={"name": view.name, "query": view.query}
    )
    view.delete()
