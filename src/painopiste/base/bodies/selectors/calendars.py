"""Reading the meetings that stand in a calendar."""

from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q

from painopiste.base.actors import Actor
from painopiste.base.bodies import permissions
from painopiste.base.bodies.models import BodyMember
from painopiste.base.bodies.selectors.meetings import OF_BODY
from painopiste.base.records import holds_on, texts

KEPT = timedelta(days=365)  # how far back a calendar goes
COLUMNS = (
    "key", "state", "version", "earliest", "begins_at", "ends_at", "place", "link", *texts("title"),
)  # fmt: skip


def list_calendar(*, by: Actor, on: date, body: str = "", own: bool = False) -> list[dict[str, Any]]:
    """The visible meetings of a certain day, from a year before `on`, by day. One query.

    `body` is the key of the only body; `own` leaves those of the bodies that the actor or its organisation sits in.
    """
    found = permissions.visible_meetings(by).filter(earliest=F("latest"), earliest__gte=on - KEPT)
    if body:
        found = found.filter(body__key=body)
    if own:
        found = found.filter(_own(by, on))
    return list(found.order_by("earliest", "begins_at", "pk").values(*COLUMNS, **OF_BODY))


def _own(by: Actor, on: date) -> Q:
    sits = BodyMember.objects.filter(holds_on(on), organisation__in=by.organisations).values("body")
    return Q(body__in=by.bodies) | Q(body__in=sits)
