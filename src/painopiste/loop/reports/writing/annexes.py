"""The annexes: all measures, decisions, organisations and sources of the day."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from painopiste.base.documents import Block, Cell, Column, Heading, PageBreak, Paragraph, Run, Table, Text
from painopiste.base.organisations import labels as organisation_labels
from painopiste.loop.reports.writing.focus_areas import measure_row
from painopiste.loop.reports.writing.pen import AREA, Pen, Row, cell, listed


def chapters(pen: Pen) -> Iterator[Block]:
    """The rows on which the report rests."""
    yield PageBreak()
    yield Heading(1, _("Annex 1. Measures"), id="annex-measures", numbered=False)
    yield _measures(pen)
    yield Heading(1, _("Annex 2. Decisions"), id="annex-decisions", numbered=False)
    yield _decisions(pen)
    yield Heading(1, _("Annex 3. Organisations"), id="annex-organisations", numbered=False)
    yield _organisations(pen)
    yield Heading(1, _("Annex 4. Sources"), id="annex-sources", numbered=False)
    yield from _sources(pen)


def _measures(pen: Pen) -> Table:
    columns = (
        Column(_("No."), width=7),
        Column(_("Measure"), width=36),
        Column(_("Lead"), width=15),
        Column(_("Participants"), width=18),
        Column(_("State"), width=14),
        Column(_("Timing"), width=16),
    )
    rows = tuple(_measure(pen, measure) for measure in pen.facts["measures"])
    return Table(
        _("All measures on %(day)s") % {"day": pen.day}, columns, rows, href=pen.measures(), id="table-all-measures"
    )


def _measure(pen: Pen, measure: Row) -> tuple[str | Cell, ...]:
    number, title, lead, state, timing = measure_row(pen, measure)
    return number, title, lead, cell(pen.parties(measure["participants"])), state, timing


def _decisions(pen: Pen) -> Table:
    columns = (
        Column(_("When"), width=16),
        Column(_("Decision"), width=36),
        Column(_("Body"), width=22),
        Column(_("Focus areas"), width=12),
        Column(_("Source"), width=22),
    )
    rows = tuple(_decision(pen, decision) for decision in pen.facts["decisions"])
    return Table(_("Decisions by %(day)s") % {"day": pen.day}, columns, rows, id="table-decisions")


def _decision(pen: Pen, decision: Row) -> tuple[str | Cell, ...]:
    areas = [pen.short(pen.areas[key]) for key in decision["focus_areas"] if key in pen.areas]
    body = Cell(pen.text(decision["body"]["name"]), href=pen.page("body", decision["body"]["key"]))
    source = "; ".join(part for part in (decision["reference"], decision["source"]) if part)
    return pen.when(decision["decided_on"]), cell(pen.text(decision["title"])), body, ", ".join(areas), source


def _organisations(pen: Pen) -> Table:
    columns = (
        Column(_("Abbreviation"), width=14),
        Column(_("Name"), width=30),
        Column(_("Kind"), width=18),
        Column(pgettext("organisation", "Leads"), width=12),
        Column(_("Takes part in"), width=20),
        Column(_("Measures led"), "end", 12),
    )
    rows = tuple(_organisation(pen, row) for row in pen.facts["organisations"])
    caption = _("Organisations that take part on %(day)s") % {"day": pen.day}
    return Table(caption, columns, rows, href=pen.link("organisaatiot/"), id="table-organisations")


def _organisation(pen: Pen, row: Row) -> tuple[str | Cell, ...]:
    led = str(row["measures_led"])
    return (
        Cell(pen.abbreviation(row), href=pen.page("organisation", row["key"])),
        cell(pen.text(row["name"])),
        str(organisation_labels.KINDS.get(row["kind"], "")),
        _areas(pen, row, "lead"),
        _areas(pen, row, "participant"),
        Cell(led, href=pen.link("toimenpiteet/", organisaatio=row["key"])) if row["measures_led"] else led,
    )


def _areas(pen: Pen, row: Row, role: str) -> str | Cell:
    held: list[Text] = [
        (Run(pen.short(pen.areas[key]), href=pen.page(AREA, key)),)
        for key, one in row["roles"].items()
        if one["role"] == role and key in pen.areas
    ]
    return cell(listed(held)) if held else ""


def _sources(pen: Pen) -> Iterator[Block]:
    source = pen.facts["programme"]["source"]
    if source["title"]:
        yield Paragraph(_("Source of the facts: %(source)s.") % {"source": source["title"].rstrip(".")})
    yield Paragraph(
        _(
            "The table shows on which places in the source the facts of each focus area rest. The numbers are "
            "those of its lines. The places of single measures are on their own pages and in the report's JSON "
            "file."
        )
    )
    columns = (Column(_("Focus area"), width=60), Column(_("Place in the source"), width=40))
    rows = tuple(
        (Cell(f"{pen.short(area)} {pen.plain(area['name'])}", href=pen.page(AREA, area["key"])), area["source"])
        for area in pen.areas.values()
    )
    yield Table(_("Sources by focus area"), columns, rows, id="table-sources")
