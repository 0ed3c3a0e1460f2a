"""The rights around focus areas, and which of them an actor may see."""

from django.db.models import QuerySet

from painopiste.base.actors import Actor
from painopiste.loop.focus_areas.models import FocusArea

CHANGE = "focus_areas.change"
DECIDE = "focus_areas.decide"


def visible(by: Actor) -> QuerySet[FocusArea]:
    """The focus areas that exist for this actor."""
    return FocusArea.objects.visible_to(by)


def may_change(focus_area: FocusArea, *, by: Actor) -> bool:
    return by.may(CHANGE, body=focus_area.group_id)
