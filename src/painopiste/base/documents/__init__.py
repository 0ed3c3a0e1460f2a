"""Reports as a list of blocks, and the same report as PDF, Word, HTML and JSON.

Every format is made from the same blocks, so what an official reads, edits and reuses says the same.
"""

from painopiste.base.documents.blocks import (
    Block,
    BulletList,
    Callout,
    Cell,
    Column,
    Document,
    Facts,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Text,
    joined,
    plain,
)
from painopiste.base.documents.html import render_html
from painopiste.base.documents.markdown import from_markdown, inline_markdown
from painopiste.base.documents.pdf import render_pdf
from painopiste.base.documents.pictures import render_png
from painopiste.base.documents.stored import from_json, to_json
from painopiste.base.documents.word import render_docx

__all__ = [
    "Block",
    "BulletList",
    "Callout",
    "Cell",
    "Column",
    "Document",
    "Facts",
    "Figure",
    "Heading",
    "PageBreak",
    "Paragraph",
    "Run",
    "Table",
    "Text",
    "from_json",
    "from_markdown",
    "inline_markdown",
    "joined",
    "plain",
    "render_docx",
    "render_html",
    "render_pdf",
    "render_png",
    "to_json",
]
