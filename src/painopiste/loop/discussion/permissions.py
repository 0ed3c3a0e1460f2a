"""The rights around comments, and which of them an actor may see."""

from painopiste.base.actors import Actor
from painopiste.base.guarding import GuardedQuerySet
from painopiste.loop.discussion.models import Comment

WRITE = "comments.write"  # of every member
MODERATE = "comments.moderate"  # remove what others have written, and write for everybody


def visible(by: Actor) -> GuardedQuerySet[Comment]:
    """The comments that exist for this actor."""
    return Comment.objects.visible_to(by)


def may_write(by: Actor) -> bool:
    return by.account_id is not None and by.may(WRITE)


def is_writer(comment: Comment, *, by: Actor) -> bool:
    return by.account_id is not None and by.account_id == comment.writer_id


def may_change(comment: Comment, *, by: Actor) -> bool:
    """Whether the actor may change the text: who has written it, until it is removed."""
    return comment.removed_at is None and may_write(by) and is_writer(comment, by=by)


def may_remove(comment: Comment, *, by: Actor) -> bool:
    """Whether the actor may remove it: who has written it, and who looks after the discussion."""
    mine = may_write(by) and is_writer(comment, by=by)
    return comment.removed_at is None and (mine or by.may(MODERATE))
