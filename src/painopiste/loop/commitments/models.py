"""Tables of commitments."""

from django.db import models

from painopiste.base.records import DateText, Guarded, Keyed, Sourced, earliest, latest
from painopiste.loop.commitments.rules import State


class Commitment(Keyed, Sourced, Guarded):
    """What one organisation has been asked to do for a measure, and what it has itself decided about it."""

    WITHIN = ("measure",)

    measure = models.ForeignKey("painopiste.Measure", models.CASCADE, related_name="+")
    organisation = models.ForeignKey("painopiste.Organisation", models.PROTECT, related_name="+")  # see asking.ask
    state = models.CharField(max_length=20, default=State.ASKED.value)  # the newest of its changes, kept for lists
    reference = models.CharField(max_length=100, blank=True, default="")  # of the organisation's own decision
    unit_fi = models.CharField(max_length=200, blank=True, default="")
    unit_sv = models.CharField(max_length=200, blank=True, default="")
    unit_en = models.CharField(max_length=200, blank=True, default="")
    responsible = models.CharField(max_length=200, blank=True, default="")  # a role or a title
    place_fi = models.CharField(max_length=300, blank=True, default="")  # in its own plan or performance agreement
    place_sv = models.CharField(max_length=300, blank=True, default="")
    place_en = models.CharField(max_length=300, blank=True, default="")
    person_months = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)  # None: not told
    euros = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)  # None: not told
    years = DateText()  # those whose resources they are: 2023, or 2023/2025
    since = DateText()
    since_earliest = earliest("since")
    until = DateText()
    until_latest = latest("until")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person_months=None) | models.Q(person_months__gte=0),
                name="person_months_are_not_negative",
            ),
            models.CheckConstraint(
                condition=models.Q(euros=None) | models.Q(euros__gte=0), name="committed_euros_are_not_negative"
            ),
        ]
        indexes = [models.Index(fields=["state"], name="commitment_by_state")]


class CommitmentChange(Sourced):
    """A step in the life of a commitment: its new state, when, and why."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="changes")
    state = models.CharField(max_length=20)
    happened_on = DateText()
    earliest = earliest("happened_on")
    latest = latest("happened_on")
    reason_fi = models.TextField(blank=True, default="")
    reason_sv = models.TextField(blank=True, default="")
    reason_en = models.TextField(blank=True, default="")
    rank = models.PositiveSmallIntegerField(default=0)  # the order of steps whose dates don't tell it
    recorded_at = models.DateTimeField(auto_now_add=True)
