"""Reading comments and mentions."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from painopiste.base.actors import Actor
from painopiste.base.errors import Missing
from painopiste.base.guarding import behind
from painopiste.base.remarking.selectors import get_marked
from painopiste.loop.discussion import permissions
from painopiste.loop.discussion.models import Comment, Mention
from painopiste.loop.discussion.rules import SUBJECTS


def get_subject(*, kind: str, key: str, by: Actor) -> Any:
    """The row that is talked about.

    :raises Missing: if there is none of this kind that the actor may see, or nobody talks about such rows
    """
    if kind not in SUBJECTS:
        raise Missing
    return get_marked(kind=kind, key=key, by=by)


def list_about(*, kind: str, row: Any, by: Actor) -> list[Comment]:
    """The comments about one row that the actor may see, oldest first, with writers and mentions. Two queries."""
    found = permissions.visible(by).filter(**{kind: row}).select_related("writer", "removed_by")
    return list(found.prefetch_related("mentions__account").order_by("written_at", "pk"))


def list_comments(*, by: Actor, kind: str = "", key: str = "") -> QuerySet[Comment]:
    """The comments that the actor may see and that have not been removed, newest first, with what they are about."""
    found = permissions.visible(by).filter(removed_at=None).select_related("writer", "reply_to", *SUBJECTS)
    if kind:
        found = found.filter(**{f"{kind}__key": key}) if key else found.exclude(**{kind: None})
    return found.order_by("-written_at", "-pk")


def get_comment(*, key: str, by: Actor) -> Comment:
    """One comment, with its writer.

    :raises Missing: if there is none that the actor may see
    """
    found = permissions.visible(by).select_related("writer", *SUBJECTS).filter(key=key).first()
    if found is None:
        raise Missing
    return found


def list_mentions(*, by: Actor, most: int = 50) -> list[Mention]:
    """Where the actor is mentioned in what they may still read and have not marked as seen, newest first. One query."""
    if by.account_id is None:
        return []
    found = Mention.objects.filter(account=by.account_id, seen_at=None, comment__removed_at=None)
    seen = found.filter(comment__in=permissions.visible(by).values("pk"))
    about = (f"comment__{name}" for name in SUBJECTS)
    rows = behind(seen.select_related("comment__writer", *about).order_by("-pk"), by, "comment__")
    return list(rows[:most])


def count_since(*, by: Actor, since: datetime) -> int:
    """How many comments the actor has written since then."""
    own = Comment.objects.unguarded("one's own, only how many").filter(writer=by.account_id, written_at__gt=since)
    return own.count()
