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
from painopiste.loop.agenda.services.rounds import RoundClosed, change_round, close_round, hold_open, open_round
from painopiste.loop.agenda.services.scoring import NotOpenYet, give_hours, score

__all__ = [
    "Filed",
    "NotOpenYet",
    "Outcome",
    "RoundClosed",
    "RoundOpen",
    "Scored",
    "add_candidate",
    "change",
    "change_candidate",
    "change_round",
    "close_round",
    "file_observation",
    "give_hours",
    "hold_open",
    "observe",
    "open_round",
    "remove_candidate",
    "score",
    "settle_candidate",
    "settle_observation",
]
