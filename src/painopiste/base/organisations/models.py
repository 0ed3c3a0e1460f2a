"""Tables of organisations."""

from django.db import models

from painopiste.base.records import DateText, FoldedText, Keyed, Named, Sourced, earliest, latest, texts
from painopiste.base.words import ABBREVIATIONS


class Organisation(Keyed, Named, Sourced):
    """An organisation, for as long as it exists. Public by nature."""

    abbreviation = models.CharField(max_length=40)
    abbreviation_sv = models.CharField(max_length=40, blank=True, default="")
    kind = models.CharField(max_length=40)
    parent = models.ForeignKey("self", models.PROTECT, related_name="+", null=True, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, related_name="+", null=True, blank=True)
    valid_from = DateText()
    valid_to = DateText()
    valid_from_earliest = earliest("valid_from")
    valid_to_latest = latest("valid_to")
    website = models.URLField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    folded = FoldedText(of=(*ABBREVIATIONS, *texts("name")))


class OrganisationAlias(models.Model):
    """Another way in which sources write an organisation's name, for example POHA and Poliisihallitus."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=300, unique=True)

    def __str__(self) -> str:
        return self.name
