"""What a reader says when an answer is not what it should be."""


class UnreadableError(ValueError):
    """An answer that can't be taken in. Its text is one sentence for the person who started the import."""
