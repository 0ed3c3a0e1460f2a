"""The rights around the agenda, and which rows of it an actor may see."""

from django.db.models import Q, QuerySet

from painopiste.base.actors import Actor
from painopiste.loop.agenda.models import Observation, Proposal, ProposalInterface, ScanExpert, ScanRound
from painopiste.loop.agenda.rules import LEAD_SPEAKS, ProposalState, State
from painopiste.loop.focus_areas import permissions as areas
from painopiste.loop.plans import permissions as plans

WRITE = "observations.write"  # of every member
HANDLE = "observations.handle"
MANAGE = "scans.manage"
SCORE = "scans.score"  # of every member, in the rounds in which they are asked

PROPOSE = "proposals.write"  # of every member
HANDLE_PROPOSALS = "proposals.handle"
LEAD = "proposals.lead"  # to say for an organisation whether it can lead


def visible(by: Actor) -> QuerySet[Observation]:
    """The observations that exist for this actor."""
    return Observation.objects.visible_to(by)


def is_writer(observation: Observation, *, by: Actor) -> bool:
    return by.account_id is not None and by.account_id == observation.writer_id


def may_change(observation: Observation, *, by: Actor) -> bool:
    """Whether the actor may change its texts: its writer until somebody has looked at it, and who handles them."""
    mine = is_writer(observation, by=by) and by.may(WRITE) and observation.state == State.RECEIVED
    return mine or by.may(HANDLE)


def visible_rounds(by: Actor) -> QuerySet[ScanRound]:
    """The rounds of scanning that exist for this actor."""
    return ScanRound.objects.visible_to(by)


def own_seats(by: Actor) -> QuerySet[ScanExpert]:
    """The rounds in which the actor is asked to score, as rows of their experts."""
    return ScanExpert.objects.filter(account=by.account_id) if by.account_id else ScanExpert.objects.none()


def visible_proposals(by: Actor) -> QuerySet[Proposal]:
    """The proposals that exist for this actor."""
    return Proposal.objects.visible_to(by)


def visible_proposal_interfaces(by: Actor) -> QuerySet[ProposalInterface]:
    """What proposals have to do with other work: both must exist for this actor."""
    ends = Q(measure__in=plans.visible_measures(by).values("pk")) | Q(focus_area__in=areas.visible(by).values("pk"))
    return ProposalInterface.objects.filter(ends, proposal__in=visible_proposals(by).values("pk"))


def writes_proposal(proposal: Proposal, *, by: Actor) -> bool:
    """Whether the actor writes this (visible) proposal: its writer, people of its lead, and who handles proposals."""
    mine = by.account_id is not None and by.account_id == proposal.writer_id
    leads = proposal.lead_id in by.organisations
    return by.may(HANDLE_PROPOSALS) or (by.may(PROPOSE) and (mine or leads))


def may_change_proposal(proposal: Proposal, *, by: Actor) -> bool:
    """Whether the actor may change it as it is now."""
    return proposal.state == ProposalState.DRAFT and writes_proposal(proposal, by=by)


def may_speak_for_lead(proposal: Proposal, *, by: Actor) -> bool:
    """Whether the actor may say for the proposed lead whether it can: only who coordinates for it."""
    if proposal.lead_id is None or proposal.state not in LEAD_SPEAKS:
        return False
    return by.may(LEAD, organisations=(proposal.lead_id,))
