"""The strengths of the model and the needs to develop it."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from painopiste.base.documents import Block, BulletList, Heading, Paragraph
from painopiste.loop.reports.writing.pen import Pen, Row


def chapter(pen: Pen) -> Iterator[Block]:
    """What works, and what should be better."""
    yield Heading(1, _("Strengths and needs for development"), id="findings")
    yield Heading(2, _("Strengths"), id="strengths")
    strengths = ngettext(
        "By %(day)s one strength of the model had been recorded.",
        "By %(day)s %(number)s strengths of the model had been recorded.",
        len(pen.facts["strengths"]),
    )
    yield from _findings(pen, pen.facts["strengths"], strengths)
    yield Heading(2, _("Needs for development"), id="needs")
    needs = ngettext(
        "By %(day)s one need for development had been recorded.",
        "By %(day)s %(number)s needs for development had been recorded, the foremost first.",
        len(pen.facts["needs"]),
    )
    yield from _findings(pen, pen.facts["needs"], needs)


def _findings(pen: Pen, rows: Sequence[Row], sentence: str) -> Iterator[Block]:
    if not rows:
        yield Paragraph(_("None are known for certain to have been recorded by %(day)s.") % {"day": pen.day})
        return
    yield Paragraph(sentence % {"day": pen.day, "number": len(rows)})
    yield BulletList(tuple(pen.text(row["title"]) for row in rows))
