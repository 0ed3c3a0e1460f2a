"""What follows from what: the one table by which a decision sets something going in a later stage of the loop.

Each reaction runs in the transaction of the decision. What it raises refuses the decision as well. What is asked of
people (`site/following/asked.py`) has a letter follow it, in the same transaction.
"""

from collections.abc import Callable, Mapping
from typing import Any

from painopiste.base.actors import Actor
from painopiste.base.audit.services import HEARERS
from painopiste.base.bodies.models import Decision
from painopiste.base.bodies.rules import Kind, Verdict
from painopiste.base.bodies.services import decided
from painopiste.base.errors import Invalid, Missing
from painopiste.base.markings.stored import joined
from painopiste.base.records import texts
from painopiste.base.words import marked
from painopiste.loop.agenda import selectors as agenda
from painopiste.loop.agenda import services as agenda_services
from painopiste.loop.focus_areas import selectors as focus_areas
from painopiste.loop.focus_areas import services as focus_area_services
from painopiste.loop.focus_areas.rules import State
from painopiste.loop.plans import selectors as plans
from painopiste.loop.plans import services as plan_services
from painopiste.site.following.asked import hear

PROPOSAL = (*texts(*agenda.PROPOSAL_TEXTS), "route")
FOCUS_AREA = (*texts("name", "phenomenon", "aims"), "number", "state", "version")


def react(sender: Any, *, decision: Decision, by: Actor, **_more: Any) -> None:
    """Freeze into a decision what it is about, and do what follows from it.

    :raises Invalid: if what it is about does not exist for the actor
    """
    if not decision.about_kind:
        return
    try:
        REACTIONS[decision.about_kind](decision, by)
    except (KeyError, Missing) as error:
        raise Invalid(fields={"about": marked("What is to be decided on was not found.")}) from error


def _focus_area(decision: Decision, by: Actor) -> None:
    """The cooperation group's decision on a proposed focus area approves it; its plan is begun."""
    area = focus_areas.get_focus_area(key=decision.about_key, by=by)
    decision.frozen = {"marking": area.marking_id} | {name: getattr(area, name) for name in FOCUS_AREA}
    if not _takes_effect(decision) or area.state != State.PROPOSED:
        return
    focus_area_services.decide(
        focus_area=area, new_state=State.APPROVED, on=decision.decided_on, decision=decision, by=by
    )
    if not plans.list_plans(focus_area_key=area.key, by=by):
        plan_services.start_version(focus_area=area, marking=area.marking_id, by=by)


def _plan(decision: Decision, by: Actor) -> None:
    """The cooperation group's decision on a draft of a plan puts it into force."""
    plan = plans.get_plan_by_key(key=decision.about_key, by=by)
    columns = ("key", "level", "text_fi", "text_sv", "text_en")
    chain = [{name: getattr(item, name) for name in columns} for item in plan.chain.all()]
    decision.frozen = {
        "marking": plan.marking_id,
        "focus_area": plan.focus_area.key,
        "number": plan.number,
        "version": plan.version,
        "chain": chain,
    }
    if _takes_effect(decision) and plan.state == "draft":
        plan_services.approve_plan(plan=plan, on=decision.decided_on, decision=decision, by=by)


def _proposal(decision: Decision, by: Actor) -> None:
    """The cooperation group's decision on what was sent begins the work, closes the proposal or sends it back.

    It is bound to the newest version, which nothing changes afterwards.
    """
    proposal = agenda.get_proposal(key=decision.about_key, by=by)
    version = agenda.newest_version(proposal=proposal, by=by)
    decision.frozen = {
        **{name: version.content[name] for name in PROPOSAL},
        "marking": joined([version.content["marking"], proposal.marking_id]),
        "version": version.number,
        "digest": version.digest,
        "can_lead": proposal.can_lead,
    }
    if _is_of_cooperation_group(decision):
        agenda_services.apply_decision(proposal=proposal, decision=decision, by=by)


def _is_of_cooperation_group(decision: Decision) -> bool:
    return decision.body.kind == Kind.COOPERATION_GROUP


def _takes_effect(decision: Decision) -> bool:
    return _is_of_cooperation_group(decision) and decision.verdict == Verdict.ACCEPTED


REACTIONS: Mapping[str, Callable[[Decision, Actor], None]] = {
    "focus_area": _focus_area,
    "plan": _plan,
    "proposal": _proposal,
}


def listen() -> None:
    """From here on, decisions have what follows from them, and people are told what is asked of them."""
    decided.connect(react, dispatch_uid="painopiste.reactions")
    if hear not in HEARERS:
        HEARERS.append(hear)
