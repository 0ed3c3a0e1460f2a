"""Asking sources for their figures, politely and safely, and keeping what they answered."""

from painopiste.sources.fetching.archive import Answer, Archive, Question
from painopiste.sources.fetching.client import Fetcher, Limits

__all__ = ["Answer", "Archive", "Fetcher", "Limits", "Question"]
