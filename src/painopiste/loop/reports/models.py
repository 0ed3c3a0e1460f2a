"""Tables of reports."""

from django.db import models

from painopiste.base.records import Guarded, Keyed


class Report(Keyed, Guarded):
    """A kept version of a report: what was reported, frozen, in one language, as of one day."""

    kind = models.CharField(max_length=20, default="interim")
    title = models.CharField(max_length=300)
    language = models.CharField(max_length=2)
    as_of = models.DateField()
    content = models.JSONField()  # the facts: what `painopiste report interim --format json` prints
    document = models.JSONField()  # the blocks that pages, PDF and Word are drawn from
    fingerprint = models.CharField(max_length=64)  # SHA-256 of content and document
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey("painopiste.Account", models.SET_NULL, related_name="+", null=True, blank=True)
    made_by_label = models.CharField(max_length=200, blank=True, default="")

    def __str__(self) -> str:
        return self.title
