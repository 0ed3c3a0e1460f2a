"""The timeline of the model up to the day."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from painopiste.base.charts import Event
from painopiste.base.charts import timeline as draw
from painopiste.base.documents import Block, Cell, Column, Figure, Heading, Paragraph, Table
from painopiste.loop.reports.writing.pen import AREA, MEASURE, Pen, Row, day

TONES = {
    "model": "series1",
    "decision": "series2",
    "focus_area": "series3",
    "measure": "series4",
    "surroundings": "series6",
}


def chapter(pen: Pen) -> Iterator[Block]:
    """What certainly had happened, as a drawing and as a table."""
    events = pen.facts["timeline"]
    yield Heading(1, _("Timeline"), id="timeline")
    if not events:
        yield Paragraph(_("No event is known for certain to have happened by the day."))
        return
    yield Paragraph(
        _(
            "The timeline shows what is known for certain to have happened by %(day)s. A wide mark means that the "
            "time is known only roughly."
        )
        % {"day": pen.day}
    )
    caption = _("Timeline of the cooperation model up to %(day)s") % {"day": pen.day}
    first, last = (pen.when(events[at]["happened_on"]) for at in (0, -1))
    alt = _("%(number)s events in the order of time, from %(first)s to %(last)s. The same events are in the table.") % {
        "number": len(events),
        "first": first,
        "last": last,
    }
    svg = draw(
        [_event(pen, event) for event in events],
        title=caption,
        description=alt,
        language=pen.language,
        id="chart-timeline",
    )
    yield Figure(
        svg,
        caption,
        alt,
        _table(pen, caption, events),
        href=pen.link("aikajana/"),
        id="figure-timeline",
        print_table=True,
    )


def _event(pen: Pen, event: Row) -> Event:
    happened = event["happened_on"]
    return Event(
        pen.plain(event["title"]),
        day(happened["earliest"]) if happened["earliest"] else None,
        day(happened["latest"]) if happened["latest"] else date.fromisoformat(pen.facts["as_of"]),
        date_text=pen.when(happened),
        tone=TONES.get(event["theme"], "series1"),
    )


def _table(pen: Pen, caption: str, events: list[Row]) -> Table:
    columns = (Column(_("When"), width=22), Column(_("Event"), width=58), Column(_("Concerns"), width=20))
    rows = tuple(
        (pen.when(event["happened_on"]), Cell(pen.text(event["title"])), _concerns(pen, event)) for event in events
    )
    return Table(caption, columns, rows)


def _concerns(pen: Pen, event: Row) -> str | Cell:
    about = event["about"]
    if about in pen.areas:
        return Cell(pen.short(pen.areas[about]), href=pen.page(AREA, about))
    if about:
        return Cell(pen.number_of(about), href=pen.page(MEASURE, about))
    themes = {
        "model": _("the model"),
        "decision": _("a decision"),
        "focus_area": _("focus areas"),
        "measure": _("measures"),
        "surroundings": pgettext("timeline", "the world around"),
    }
    return themes.get(event["theme"], "")
