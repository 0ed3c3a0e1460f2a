"""Tables of the indicator bank: definitions and releases. The values themselves are files (ADR 29)."""

from pathlib import Path

from django.conf import settings
from django.db import models

from painopiste.base.records import DateText, FoldedText, Keyed, Named, Sourced, earliest, latest, texts


class Indicator(Keyed, Named, Sourced):
    """What is measured, how, by whom, and what one must know to read it. Public: definitions tell of nobody.

    One that is planned or missing stands here too, with who makes it and what stands in the way.
    """

    description_fi = models.TextField(blank=True, default="")
    description_sv = models.TextField(blank=True, default="")
    description_en = models.TextField(blank=True, default="")
    phenomenon_fi = models.CharField(max_length=200, blank=True, default="")
    phenomenon_sv = models.CharField(max_length=200, blank=True, default="")
    phenomenon_en = models.CharField(max_length=200, blank=True, default="")
    state = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    collection = models.CharField(max_length=20)
    scale = models.CharField(max_length=20)
    direction = models.CharField(max_length=20)
    unit_fi = models.CharField(max_length=200, blank=True, default="")
    unit_sv = models.CharField(max_length=200, blank=True, default="")
    unit_en = models.CharField(max_length=200, blank=True, default="")
    decimals = models.PositiveSmallIntegerField(default=0)
    numerator_fi = models.CharField(max_length=300, blank=True, default="")
    numerator_sv = models.CharField(max_length=300, blank=True, default="")
    numerator_en = models.CharField(max_length=300, blank=True, default="")
    denominator = models.ForeignKey("self", models.PROTECT, related_name="+", null=True, blank=True)
    per = models.PositiveIntegerField(null=True, blank=True)  # of how many of the denominator it is told
    dimensions = models.JSONField(default=list, blank=True)  # beside area and period
    sdmx = models.CharField(max_length=100, blank=True, default="")  # concept or code of a shared code list
    updates_fi = models.CharField(max_length=300, blank=True, default="")
    updates_sv = models.CharField(max_length=300, blank=True, default="")
    updates_en = models.CharField(max_length=300, blank=True, default="")
    owner_fi = models.CharField(max_length=200, blank=True, default="")
    owner_sv = models.CharField(max_length=200, blank=True, default="")
    owner_en = models.CharField(max_length=200, blank=True, default="")
    table = models.CharField(max_length=100, blank=True, default="")  # where the owner keeps it
    link = models.CharField(max_length=500, blank=True, default="")
    licence = models.CharField(max_length=100, blank=True, default="")
    attribution_fi = models.CharField(max_length=300, blank=True, default="")
    attribution_sv = models.CharField(max_length=300, blank=True, default="")
    attribution_en = models.CharField(max_length=300, blank=True, default="")
    limits_fi = models.TextField(blank=True, default="")
    limits_sv = models.TextField(blank=True, default="")
    limits_en = models.TextField(blank=True, default="")
    confidentiality = models.CharField(max_length=20)
    developer_fi = models.CharField(max_length=200, blank=True, default="")
    developer_sv = models.CharField(max_length=200, blank=True, default="")
    developer_en = models.CharField(max_length=200, blank=True, default="")
    due_on = DateText()
    due_on_earliest = earliest("due_on")
    due_on_latest = latest("due_on")
    obstacle_fi = models.TextField(blank=True, default="")
    obstacle_sv = models.TextField(blank=True, default="")
    obstacle_en = models.TextField(blank=True, default="")
    folded = FoldedText(of=("key", *texts("name", "description", "phenomenon", "owner")))

    class Meta:
        indexes = [models.Index(fields=["state", "collection"], name="indicator_by_state")]


class IndicatorBreak(Sourced):
    """From this period on the figures can't be compared with those before, and why."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="breaks")
    period = models.CharField(max_length=10)  # the first period after it
    happened_on = DateText()
    reason_fi = models.TextField(blank=True, default="")
    reason_sv = models.TextField(blank=True, default="")
    reason_en = models.TextField(blank=True, default="")


class IndicatorRelease(models.Model):
    """The values of an indicator as they were taken in at one time. Its file is never changed or removed."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="releases")
    made_at = models.DateTimeField()
    source_name = models.CharField(max_length=300)
    source_sha256 = models.CharField(max_length=64)
    stored_sha256 = models.CharField(max_length=64)  # of the Parquet file, which is named by it
    rows = models.PositiveIntegerField()
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    vanished = models.PositiveIntegerField()
    periods = models.JSONField(default=list)  # those that have values, in order
    checks = models.JSONField(default=list)  # totals that the source published, beside ours

    class Meta:
        indexes = [models.Index(fields=["indicator", "-made_at"], name="release_newest_first")]


def values_folder() -> Path:
    """The folder that holds the files of values."""
    return Path(settings.FOLDER) / "indicators"
