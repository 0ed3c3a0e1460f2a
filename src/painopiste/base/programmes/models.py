"""Tables of the model itself."""

from django.db import models

from painopiste.base.records import DateText, Guarded, Keyed, Named, Sourced, earliest, latest


class Programme(Keyed, Named):
    """The cooperation model of one country, region or city. An installation holds one."""

    description_fi = models.TextField(blank=True, default="")
    description_sv = models.TextField(blank=True, default="")
    description_en = models.TextField(blank=True, default="")
    owner = models.ForeignKey("painopiste.Organisation", models.PROTECT, related_name="+", null=True)
    began = DateText()
    term_ends = DateText()
    status_on = models.DateField(null=True, blank=True)  # the day that the loaded facts describe
    source_title = models.CharField(max_length=300, blank=True, default="")
    source_licence = models.CharField(max_length=300, blank=True, default="")
    demonstration = models.BooleanField(default=False)


class ProgrammeSource(Named):
    """A work that the facts come from. Rows name it by its code."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="sources")
    code = models.CharField(max_length=60)
    places = models.CharField(max_length=20, default="none")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "code"], name="programmesource_code")]


class TimelineEvent(Keyed, Named, Sourced, Guarded):
    """Something that happened to the model, for its timeline."""

    happened_on = DateText()
    earliest = earliest("happened_on")
    latest = latest("happened_on")
    description_fi = models.TextField(blank=True, default="")
    description_sv = models.TextField(blank=True, default="")
    description_en = models.TextField(blank=True, default="")
    theme = models.CharField(max_length=40, default="model")  # model, decision, focus_area, measure, surroundings
    about = models.CharField(max_length=60, blank=True, default="")  # key of the focus area or measure


class Finding(Keyed, Sourced, Guarded):
    """A strength of the model or a need to develop it."""

    kind = models.CharField(max_length=20)  # strength, need
    theme = models.CharField(max_length=40)
    text_fi = models.TextField()
    text_sv = models.TextField(blank=True, default="")
    text_en = models.TextField(blank=True, default="")
    found_on = DateText()
    earliest = earliest("found_on")
    latest = latest("found_on")
    rank = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.text_fi


class KeyFigure(Keyed, Named, Sourced, Guarded):
    """A number that the source states about the model, for example how many organisations were heard."""

    value = models.DecimalField(max_digits=14, decimal_places=2)
    qualifier = models.CharField(max_length=20, blank=True, default="")  # more_than, about, little_over
    unit = models.CharField(max_length=40, blank=True, default="")
    stated_on = DateText()
    earliest = earliest("stated_on")
    latest = latest("stated_on")
    about = models.CharField(max_length=60, blank=True, default="")
