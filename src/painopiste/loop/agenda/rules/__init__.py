"""What may become of an observation, and how a round of scanning goes. Pure."""

from painopiste.loop.agenda.rules.observations import (
    AUTOMATIC,
    NEEDS_REASON,
    NEXT_STATES,
    OPEN,
    SourceKind,
    State,
    TransitionRefused,
    check_transition,
    links_of,
    wrong_links,
)
from painopiste.loop.agenda.rules.rounds import (
    CRITERIA,
    REGULAR,
    Criterion,
    Next,
    RoundKind,
    TooSoon,
    check_opening,
    may_see_others,
    next_opening,
)

__all__ = [
    "AUTOMATIC",
    "CRITERIA",
    "NEEDS_REASON",
    "NEXT_STATES",
    "OPEN",
    "REGULAR",
    "Criterion",
    "Next",
    "RoundKind",
    "SourceKind",
    "State",
    "TooSoon",
    "TransitionRefused",
    "check_opening",
    "check_transition",
    "links_of",
    "may_see_others",
    "next_opening",
    "wrong_links",
]
