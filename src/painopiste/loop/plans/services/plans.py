"""Versions of plans, their approval, and their effect chains."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max, Prefetch

from painopiste.base import dates
from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.bodies.models import Decision
from painopiste.base.errors import Conflict, Invalid
from painopiste.base.markings.naming import as_system
from painopiste.base.records import new_key, set_changed, take_version
from painopiste.base.words import marked
from painopiste.loop.focus_areas.models import FocusArea
from painopiste.loop.plans import permissions
from painopiste.loop.plans.models import ChainIndicator, ChainItem, Measure, Plan
from painopiste.loop.plans.rules import ChainLevel
from painopiste.loop.plans.services.measures import hold_focus_area

ABOVE = {ChainLevel.OUTCOME: ChainLevel.AIM, ChainLevel.OUTPUT: ChainLevel.OUTCOME}


class PlanIsApproved(Conflict):
    """An approved plan is not changed; a new version is started from it."""

    code = "plan_is_approved"
    message = marked("An approved plan can't be changed. Start a new version of it.")


@transaction.atomic
def start_version(*, focus_area: FocusArea, marking: str, by: Actor) -> Plan:
    """Start a new draft of a focus area's plan, with the effect chain of the newest version in it.

    :raises Conflict: if there is an unapproved draft already
    """
    by.require(permissions.CHANGE_PLAN, body=focus_area.group_id)
    hold_focus_area(focus_area=focus_area, by=by)
    versions = permissions.visible_plans(by).filter(focus_area=focus_area)  # a hidden one is neither named nor counted
    newest = versions.order_by("-number").first()
    if newest and newest.state == "draft":
        raise Conflict(marked("There is a draft of the plan already. Go on with it."), code="draft_exists")
    number = newest.number + 1 if newest else 1
    with as_system("links stay, whoever sees the measure"):
        plan = Plan.objects.create(focus_area=focus_area, number=number, own_marking_id=marking)
        if newest:
            _copy_chain(newest, plan)
    record(
        "plans.version_started",
        target=("plan", plan.key),
        by=by,
        after={"focus_area": focus_area.key, "number": plan.number},
    )
    return plan


def _copy_chain(old: Plan, new: Plan) -> None:
    copies: dict[int, ChainItem] = {}
    whole = Measure.objects.unguarded("the new version starts as the old one was")
    for item in old.chain.order_by("rank", "id").prefetch_related("indicators", Prefetch("measures", whole)):
        measures, indicators, old_id = list(item.measures.all()), list(item.indicators.all()), item.pk
        item.pk, item.key, item.plan, item._state.adding = None, new_key(), new, True
        item.save()
        copies[old_id] = item
        item.measures.add(*measures)
        for indicator in indicators:
            indicator.pk, indicator.item, indicator._state.adding = None, item, True
            indicator.save()
    for item in copies.values():
        if item.parent_id in copies:
            item.parent = copies[item.parent_id]
            item.save()


@transaction.atomic
def approve_plan(*, plan: Plan, on: str, by: Actor, decision: Decision | None = None) -> Plan:
    """Approve a draft from the day `on` (EDTF); the version before it becomes replaced.

    :raises PlanIsApproved: if it is not a draft any more
    """
    by.require(permissions.APPROVE_PLAN)
    _hold_draft(plan)
    with as_system("one version is in force, whoever sees it"):
        others = Plan.objects.unguarded("one version is in force, whoever sees it")
        others.filter(focus_area=plan.focus_area, state="approved").update(state="replaced")
    plan.state, plan.approved_on, plan.decision = "approved", dates.check(on), decision
    plan.version += 1
    plan.save()
    record(
        "plans.approved",
        target=("plan", plan.key),
        by=by,
        before={"state": "draft"},
        after={"state": "approved", "on": on},
    )
    return plan


@transaction.atomic
def save_chain_item(
    *, plan: Plan, values: Mapping[str, Any], by: Actor, item: ChainItem | None = None, version: int | None = None
) -> ChainItem:
    """Add an aim, outcome or output to a draft's effect chain, or change one that was read at `version`.

    :raises PlanIsApproved: if the plan is not a draft
    :raises Stale: if somebody else has saved the item after `version`
    :raises Invalid: if it would lead to an item of the wrong level or of another plan, or something to it
    """
    _require_change(plan, by)
    if item is None:
        last = plan.chain.aggregate(last=Max("rank"))["last"] or 0
        item = ChainItem(plan=plan, rank=last + 1)
    else:
        take_version(item, version or 0)
    before, after = set_changed(item, values)
    _check_place(item)
    item.save()
    record("plans.chain_changed", target=("plan", plan.key), by=by, before=_keys(before), after=_keys(after))
    return item


def _check_place(item: ChainItem) -> None:
    """Refuse a level that does not fit what the item leads to, or what leads to the item."""
    level, parent = ChainLevel(item.level), item.parent
    if parent is not None and (parent.plan_id != item.plan_id or ABOVE.get(level) != parent.level):
        raise Invalid(
            fields={"parent": marked("An outcome leads to an aim, and an output to an outcome, of the same plan.")}
        )
    below = item.children.values_list("level", flat=True) if item.pk else ()
    if any(ABOVE.get(ChainLevel(other)) != level for other in below):
        raise Invalid(fields={"level": marked("Something leads to this item, so its level can't be changed.")})


@transaction.atomic
def save_indicator(*, item: ChainItem, values: Mapping[str, Any], by: Actor) -> ChainIndicator:
    """Name an indicator that should show whether a chain item comes true."""
    _require_change(item.plan, by)
    indicator = ChainIndicator.objects.create(item=item, **values)
    record("plans.indicator_added", target=("plan", item.plan.key), by=by, after=dict(values))
    return indicator


@transaction.atomic
def link_measures(
    *, item: ChainItem, linked: Iterable[Measure] = (), unlinked: Iterable[Measure] = (), version: int, by: Actor
) -> None:
    """Tell which measures should bring a chain item about, and which not; the item was read at `version`.

    :raises PlanIsApproved: if the plan is not a draft
    :raises Stale: if somebody else has changed the item or its measures after `version`
    """
    _require_change(item.plan, by)
    take_version(item, version)
    for event, measures in (("plans.measure_linked", linked), ("plans.measure_unlinked", unlinked)):
        for measure in measures:
            told = {"item": item.key, "measure": measure.key}
            record(event, target=("plan", item.plan.key), by=by, after=told, naming=[measure])
    item.measures.add(*linked)
    item.measures.remove(*unlinked)


@transaction.atomic
def remove_chain_item(*, item: ChainItem, by: Actor) -> None:
    """Remove an item, and what leads only to it, from a draft's effect chain."""
    _require_change(item.plan, by)
    before = {"item": item.key, "text_fi": item.text_fi}
    with as_system("its links to measures go with it, whoever sees these"):
        item.delete()
    record("plans.chain_item_removed", target=("plan", item.plan.key), by=by, before=before)


def _require_change(plan: Plan, by: Actor) -> None:
    by.require(permissions.CHANGE_PLAN, body=plan.focus_area.group_id)
    _hold_draft(plan)


def _hold_draft(plan: Plan) -> None:
    """Hold the plan until the end of the transaction. The row at hand may be older than its approval: look again."""
    if (
        Plan.objects.unguarded("a row that was found for the actor").select_for_update().get(pk=plan.pk).state
        != "draft"
    ):
        raise PlanIsApproved


def _keys(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: getattr(value, "key", value) for name, value in values.items()}
