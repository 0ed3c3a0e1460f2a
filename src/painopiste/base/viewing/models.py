"""The table of views. Lines are only ever added; the personal part of a line can be erased."""

from django.db import models


class ViewLine(models.Model):
    """One request that showed something secret or personal: when, how, which objects, by whom and why. No content.

    `commitment` seals salt and personal part; the audit trail seals the lines in batches. The personal part may later
    be erased with its salt, and the seals still hold.
    """

    at = models.DateTimeField()
    how = models.CharField(max_length=10)  # a code of rules.How
    objects_seen = models.TextField()  # one a line, between newlines: kind, a colon, key
    account_id = models.BigIntegerField(null=True, db_index=True)
    personal = models.JSONField(null=True)  # {account, label, on_behalf: [organisation ids], reason}
    salt = models.CharField(max_length=32, null=True)
    commitment = models.CharField(max_length=64)
