"""The rights around reports, which of them an actor may see, and for whom the facts of a report are gathered."""

from django.db.models import QuerySet

from painopiste.base.actors import PUBLIC, Actor, system
from painopiste.base.markings.reading import READ_INTERNAL, audiences_of
from painopiste.base.markings.rules import Audience
from painopiste.loop.reports.models import Report

MAKE = "reports.make"
PUBLISH = "reports.publish"
WIDEST_FIRST = (Audience.PUBLIC, Audience.MEMBERS, Audience.SECRETARIAT)


def visible(by: Actor) -> QuerySet[Report]:
    """The kept reports that exist for this actor: the public sees published ones only."""
    return Report.objects.visible_to(by)


def reader_for(audience: Audience) -> Actor:
    """A reader who sees what everybody in this circle sees and nothing more."""
    readers = {
        Audience.PUBLIC: PUBLIC,
        Audience.MEMBERS: Actor(label="members", member=True),
        Audience.SECRETARIAT: system("secretariat", rights={READ_INTERNAL}),
    }
    return readers[audience]


def narrowest_audience(by: Actor) -> Audience:
    """The smallest circle that the actor belongs to: facts gathered for them are meant for it."""
    circles = audiences_of(by)
    return next(audience for audience in reversed(WIDEST_FIRST) if audience in circles)
