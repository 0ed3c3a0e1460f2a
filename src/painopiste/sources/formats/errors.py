"""What a reader says when an answer is not what it should be."""

from painopiste.sources.errors import UnreadableError

__all__ = ["UnreadableError"]
