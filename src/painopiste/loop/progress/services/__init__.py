"""Opening rounds and answering in them. Each function is one transaction with one audit line for each changed row."""

from painopiste.loop.progress.services.answers import save_answer
from painopiste.loop.progress.services.measures import MeasureValues, RowsRefused, save_measure_answers
from painopiste.loop.progress.services.rounds import change_round, close_round, open_round, reopen

__all__ = [
    "MeasureValues",
    "RowsRefused",
    "change_round",
    "close_round",
    "open_round",
    "reopen",
    "save_answer",
    "save_measure_answers",
]
