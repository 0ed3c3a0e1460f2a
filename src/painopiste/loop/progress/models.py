"""Tables of progress rounds."""

from django.db import models

from painopiste.base.records import Guarded, Keyed, Sourced


class Round(Keyed, Guarded):
    """A time when all focus areas tell how they go."""

    title_fi = models.CharField(max_length=200)
    title_sv = models.CharField(max_length=200, blank=True, default="")
    title_en = models.CharField(max_length=200, blank=True, default="")
    opens_on = models.DateField()
    closes_on = models.DateField()
    status_on = models.DateField()  # the day that the answers describe
    closed = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.title_fi


class FocusAreaAnswer(Keyed, Sourced, Guarded):
    """What the chair of a focus area answers in a round."""

    WITHIN = ("round", "focus_area")
    KNOWN_BY = ("round__key", "focus_area__key")

    round = models.ForeignKey(Round, models.CASCADE, related_name="answers")
    focus_area = models.ForeignKey("painopiste.FocusArea", models.CASCADE, related_name="+")  # one among what one sees
    activity = models.CharField(max_length=20, blank=True, default="")
    state = models.CharField(max_length=20, blank=True, default="")
    obstacles = models.JSONField(default=list)  # codes of plans.rules.BlockedBy
    forecast = models.CharField(max_length=20, blank=True, default="")
    done_fi = models.TextField(blank=True, default="")  # what was done
    done_sv = models.TextField(blank=True, default="")
    done_en = models.TextField(blank=True, default="")
    obstacles_fi = models.TextField(blank=True, default="")
    obstacles_sv = models.TextField(blank=True, default="")
    obstacles_en = models.TextField(blank=True, default="")
    outlook_fi = models.TextField(blank=True, default="")
    outlook_sv = models.TextField(blank=True, default="")
    outlook_en = models.TextField(blank=True, default="")
    needs_fi = models.TextField(blank=True, default="")
    needs_sv = models.TextField(blank=True, default="")
    needs_en = models.TextField(blank=True, default="")
    submitted_at = models.DateTimeField(null=True, blank=True)  # None: a draft
    answered_by = models.ForeignKey("painopiste.Account", models.SET_NULL, related_name="+", null=True, blank=True)


class MeasureAnswer(Sourced):
    """What was told of a measure in a round."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="measure_answers")
    measure = models.ForeignKey("painopiste.Measure", models.CASCADE, related_name="+")
    state = models.CharField(max_length=20)
    blocked_by = models.CharField(max_length=30, blank=True, default="")
    note_fi = models.TextField(blank=True, default="")
    note_sv = models.TextField(blank=True, default="")
    note_en = models.TextField(blank=True, default="")
    submitted_at = models.DateTimeField(null=True, blank=True)  # None: a draft
    version = models.PositiveIntegerField(default=1)
    answered_by = models.ForeignKey("painopiste.Account", models.SET_NULL, related_name="+", null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "measure"], name="one_answer_for_a_measure_in_a_round")]
