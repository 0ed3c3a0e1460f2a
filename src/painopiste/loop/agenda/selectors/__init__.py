"""Reading the agenda. Only what the actor may see."""

from painopiste.loop.agenda.selectors.nearness import list_like, list_near_work
from painopiste.loop.agenda.selectors.observations import (
    Filters,
    get_observation,
    get_outcome,
    list_duplicates,
    list_mergeable,
    list_observations,
)
from painopiste.loop.agenda.selectors.rounds import (
    CandidateRow,
    RoundPage,
    get_candidate,
    get_round,
    get_round_page,
    list_rounds,
    recommend_next,
)

__all__ = [
    "CandidateRow",
    "Filters",
    "RoundPage",
    "get_candidate",
    "get_observation",
    "get_outcome",
    "get_round",
    "get_round_page",
    "list_duplicates",
    "list_like",
    "list_mergeable",
    "list_near_work",
    "list_observations",
    "list_rounds",
    "recommend_next",
]
