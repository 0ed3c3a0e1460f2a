"""Makes the tagged, accessible PDF (PDF/UA-1) of a report."""

from __future__ import annotations

from painopiste.base.documents.blocks import Document


def render_pdf(document: Document) -> bytes:
    """Make the PDF; the same report always gives the same bytes."""
    raise NotImplementedError
