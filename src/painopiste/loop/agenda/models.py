"""Tables of the agenda."""

from django.db import models

from painopiste.base.records import DateText, FoldedText, Guarded, Keyed, Sourced, earliest, latest, texts
from painopiste.loop.agenda.rules import State


class Observation(Keyed, Sourced, Guarded):
    """What somebody has seen in the world that may concern many organisations, and what has become of it."""

    title_fi = models.CharField(max_length=200, blank=True, default="")
    title_sv = models.CharField(max_length=200, blank=True, default="")
    title_en = models.CharField(max_length=200, blank=True, default="")
    description_fi = models.TextField(blank=True, default="")
    description_sv = models.TextField(blank=True, default="")
    description_en = models.TextField(blank=True, default="")
    groups_fi = models.CharField(max_length=300, blank=True, default="")  # groups of people
    groups_sv = models.CharField(max_length=300, blank=True, default="")
    groups_en = models.CharField(max_length=300, blank=True, default="")
    areas = models.ManyToManyField("painopiste.Area", related_name="+", blank=True)
    evidence = models.TextField(blank=True, default="")  # web addresses, one on a line
    source_kind = models.CharField(max_length=20)
    # What an automatic one is about, as `indicator:4:2026-10`: the same alert is filed once. Null: a person wrote it.
    origin = models.CharField(max_length=200, null=True, blank=True, default=None, unique=True)
    seen_on = DateText()
    seen_on_earliest = earliest("seen_on")
    seen_on_latest = latest("seen_on")
    received_at = models.DateTimeField()
    writer = models.ForeignKey("painopiste.Account", models.SET_NULL, related_name="+", null=True, blank=True)
    state = models.CharField(max_length=20, default=State.RECEIVED.value)
    reason_fi = models.TextField(blank=True, default="")  # why this became of it, for its writer
    reason_sv = models.TextField(blank=True, default="")
    reason_en = models.TextField(blank=True, default="")
    merged_into = models.ForeignKey("self", models.SET_NULL, related_name="+", null=True, blank=True)
    focus_areas = models.ManyToManyField("painopiste.FocusArea", related_name="+", blank=True)
    folded = FoldedText(of=texts("title", "description", "groups"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | models.Q(state=State.MERGED.value),
                name="only_what_was_merged_is_in_another",
            ),
        ]
        indexes = [models.Index(fields=["state", "-received_at"], name="observation_by_state")]
