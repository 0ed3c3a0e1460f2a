"""What a decision does to the proposal that it was made on: work begins, or the proposal goes no further.

All of it is done in the transaction of the decision, from the version that was sent, once.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.bodies.models import Decision
from painopiste.base.bodies.rules import Verdict
from painopiste.base.errors import Conflict, Missing
from painopiste.base.markings.stored import joined
from painopiste.base.organisations.models import Organisation
from painopiste.base.records import texts
from painopiste.base.words import LANGUAGES, marked
from painopiste.loop.agenda import permissions
from painopiste.loop.agenda.models import Proposal, ProposalVersion
from painopiste.loop.agenda.rules import ProposalState, Route, Step, after, step_of
from painopiste.loop.agenda.selectors.proposals import newest_version
from painopiste.loop.agenda.services.proposals import hold_proposal
from painopiste.loop.focus_areas import selectors as focus_areas
from painopiste.loop.focus_areas import services as focus_area_services
from painopiste.loop.focus_areas.models import FocusArea
from painopiste.loop.focus_areas.rules import State
from painopiste.loop.plans import selectors as plans
from painopiste.loop.plans import services as plan_services
from painopiste.loop.plans.models import Plan
from painopiste.loop.plans.rules import ChainLevel, How

AREA = {"name": "title", "phenomenon": "phenomenon", "aims": "aims"}  # columns of a focus area, and of a proposal


class WouldOpen(Conflict):
    """The work that a decision begins would show a proposal to more readers than it has."""

    code = "would_open"
    message = marked(
        "The plan of “%(focus_area)s” is open to more readers than the proposal. Make their markings the same first."
    )


@transaction.atomic
def apply_decision(*, proposal: Proposal, decision: Decision, by: Actor) -> ProposalVersion:
    """Do to a sent proposal what the cooperation group has decided; the version that it was decided on.

    :raises NotAllowed: if the actor may not do what follows from it: enter focus areas, decide on them, change plans
    :raises Missing: if it has never been sent, or a focus area that it names does not exist for the actor
    :raises ProposalStepRefused: if it does not wait for a decision: it has been decided on, withdrawn or sent back
    :raises WouldOpen: if the plan that it goes into is open to more readers
    """
    by.require(permissions.HANDLE_PROPOSALS)
    held = hold_proposal(proposal=proposal, by=by)
    version = newest_version(proposal=held, by=by)
    content: Mapping[str, Any] = version.content
    verdict, route = Verdict(decision.verdict), Route(content["route"])
    step, was = step_of(route, verdict), ProposalState(held.state)
    held.state = after(was, step)
    held.decision = decision
    begun: list[FocusArea] = []
    if step is Step.ACCEPT:
        marking = joined([content["marking"], str(held.marking_id)])
        begun = [_open(content, marking, decision, by)] if route is Route.NEW else _extend(content, marking, by)
        held.opened = begun[0] if route is Route.NEW else None
    _explain(held, content, decision, step, verdict)
    held.version += 1
    held.save()
    record(
        f"agenda.proposal_{_EVENTS[step]}",
        target=("proposal", held.key),
        by=by,
        before={"state": was.value},
        after={
            "state": str(held.state),
            "decision": decision.key,
            "number": version.number,
            "digest": version.digest,
            "focus_areas": [area.key for area in begun],
        },
        naming=[decision, *begun],
    )
    return version


_EVENTS = {Step.ACCEPT: "accepted", Step.CLOSE: "closed", Step.SEND_BACK: "sent_back"}


def _explain(held: Proposal, content: Mapping[str, Any], decision: Decision, step: Step, verdict: Verdict) -> None:
    """Tell its writers why: an accepted route other than work has its own reason, else the decision says it."""
    for code in LANGUAGES:
        own = content[f"reason_{code}"] if verdict is Verdict.ACCEPTED else getattr(decision, f"text_{code}")
        setattr(held, f"answer_{code}", "" if step is Step.ACCEPT else own)


def _open(content: Mapping[str, Any], marking: str, decision: Decision, by: Actor) -> FocusArea:
    """The new focus area, approved, with its organisations, its plan and what it touches."""
    values = {f"{name}_{code}": content[f"{of}_{code}"] for name, of in AREA.items() for code in LANGUAGES}
    on = decision.decided_on
    area = focus_area_services.propose(values=values | {"own_marking_id": marking}, on=on, by=by)
    focus_area_services.decide(focus_area=area, new_state=State.APPROVED, on=on, decision=decision, by=by)
    known = {row.key: row for row in Organisation.objects.filter(key__in=[content["lead"], *content["participants"]])}
    for key, role in [(content["lead"], "lead"), *((key, "participant") for key in content["participants"])]:
        if key in known:
            focus_area_services.add_organisation(focus_area=area, organisation=known[key], role=role, since=on, by=by)
    area.refresh_from_db()
    _write(plan_services.start_version(focus_area=area, marking=marking, by=by), content, by)
    _touch(area, content, by)
    return area


def _touch(area: FocusArea, content: Mapping[str, Any], by: Actor) -> None:
    """Carry the confirmed interfaces over to the new focus area: those whose other end is still there."""
    here = plans.end_of(row=area, by=by)
    for row in content["interfaces"]:
        try:
            other = plans.get_end(kind=row["kind"], key=row["key"], by=by)
        except Missing:
            continue
        plan_services.confirm_interface(
            end=here,
            other=other,
            how=How(row["how"]),
            coordinator=Organisation.objects.filter(key=row["coordinator"]).first(),
            note={name: row[name] for name in texts("note")},
            by=by,
        )


def _extend(content: Mapping[str, Any], marking: str, by: Actor) -> list[FocusArea]:
    """The focus areas that take it up: the aims go into the draft of each one's plan, which is begun where none is."""
    found = [focus_areas.get_focus_area(key=key, by=by) for key in content["targets"]]
    for area in found:
        drafts = [plan for plan in plans.list_plans(focus_area_key=area.key, by=by) if plan.state == "draft"]
        plan = drafts[0] if drafts else plan_services.start_version(focus_area=area, marking=marking, by=by)
        if joined([str(plan.marking_id), marking]) != plan.marking_id:
            raise WouldOpen(focus_area=area.name_fi)
        _write(plan, content, by)
    return found


def _write(plan: Plan, content: Mapping[str, Any], by: Actor) -> None:
    """The aim and the outcome that should lead to it, as the proposal says them."""
    aim = {"level": ChainLevel.AIM, **{f"text_{code}": content[f"aims_{code}"] for code in LANGUAGES}}
    above = plan_services.save_chain_item(plan=plan, values=aim, by=by)
    outcome = {f"text_{code}": content[f"effect_{code}"] for code in LANGUAGES}
    values = {"level": ChainLevel.OUTCOME, "parent": above, **outcome}
    plan_services.save_chain_item(plan=plan, values=values, by=by)
