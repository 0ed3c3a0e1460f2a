"""Reading the agenda. Only what the actor may see."""

from painopiste.loop.agenda.selectors.experts import (
    Asked,
    Waiting,
    list_askable,
    list_asked,
    list_to_close,
    list_to_score,
)
from painopiste.loop.agenda.selectors.nearness import list_like, list_near_work
from painopiste.loop.agenda.selectors.observations import (
    Filters,
    get_observation,
    get_outcome,
    list_duplicates,
    list_gatherable,
    list_mergeable,
    list_observations,
)
from painopiste.loop.agenda.selectors.rounds import (
    TOP,
    CandidateRow,
    RoundPage,
    get_candidate,
    get_round,
    get_round_page,
    list_candidates_of,
    list_gathered,
    list_gathering,
    list_rounds,
    recommend_next,
)

__all__ = [
    "TOP",
    "Asked",
    "CandidateRow",
    "Filters",
    "RoundPage",
    "Waiting",
    "get_candidate",
    "get_observation",
    "get_outcome",
    "get_round",
    "get_round_page",
    "list_askable",
    "list_asked",
    "list_candidates_of",
    "list_duplicates",
    "list_gatherable",
    "list_gathered",
    "list_gathering",
    "list_like",
    "list_mergeable",
    "list_near_work",
    "list_observations",
    "list_rounds",
    "list_to_close",
    "list_to_score",
    "recommend_next",
]
