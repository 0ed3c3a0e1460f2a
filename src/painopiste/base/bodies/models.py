"""Tables of bodies, their members and their decisions."""

from django.db import models

from painopiste.base.records import DateText, Guarded, Keyed, Named, Sourced, earliest, latest


class Body(Keyed, Named, Sourced, Guarded):
    """A group of organisations and people that meets."""

    kind = models.CharField(max_length=30)  # a code of rules.Kind
    parent = models.ForeignKey("self", models.PROTECT, related_name="+", null=True, blank=True)
    tempo = models.CharField(max_length=30, blank=True, default="")  # a code of rules.Tempo
    description_fi = models.TextField(blank=True, default="")
    description_sv = models.TextField(blank=True, default="")
    description_en = models.TextField(blank=True, default="")
    began = DateText()
    began_earliest = earliest("began")
    ended = DateText()
    ended_latest = latest("ended")
    rotating_chair = models.BooleanField(default=False)


class BodyMember(Sourced):
    """An organisation (and perhaps a person) in a body, in a role, for a time."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="members")
    organisation = models.ForeignKey("painopiste.Organisation", models.PROTECT, related_name="+")
    account = models.ForeignKey("painopiste.Account", models.SET_NULL, related_name="+", null=True, blank=True)
    role = models.CharField(max_length=20, default="member")  # chair, vice_chair, convener, secretary, member, expert
    rank = models.PositiveSmallIntegerField(default=0)  # the order of turns of a rotating chair
    since = DateText()
    since_earliest = earliest("since")
    until = DateText()
    until_latest = latest("until")


class Decision(Keyed, Sourced, Guarded):
    """What a body decided, when, and where it is written down."""

    WITHIN = ("body",)

    body = models.ForeignKey(Body, models.PROTECT, related_name="decisions")
    decided_on = DateText()
    earliest = earliest("decided_on")
    latest = latest("decided_on")
    reference = models.CharField(max_length=100, blank=True, default="")
    title_fi = models.CharField(max_length=300)
    title_sv = models.CharField(max_length=300, blank=True, default="")
    title_en = models.CharField(max_length=300, blank=True, default="")
    text_fi = models.TextField(blank=True, default="")
    text_sv = models.TextField(blank=True, default="")
    text_en = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return self.title_fi
