"""Plans with their effect chains, and what is weak in a chain."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from painopiste.base.actors import Actor
from painopiste.base.errors import Missing
from painopiste.base.records import texts
from painopiste.loop.plans import permissions
from painopiste.loop.plans.models import ChainItem, Measure, Plan
from painopiste.loop.plans.rules import ChainLink, Doubt, weak_points


def list_plans(*, focus_area_key: str, by: Actor) -> list[Plan]:
    """All visible versions of a focus area's plan, the newest first."""
    found = (
        permissions.visible_plans(by)
        .select_related("focus_area", "decision__body")
        .filter(focus_area__key=focus_area_key)
    )
    return list(found.order_by("-number"))


def list_drafts(*, by: Actor) -> list[Plan]:
    """The visible plans that wait for approval, with their focus areas. One query."""
    found = permissions.visible_plans(by).select_related("focus_area").filter(state="draft")
    return list(found.order_by("focus_area__number", "number"))


def get_plan(*, focus_area_key: str, number: int | None = None, by: Actor) -> Plan:
    """One version of a focus area's plan with its whole effect chain; the newest if no number is given.

    :raises Missing: if there is no such version, or the actor may not see it
    """
    found = _with_chains(by).filter(focus_area__key=focus_area_key).order_by("-number")
    plan = found.filter(number=number).first() if number is not None else found.first()
    if plan is None:
        raise Missing
    return plan


def get_plan_by_key(*, key: str, by: Actor) -> Plan:
    """One version of a plan with its whole effect chain.

    :raises Missing: if there is none with this key, or the actor may not see it
    """
    plan = _with_chains(by).filter(key=key).first()
    if plan is None:
        raise Missing
    return plan


def _with_chains(by: Actor) -> QuerySet[Plan]:
    items = ChainItem.objects.order_by("rank", "id").prefetch_related(
        "indicators",
        Prefetch("measures", permissions.visible_measures(by).order_by("rank"), to_attr="visible_measures"),
    )
    visible = permissions.visible_plans(by).select_related("focus_area", "decision__body")
    return visible.prefetch_related(Prefetch("chain", items))


def chain_warnings(*, plan: Plan, by: Actor) -> list[Doubt]:
    """What is weak in the effect chain of a plan that `get_plan` gave."""
    links = [
        ChainLink(
            item.key,
            item.level,
            item.parent_id is not None,
            tuple(i.kind for i in item.indicators.all()),
            bool(_measures(item)),
        )
        for item in plan.chain.all()
    ]
    return weak_points(links)


def _measures(item: ChainItem) -> list[Measure]:
    found: list[Measure] = getattr(item, "visible_measures", [])
    return found


def get_chain_item(*, plan: Plan, key: str, by: Actor) -> ChainItem:
    """One item of a plan's effect chain.

    :raises Missing: if the plan has none with this key
    """
    item = ChainItem.objects.select_related("plan__focus_area").filter(plan=plan, key=key).first()
    if item is None:
        raise Missing
    return item


def list_of_focus_area(*, focus_area_key: str, by: Actor) -> list[Measure]:
    """The visible measures of a focus area, for choosing among them."""
    return list(permissions.visible_measures(by).filter(focus_area__key=focus_area_key).order_by("rank", "id"))


def list_choices(*, by: Actor) -> list[dict[str, Any]]:
    """Key, number and titles of all visible measures, for choosing one."""
    return list(permissions.visible_measures(by).order_by("rank", "id").values("key", "number", *texts("title")))
