"""The rights around plans and measures, and which of them an actor may see."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from painopiste.base.actors import Actor
from painopiste.base.records import visible_rows
from painopiste.loop.plans.models import ENDS, Interface, Measure, Plan

CHANGE_PLAN = "plans.change"
APPROVE_PLAN = "plans.approve"
CHANGE_MEASURE = "measures.change"
CHANGE_MANY = "measures.change_many"
REPORT_MEASURE = "measures.report"
SAVE_VIEW = "views.save"
SHARE_VIEW = "views.share"
CONFIRM_INTERFACE = "interfaces.confirm"


def is_visible(by: Actor, *, path: str = "") -> Q:
    """The condition for measures that exist for this actor; `path` leads to the measure.

    The marking in effect is never more open than that of the focus area, which therefore need not be asked again.
    """
    return visible_rows(by, path=path)


def visible_measures(by: Actor) -> QuerySet[Measure]:
    """The measures that exist for this actor."""
    return Measure.objects.visible_to(by)


def open_parties(by: Actor) -> Q:
    """The condition for parties of a visible measure that are not bodies hidden from the actor."""
    return Q(body=None) | visible_rows(by, path="body__")


def visible_plans(by: Actor) -> QuerySet[Plan]:
    """The plan versions that exist for this actor."""
    return Plan.objects.visible_to(by)


def may_change_measure(measure: Measure, *, by: Actor) -> bool:
    return by.may(CHANGE_MEASURE, body=measure.focus_area.group_id if measure.focus_area else None)


def visible_interfaces(by: Actor) -> QuerySet[Interface]:
    """The interfaces that exist for this actor: those between two ends that do."""
    condition = Q()
    for end in ENDS:
        condition &= Q(**{end: None}) | visible_rows(by, path=f"{end}__")
    return Interface.objects.filter(condition)


def may_confirm(groups: Iterable[int | None], *, by: Actor) -> bool:
    """Whether the actor may say what two pieces of work have to do with each other; `groups` are those of the ends."""
    return any(by.may(CONFIRM_INTERFACE, body=group) for group in groups)
