"""Writes the interim report: from the facts of a day to the blocks of a document, in Finnish, Swedish or English.

Nothing is fetched or decided here. Names are never inflected, so sentences are built around them ("Vastuutaho: SM").
"""

from painopiste.loop.reports.writing.formats import (
    FORMATS,
    WrongFormat,
    check_format,
    render,
    restored,
    stored,
)
from painopiste.loop.reports.writing.interim import WrongLanguage, check_language, interim_document, interim_title

__all__ = [
    "FORMATS",
    "WrongFormat",
    "WrongLanguage",
    "check_format",
    "check_language",
    "interim_document",
    "interim_title",
    "render",
    "restored",
    "stored",
]
