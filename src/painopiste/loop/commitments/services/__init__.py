"""Asking organisations to commit, and answering for one of them. Each change is one line in the audit trail."""

from painopiste.loop.commitments.services.answering import Answer, RowsRefused, answer, answer_many
from painopiste.loop.commitments.services.asking import AskedAlready, ask
from painopiste.loop.commitments.services.sheets import READ, Preview, SheetRow, preview_sheet

__all__ = [
    "READ",
    "Answer",
    "AskedAlready",
    "Preview",
    "RowsRefused",
    "SheetRow",
    "answer",
    "answer_many",
    "ask",
    "preview_sheet",
]
