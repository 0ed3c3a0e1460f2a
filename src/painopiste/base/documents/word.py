"""Makes the Word file of a report, which officials can edit further."""

from __future__ import annotations

from painopiste.base.documents.blocks import Document


def render_docx(document: Document) -> bytes:
    """Make the Word file; the same report always gives the same bytes."""
    raise NotImplementedError
