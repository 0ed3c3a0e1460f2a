"""Tables of areas."""

from django.db import models

from painopiste.base.records import Keyed, Named


class Area(Keyed, Named):
    """A municipality (kunta), region (maakunta), wellbeing services county (hyvinvointialue) or country.

    The key is the kind and the official code: `municipality-091`.
    """

    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=10)
    successor = models.ForeignKey("self", models.PROTECT, related_name="+", null=True, blank=True)
    successor_from = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="area_code_is_unique_in_its_kind")]


class AreaYear(models.Model):
    """An area in one year: where it belonged then, and how it was classified."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField()
    region = models.ForeignKey(Area, models.PROTECT, related_name="+", null=True)
    county = models.ForeignKey(Area, models.PROTECT, related_name="+", null=True)
    urban_rural = models.CharField(max_length=2, blank=True, default="")
    language_status = models.CharField(max_length=2, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "year"], name="area_year_is_unique")]


class AreaPopulation(models.Model):
    """How many people lived in a municipality at the end of a year (Statistics Finland)."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="populations")
    year = models.PositiveSmallIntegerField()
    population = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "year"], name="area_population_is_unique")]
