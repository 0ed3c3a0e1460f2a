"""How a proposal (painopiste-esitys) goes from a draft to a decision, and what a decision on it does. Pure.

A proposal can be changed while it is a draft only. What is sent is frozen as a version, and a body decides on that.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from painopiste.base.bodies.rules import Verdict
from painopiste.base.errors import Conflict
from painopiste.base.words import marked


class ProposalState(StrEnum):
    """Where a proposal is."""

    DRAFT = "draft"  # luonnos
    SENT = "sent"  # lähetetty käsiteltäväksi
    ACCEPTED = "accepted"  # hyväksytty: the work begins
    CLOSED = "closed"  # päättynyt: other programme, not now, or declined
    WITHDRAWN = "withdrawn"  # peruttu


class Step(StrEnum):
    """What somebody does to a proposal."""

    SEND = "send"
    SEND_BACK = "send_back"  # to be written further: by the secretariat, or by a decision
    WITHDRAW = "withdraw"
    TAKE_UP = "take_up"  # a withdrawn one again
    ACCEPT = "accept"  # by a decision only
    CLOSE = "close"  # by a decision only


class Route(StrEnum):
    """Where a proposal should go on."""

    NEW = "new"  # uusi painopiste
    INSIDE = "inside"  # olemassa olevan painopisteen sisällä
    JOINTLY = "jointly"  # kahden painopisteen yhteisenä, as youth gangs were
    ELSEWHERE = "elsewhere"  # muu ohjelma
    NOT_NOW = "not_now"  # ei nyt


AFTER: Mapping[tuple[ProposalState, Step], ProposalState] = {
    (ProposalState.DRAFT, Step.SEND): ProposalState.SENT,
    (ProposalState.DRAFT, Step.WITHDRAW): ProposalState.WITHDRAWN,
    (ProposalState.SENT, Step.SEND_BACK): ProposalState.DRAFT,
    (ProposalState.SENT, Step.WITHDRAW): ProposalState.WITHDRAWN,
    (ProposalState.SENT, Step.ACCEPT): ProposalState.ACCEPTED,
    (ProposalState.SENT, Step.CLOSE): ProposalState.CLOSED,
    (ProposalState.WITHDRAWN, Step.TAKE_UP): ProposalState.DRAFT,
}
BEGINS_WORK = frozenset({Route.NEW, Route.INSIDE, Route.JOINTLY})
TARGETS = {Route.INSIDE: 1, Route.JOINTLY: 2}  # how many focus areas; of other routes none
LEAD_SPEAKS = frozenset({ProposalState.DRAFT, ProposalState.SENT})  # when it says whether it can lead
DECIDED = frozenset({ProposalState.ACCEPTED, ProposalState.CLOSED})


class ProposalStepRefused(Conflict):
    """A proposal can't take this step from its current state."""

    code = "transition_refused"
    message = marked("A proposal that is “%(current)s” can't take this step.")


class NotADraft(Conflict):
    """What has been sent is not changed."""

    code = "not_a_draft"
    message = marked("Only a draft can be changed. Ask the secretariat to send the proposal back.")


def after(state: ProposalState, step: Step) -> ProposalState:
    """The state after a step.

    :raises ProposalStepRefused: if the step can't be taken from this state
    """
    try:
        return AFTER[state, step]
    except KeyError as error:
        raise ProposalStepRefused(current=state) from error


def step_of(route: Route, verdict: Verdict) -> Step:
    """What the cooperation group's decision does to a proposal on this route."""
    if verdict is Verdict.RETURNED:
        return Step.SEND_BACK
    return Step.ACCEPT if verdict is Verdict.ACCEPTED and route in BEGINS_WORK else Step.CLOSE


@dataclass(frozen=True, slots=True)
class Written:
    """What has been written of a proposal, as far as it matters for sending: the Finnish texts, the rest counted."""

    route: Route
    title: str = ""
    phenomenon: str = ""
    why_now: str = ""
    aims: str = ""
    effect: str = ""
    signs: str = ""
    reason: str = ""
    has_lead: bool = False
    targets: int = 0


ALWAYS = {
    "title": marked("Title: write it in Finnish."),
    "phenomenon": marked("The phenomenon: describe it in Finnish."),
    "why_now": marked("Why now: write it in Finnish."),
}
FOR_WORK = {
    "aims": marked("Aims: write them in Finnish. The plan begins with them."),
    "effect": marked("Expected effect: write it in Finnish."),
    "signs": marked("How the effect would be seen: write it in Finnish."),
}
LEADS = marked("Lead: propose an organisation that leads the new focus area.")
WHY = marked("Reason: say in Finnish where the matter goes on, or why not now.")
WHERE = {
    Route.INSIDE: marked("Focus areas: choose the one in which the work is done."),
    Route.JOINTLY: marked("Focus areas: choose the two that do the work together."),
}


def missing_for_sending(written: Written) -> dict[str, str]:
    """What a proposal still needs before it can be sent, by field. Empty: it can."""
    needed = ALWAYS | (FOR_WORK if written.route in BEGINS_WORK else {"reason": WHY})
    missing = {name: said for name, said in needed.items() if not getattr(written, name).strip()}
    if written.route is Route.NEW and not written.has_lead:
        missing["lead"] = LEADS
    if written.route in TARGETS and written.targets != TARGETS[written.route]:
        missing["targets"] = WHERE[written.route]
    return missing
