"""The audit trail's tables. Lines are only ever added."""

from django.db import models


class AuditLine(models.Model):
    """One write: when, who, what kind of event, on what, and the values before and after.

    `commitment` seals salt and content, `seal` chains the commitment to the line before: content may later be erased
    with its salt, and the chain still holds. `marking` is for whom the line is: the marking of its row when it was
    written, joined with those of the rows that it names; None where the row has no marking.
    """

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    event = models.CharField(max_length=60)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=200)
    target_kind = models.CharField(max_length=40)
    target_key = models.CharField(max_length=60)
    content = models.JSONField(null=True)
    salt = models.CharField(max_length=32, null=True)
    commitment = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)
    marking = models.CharField(max_length=32, null=True)  # a code of Marking; no key, so that nothing holds the trail

    class Meta:
        indexes = [
            models.Index(fields=["target_kind", "target_key", "-number"], name="audit_by_target"),
            models.Index(fields=["at"], name="audit_by_time"),
        ]


class AuditHead(models.Model):
    """The end of the chain: one row, locked while a line is added."""

    number = models.PositiveBigIntegerField(default=0)
    seal = models.CharField(max_length=64, default="")
