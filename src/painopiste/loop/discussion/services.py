"""Writing, changing and removing comments. Each function is one transaction and leaves one line in the trail."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import Invalid, NotAllowed
from painopiste.base.mail.services import post
from painopiste.base.markings.stored import reads
from painopiste.base.records import set_changed, take_version
from painopiste.base.remarking.services import settle
from painopiste.base.words import marked
from painopiste.loop.discussion import permissions, selectors
from painopiste.loop.discussion.models import Comment, Mention
from painopiste.loop.discussion.rules import LONGEST, RATE, RATE_TIME, Removed, TooMany, beginning

MENTIONED = "discussion.mentioned"


@transaction.atomic
def write(
    *,
    kind: str,
    row: Any,
    text: str,
    marking: str,
    language: str,
    by: Actor,
    reply_to: Comment | None = None,
    mentioned: Collection[Any] = (),
) -> Comment:
    """Say something about a row that the caller has found for the actor, or answer what somebody has said about it.

    `mentioned` are the accounts that are named, which the caller has found to be among its readers.

    :raises NotAllowed: if the actor is no member
    :raises TooMany: if they have written very many just now
    :raises Removed: if what they answer has been removed
    :raises Invalid: without a text, or with a marking that the actor may not give
    """
    if not permissions.may_write(by):
        raise NotAllowed
    now = timezone.now()
    if selectors.count_since(by=by, since=now - RATE_TIME) >= RATE:
        raise TooMany
    if reply_to is not None and (reply_to.removed_at is not None or getattr(reply_to, f"{kind}_id") != row.pk):
        raise Removed
    words = _checked(text)
    _check_marking(marking, by)
    made = Comment.objects.create(
        **{kind: row, "reply_to": reply_to, "text": words, "title": beginning(words), "language": language},
        own_marking_id=marking, writer_id=by.account_id, written_at=now,
    )  # fmt: skip
    _mention(made, mentioned, by)
    after = {"text": words, "own_marking_id": marking}
    record("discussion.comment_written", target=("comment", made.key), by=by, after=after, naming=[row])
    return made


@transaction.atomic
def change(
    *, comment: Comment, text: str, marking: str, version: int, by: Actor, mentioned: Collection[Any] = ()
) -> Comment:
    """Change what one has written; what it said before stays in the trail.

    :raises NotAllowed: if the actor has not written it, or it has been removed
    :raises Stale: if somebody has saved it after `version`
    :raises Invalid: as `write`
    :raises NeedsSecondPerson: if another marking would let more readers in
    """
    if not permissions.may_change(comment, by=by):
        raise NotAllowed
    words = _checked(text)
    if marking != comment.own_marking_id:
        _check_marking(marking, by)
    take_version(comment, version)
    told = {"text": words, "title": beginning(words), "own_marking_id": marking}
    before, after = set_changed(comment, told)
    comment.edited_at = timezone.now()
    comment.save()
    _mention(comment, mentioned, by)
    settle(row=comment, before=before, by=by)
    for side in (before, after):
        side.pop("title", None)
    record("discussion.comment_changed", target=("comment", comment.key), by=by, before=before, after=after)
    return comment


@transaction.atomic
def remove(*, comment: Comment, reason: str, version: int, by: Actor) -> None:
    """Take a comment away: that there was one, whose, who removed it and why stays; what it said does not.

    :raises NotAllowed: if the actor has neither written it nor looks after the discussion
    :raises Stale: if somebody has saved it after `version`
    :raises Invalid: if it is another's and there is no reason
    """
    if not permissions.may_remove(comment, by=by):
        raise NotAllowed
    if not permissions.is_writer(comment, by=by) and not reason.strip():
        raise Invalid(fields={"reason": marked("Say why: the writer reads it.")})
    take_version(comment, version)
    comment.text, comment.title, comment.removal_reason = "", "–", reason.strip()
    comment.removed_at, comment.removed_by_id = timezone.now(), by.account_id
    comment.save()
    comment.mentions.all().delete()
    after = {"reason": comment.removal_reason}
    record("discussion.comment_removed", target=("comment", comment.key), by=by, after=after)


@transaction.atomic
def mark_seen(*, kind: str, row: Any, by: Actor) -> int:
    """Note that the actor has seen where they are mentioned in the discussion about a row. Gives how many there were.

    Leaves no line: it changes nothing for others.

    :raises NotAllowed: if the actor is no member
    """
    if not permissions.may_write(by):
        raise NotAllowed
    seen = permissions.visible(by).filter(**{kind: row}).values("pk")
    waiting = Mention.objects.filter(account=by.account_id, seen_at=None, comment__in=seen)
    return waiting.update(seen_at=timezone.now())


def _mention(comment: Comment, accounts: Collection[Any], by: Actor) -> None:
    """Note who is mentioned, and write to those who were not before."""
    there = set(comment.mentions.values_list("account_id", flat=True))
    for account in accounts:
        if account.pk in there or account.pk == by.account_id:
            continue
        Mention.objects.create(comment=comment, account=account)
        if account.email:
            about: Mapping[str, str] = {"comment": comment.key, "account": account.key}
            post(kind=MENTIONED, to=account.email, language=account.language, about=about, by=by)


def _checked(text: str) -> str:
    words = "\n".join(text.splitlines()).strip()
    if not words or len(words) > LONGEST:
        raise Invalid(fields={"text": marked("Write a comment of at most 5000 letters.")})
    return words


def _check_marking(code: str, by: Actor) -> None:
    if not reads(by, code):
        raise Invalid(fields={"own_marking_id": marked("You would no longer see it yourself.")})
    if code == "public" and not by.may(permissions.MODERATE):
        raise Invalid(fields={"own_marking_id": marked("The secretariat can open it to everybody.")})
