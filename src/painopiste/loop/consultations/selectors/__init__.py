"""Reading consultations. Only what the actor may see; by a link, only what is asked of its holder."""

from painopiste.loop.consultations.selectors.consultations import (
    Filters,
    get_consultation,
    get_event,
    get_file,
    get_invitee,
    get_question,
    get_subjects,
    list_consultations,
    list_waiting,
)
from painopiste.loop.consultations.selectors.links import Asked, LinkGone, find_asked, get_asked
from painopiste.loop.consultations.selectors.synthesis import Answered, Synthesis, get_synthesis

__all__ = [
    "Answered",
    "Asked",
    "Filters",
    "LinkGone",
    "Synthesis",
    "find_asked",
    "get_asked",
    "get_consultation",
    "get_event",
    "get_file",
    "get_invitee",
    "get_question",
    "get_subjects",
    "get_synthesis",
    "list_consultations",
    "list_waiting",
]
