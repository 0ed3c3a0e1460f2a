"""Writing the agenda. Each function is one transaction and leaves one line in the trail."""

from painopiste.loop.agenda.services.candidates import (
    RoundOpen,
    Scored,
    add_candidate,
    change_candidate,
    remove_candidate,
    settle_candidate,
)
from painopiste.loop.agenda.services.observations import Filed, Outcome, change, file_observation, observe
from painopiste.loop.agenda.services.outcomes import settle_observation
from painopiste.loop.agenda.services.proposal_decisions import WouldOpen, apply_decision
from painopiste.loop.agenda.services.proposal_interfaces import touch_proposal, untouch_proposal
from painopiste.loop.agenda.services.proposal_steps import (
    send_back_proposal,
    send_proposal,
    take_up_proposal,
    withdraw_proposal,
)
from painopiste.loop.agenda.services.proposals import (
    Draft,
    change_proposal,
    draft_proposal,
    say_if_can_lead,
)
from painopiste.loop.agenda.services.rounds import RoundClosed, change_round, close_round, hold_open, open_round
from painopiste.loop.agenda.services.scoring import NotOpenYet, give_hours, score

__all__ = [
    "Draft",
    "Filed",
    "NotOpenYet",
    "Outcome",
    "RoundClosed",
    "RoundOpen",
    "Scored",
    "WouldOpen",
    "add_candidate",
    "apply_decision",
    "change",
    "change_candidate",
    "change_proposal",
    "change_round",
    "close_round",
    "draft_proposal",
    "file_observation",
    "give_hours",
    "hold_open",
    "observe",
    "open_round",
    "remove_candidate",
    "say_if_can_lead",
    "score",
    "send_back_proposal",
    "send_proposal",
    "settle_candidate",
    "settle_observation",
    "take_up_proposal",
    "touch_proposal",
    "untouch_proposal",
    "withdraw_proposal",
]
