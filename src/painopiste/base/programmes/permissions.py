"""The right to change the model's own facts, and which of them an actor may see."""

from django.db.models import QuerySet

from painopiste.base.actors import Actor
from painopiste.base.programmes.models import Finding, KeyFigure, TimelineEvent

CHANGE = "programmes.change"
LOAD = "programmes.load"  # a whole programme as a file, through a page


def visible_events(by: Actor) -> QuerySet[TimelineEvent]:
    """The events that exist for this actor."""
    return TimelineEvent.objects.visible_to(by)


def visible_findings(by: Actor) -> QuerySet[Finding]:
    """The strengths and needs that exist for this actor."""
    return Finding.objects.visible_to(by)


def visible_figures(by: Actor) -> QuerySet[KeyFigure]:
    """The key figures that exist for this actor."""
    return KeyFigure.objects.visible_to(by)
