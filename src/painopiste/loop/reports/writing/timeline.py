"""The timeline of the model up to the day."""

from collections.abc import Iterator, Sequence
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
    drawn = _since_the_beginning(pen, events)
    caption = _("Timeline of the cooperation model up to %(day)s") % {"day": pen.day}
    first, last = (pen.when(drawn[at]["happened_on"]) for at in (0, -1))
    alt = _("%(number)s events in order of time, from %(first)s to %(last)s. The same events are in the table.")
    alt %= {"number": len(drawn), "first": first, "last": last}
    marks = [_event(pen, event) for event in drawn]
    yield Figure(
        draw(marks, title=caption, description=alt, language=pen.language, id="chart-timeline"),
        caption,
        alt,
        _table(pen, caption, events),
        note=_("Events before the model began are in the table only.") if len(drawn) < len(events) else "",
        href=pen.link("aikajana/"),
        id="figure-timeline",
        print_table=True,
    )


def _since_the_beginning(pen: Pen, events: Sequence[Row]) -> Sequence[Row]:
    """The events of the model's own time: decades before it would press them into a corner of the drawing."""
    began = pen.facts["programme"]["began"]["earliest"]
    own = [event for event in events if not began or (event["happened_on"]["latest"] or began) >= began]
    return own or events


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
