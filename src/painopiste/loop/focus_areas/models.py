"""Tables of focus areas."""

from django.db import models

from painopiste.base.records import DateText, FoldedText, Guarded, Keyed, Named, Sourced, earliest, latest, texts
from painopiste.loop.focus_areas.rules import State


class FocusArea(Keyed, Named, Sourced, Guarded):
    """A phenomenon that the cooperation group has chosen, or has been asked to choose, to work on together."""

    number = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=20, default=State.PROPOSED.value)  # the newest of its changes, kept for lists
    phenomenon_fi = models.TextField(blank=True, default="")
    phenomenon_sv = models.TextField(blank=True, default="")
    phenomenon_en = models.TextField(blank=True, default="")
    aims_fi = models.TextField(blank=True, default="")
    aims_sv = models.TextField(blank=True, default="")
    aims_en = models.TextField(blank=True, default="")
    group = models.ForeignKey("painopiste.Body", models.SET_NULL, related_name="+", null=True, blank=True)
    participants_stated = models.BooleanField(
        default=True
    )  # False: the source left the list empty, which is not "none"
    internal_note = models.TextField(blank=True, default="")
    folded = FoldedText(of=texts("name", "phenomenon", "aims"))


class FocusAreaName(Sourced):
    """A name that the focus area had, or that a source uses of it, before its present one."""

    focus_area = models.ForeignKey(FocusArea, models.CASCADE, related_name="former_names")
    name_fi = models.CharField(max_length=300)
    name_sv = models.CharField(max_length=300, blank=True, default="")
    name_en = models.CharField(max_length=300, blank=True, default="")
    used_until = DateText()
    used_until_latest = latest("used_until")
    rank = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.name_fi


class FocusAreaOrganisation(Sourced):
    """An organisation leads a focus area or takes part in it, for a time."""

    focus_area = models.ForeignKey(FocusArea, models.CASCADE, related_name="organisations")
    organisation = models.ForeignKey("painopiste.Organisation", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)  # lead, participant
    part_fi = models.CharField(max_length=200, blank=True, default="")  # what the lead concerns, when it is divided
    part_sv = models.CharField(max_length=200, blank=True, default="")
    part_en = models.CharField(max_length=200, blank=True, default="")
    since = DateText()
    since_earliest = earliest("since")
    until = DateText()
    until_latest = latest("until")
    rank = models.PositiveSmallIntegerField(default=0)


class FocusAreaChange(Sourced):
    """A step in the life of a focus area: its new state, when, by whose decision and why."""

    focus_area = models.ForeignKey(FocusArea, models.CASCADE, related_name="changes")
    state = models.CharField(max_length=20)
    happened_on = DateText()
    earliest = earliest("happened_on")
    latest = latest("happened_on")
    decision = models.ForeignKey("painopiste.Decision", models.PROTECT, related_name="+", null=True, blank=True)
    body = models.ForeignKey("painopiste.Body", models.PROTECT, related_name="+", null=True, blank=True)
    reference = models.CharField(max_length=100, blank=True, default="")
    reason_fi = models.TextField(blank=True, default="")
    reason_sv = models.TextField(blank=True, default="")
    reason_en = models.TextField(blank=True, default="")
    destination_fi = models.CharField(max_length=300, blank=True, default="")
    destination_sv = models.CharField(max_length=300, blank=True, default="")
    destination_en = models.CharField(max_length=300, blank=True, default="")
    rank = models.PositiveSmallIntegerField(default=0)  # the order of steps whose dates don't tell it
    recorded_at = models.DateTimeField(auto_now_add=True)


class FocusAreaIndicator(models.Model):
    """An indicator by which a focus area is followed."""

    focus_area = models.ForeignKey(FocusArea, models.CASCADE, related_name="indicators")
    indicator = models.ForeignKey("painopiste.Indicator", models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField(default=0)
