"""Readers of the formats that public statistics come in. They take what was fetched and give plain rows, or refuse."""

from painopiste.sources.errors import UnreadableError

__all__ = ["UnreadableError"]
