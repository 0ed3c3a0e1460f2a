"""Tables of markings. A marking never changes: what says something else has another code."""

from typing import Any

from django.db import models


class Marking(models.Model):
    """For whom rows are: one row for each different marking in use. The first three are built in."""

    code = models.CharField(max_length=32, primary_key=True)
    legal_status = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField()  # the place of legal_status in rules.STATUSES
    grounds = models.JSONField(default=list)  # [act, section, point]
    tlp = models.CharField(max_length=20)
    clear = models.BooleanField(default=False)  # TLP:CLEAR
    embargo_until = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    compartments: "models.ManyToManyField[Compartment, Any]" = models.ManyToManyField(
        "Compartment", related_name="+", blank=True
    )

    def __str__(self) -> str:
        return self.code


class MarkingClause(models.Model):
    """One condition of a marking: a reader must be one of its parts."""

    marking = models.ForeignKey(Marking, models.CASCADE, related_name="clauses")


class MarkingReader(models.Model):
    """One of those whom a clause names: a circle, an organisation or a body."""

    clause = models.ForeignKey(MarkingClause, models.CASCADE, related_name="readers")
    circle = models.CharField(max_length=20, blank=True, default="")
    organisation = models.ForeignKey("painopiste.Organisation", models.PROTECT, related_name="+", null=True, blank=True)
    body = models.ForeignKey("painopiste.Body", models.PROTECT, related_name="+", null=True, blank=True)


class Compartment(models.Model):
    """A named group of readers. That it exists, and who is in it, is itself for some only."""

    key = models.CharField(max_length=60, unique=True)
    name_fi = models.CharField(max_length=300)
    name_sv = models.CharField(max_length=300, blank=True, default="")
    name_en = models.CharField(max_length=300, blank=True, default="")
    marking = models.ForeignKey(Marking, models.PROTECT, related_name="+", default="secretariat")
    members_marking = models.ForeignKey(Marking, models.PROTECT, related_name="+", default="secretariat")

    def __str__(self) -> str:
        return self.name_fi


class CompartmentMember(models.Model):
    """In a compartment from a day to a day: an account, or all who work for an organisation or in a body."""

    compartment = models.ForeignKey(Compartment, models.CASCADE, related_name="members")
    account = models.ForeignKey("painopiste.Account", models.CASCADE, related_name="+", null=True, blank=True)
    organisation = models.ForeignKey("painopiste.Organisation", models.CASCADE, related_name="+", null=True, blank=True)
    body = models.ForeignKey("painopiste.Body", models.CASCADE, related_name="+", null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)


class Clearance(models.Model):
    """An account may read up to a legal status from a day to a day."""

    account = models.ForeignKey("painopiste.Account", models.CASCADE, related_name="+")
    level = models.PositiveSmallIntegerField()  # as in Marking
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)


class ClearanceRequest(models.Model):
    """A clearance that takes a second person: it counts only when somebody else has granted it."""

    account = models.ForeignKey("painopiste.Account", models.CASCADE, related_name="+")
    level = models.PositiveSmallIntegerField()
    until = models.DateField()
    reason = models.TextField()
    asked_by = models.ForeignKey("painopiste.Account", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    settled_by = models.ForeignKey("painopiste.Account", models.PROTECT, related_name="+", null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)  # None: waits for the second person
    granted = models.BooleanField(default=False)


class MarkingDecision(models.Model):
    """A change of a row's marking: by whom and why. A lowering holds when a second person has confirmed it."""

    target_kind = models.CharField(max_length=40)
    target_key = models.CharField(max_length=60)
    before = models.ForeignKey(Marking, models.PROTECT, related_name="+")
    after = models.ForeignKey(Marking, models.PROTECT, related_name="+")
    originator = models.ForeignKey("painopiste.Organisation", models.PROTECT, related_name="+", null=True, blank=True)
    reason = models.TextField(blank=True, default="")
    decided_by = models.ForeignKey("painopiste.Account", models.PROTECT, related_name="+", null=True, blank=True)
    decided_by_label = models.CharField(max_length=200, blank=True, default="")
    decided_at = models.DateTimeField()
    lowers = models.BooleanField(default=False)
    confirmed_by = models.ForeignKey("painopiste.Account", models.PROTECT, related_name="+", null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)  # None: a lowering that waits for the second person
    withdrawn = models.BooleanField(default=False)
    review_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["target_kind", "target_key"], name="marking_decision_by_target")]
