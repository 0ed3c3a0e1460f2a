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

__all__ = [
    "Filters",
    "get_observation",
    "get_outcome",
    "list_duplicates",
    "list_like",
    "list_mergeable",
    "list_near_work",
    "list_observations",
]
