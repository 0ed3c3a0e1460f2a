"""Makes the page of a report."""

from __future__ import annotations

from painopiste.base.documents.blocks import Document


def render_html(document: Document, *, standalone: bool = False, title_level: int = 1) -> str:
    """Make a fragment to show inside a page, or with `standalone` a whole file with its own style."""
    raise NotImplementedError
