"""Reading progress rounds, their answers, and what has changed between two rounds."""

from painopiste.loop.progress.selectors.answers import (
    AnswerPage,
    get_answer,
    get_answer_to_write,
    list_answers_of,
    list_submitted,
)
from painopiste.loop.progress.selectors.measures import MeasureRow, list_areas_to_report, list_measures_of
from painopiste.loop.progress.selectors.overview import AreaRow, Overview, get_overview
from painopiste.loop.progress.selectors.rounds import RoundRow, get_previous, get_round, list_rounds, list_waiting_for

__all__ = [
    "AnswerPage",
    "AreaRow",
    "MeasureRow",
    "Overview",
    "RoundRow",
    "get_answer",
    "get_answer_to_write",
    "get_overview",
    "get_previous",
    "get_round",
    "list_answers_of",
    "list_areas_to_report",
    "list_measures_of",
    "list_rounds",
    "list_submitted",
    "list_waiting_for",
]
