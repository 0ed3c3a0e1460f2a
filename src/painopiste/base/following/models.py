"""Tables of what people follow and which letters they want. Each row is one account's own."""

from django.db import models

from painopiste.base.following.rules import Digest


class Follow(models.Model):
    """What somebody has said of one thing: that they follow it, or that they do not though it is theirs (`on`)."""

    account = models.ForeignKey("painopiste.Account", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)  # what the trail calls rows of its table
    thing = models.CharField(max_length=60)  # its key
    on = models.BooleanField(default=True)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "kind", "thing"], name="said_once_of_a_thing")]


class LetterChoice(models.Model):
    """Which letters somebody wants, and how far they know what has changed. Without a row: as the defaults say."""

    account = models.OneToOneField("painopiste.Account", models.CASCADE, related_name="+")
    digest = models.CharField(max_length=10, default=Digest.WEEKLY.value)
    weekday = models.PositiveSmallIntegerField(default=0)  # of a weekly digest; Monday is 0
    hour = models.PositiveSmallIntegerField(default=8)
    quiet_begins = models.PositiveSmallIntegerField(null=True, blank=True, default=20)
    quiet_ends = models.PositiveSmallIntegerField(null=True, blank=True, default=7)
    asked = models.BooleanField(default=True)  # a letter at once when something is asked
    told_until = models.DateTimeField(null=True, blank=True)  # what changed before that, a digest has told
    seen_until = models.DateTimeField(null=True, blank=True)  # what changed before that, they have marked as seen
