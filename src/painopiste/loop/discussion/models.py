"""Tables of the discussion."""

from functools import reduce
from operator import or_

from django.db import models

from painopiste.base.records import Guarded, Keyed
from painopiste.loop.discussion.rules import SUBJECTS


def _about(table: str) -> "models.ForeignKey[models.Model | None]":
    return models.ForeignKey(table, models.CASCADE, related_name="+", null=True, blank=True)


def _about_one() -> models.Q:
    ways = [models.Q(**{f"{name}__isnull": name != one for name in SUBJECTS}) for one in SUBJECTS]
    return reduce(or_, ways)


class Comment(Keyed, Guarded):
    """What somebody says about one row, perhaps as an answer to another comment. Removed, its text is gone.

    Each kind of rows has a column, so that a comment's marking follows its row as that of all that stands in another.
    """

    WITHIN = (*SUBJECTS, "reply_to")

    focus_area = _about("painopiste.FocusArea")
    measure = _about("painopiste.Measure")
    plan = _about("painopiste.Plan")
    commitment = _about("painopiste.Commitment")
    observation = _about("painopiste.Observation")
    body = _about("painopiste.Body")
    meeting = _about("painopiste.Meeting")
    procedure = _about("painopiste.WrittenProcedure")
    round = _about("painopiste.Round")
    report = _about("painopiste.Report")
    reply_to = models.ForeignKey("self", models.CASCADE, related_name="answers", null=True, blank=True)
    title = models.CharField(max_length=80)  # the beginning of the text, by which lists name it
    text = models.TextField(blank=True)
    language = models.CharField(max_length=2)
    writer = models.ForeignKey("painopiste.Account", models.SET_NULL, related_name="+", null=True, blank=True)
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey("painopiste.Account", models.SET_NULL, related_name="+", null=True, blank=True)
    removal_reason = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_about_one(), name="comment_is_about_one_thing"),
            models.CheckConstraint(
                condition=models.Q(removed_at=None) | models.Q(text=""), name="removed_comment_has_no_text"
            ),
        ]
        indexes = [models.Index(fields=["writer", "-written_at"], name="comment_by_writer")]


class Mention(models.Model):
    """Somebody is named in a comment that they may read; it waits for them until they have seen it."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="mentions")
    account = models.ForeignKey("painopiste.Account", models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "account"], name="mentioned_once_in_a_comment")]
        indexes = [models.Index(fields=["account", "seen_at"], name="mention_by_account")]
