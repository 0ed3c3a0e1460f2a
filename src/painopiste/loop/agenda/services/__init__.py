"""Writing the agenda. Each function is one transaction and leaves one line in the trail."""

from painopiste.loop.agenda.services.observations import Filed, Outcome, change, file_observation, observe
from painopiste.loop.agenda.services.outcomes import settle_observation
from painopiste.loop.agenda.services.rounds import (
    RoundClosed,
    add_candidate,
    close_round,
    hold_open,
    open_round,
    settle_candidate,
)
from painopiste.loop.agenda.services.scoring import give_hours, score

__all__ = [
    "Filed",
    "Outcome",
    "RoundClosed",
    "add_candidate",
    "change",
    "close_round",
    "file_observation",
    "give_hours",
    "hold_open",
    "observe",
    "open_round",
    "score",
    "settle_candidate",
    "settle_observation",
]
