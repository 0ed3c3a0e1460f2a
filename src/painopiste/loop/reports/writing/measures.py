"""Measures by state: a chart, what stands still, the money, and what is dated ahead."""

from collections import Counter
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from painopiste.base import dates
from painopiste.base.charts import Category, StackedBar, stacked_bars
from painopiste.base.documents import Block, Cell, Column, Figure, Heading, Paragraph, Table, Text, joined
from painopiste.loop.plans import labels as measure_labels
from painopiste.loop.plans.rules import State
from painopiste.loop.reports.writing.pen import MEASURE, UNKNOWN, Pen, Row, cell, counted, day, lower_first, state_label
from painopiste.loop.reports.writing.timing import timing

TONES = {
    State.COMPLETED: "done",
    State.UNDER_WAY: "running",
    State.CONTINUOUS: "continuous",
    State.PLANNED: "planned",
    State.NOT_STARTED: "not_started",
    State.LATE: "late",
    State.BLOCKED: "blocked",
    State.CANCELLED: "cancelled",
    State.HANDED_OVER: "handed_over",
    UNKNOWN: "series6",
}
STOPPED = (State.BLOCKED, State.CANCELLED, State.HANDED_OVER)
AHEAD = 12  # rows of what is dated ahead


def chapter(pen: Pen) -> Iterator[Block]:
    """All measures by state, then those that need a word of their own."""
    measures = pen.facts["measures"]
    yield Heading(1, _("Measures by state"), id="measures")
    if not measures:
        yield Paragraph(_("No measures are known for the day."))
        return
    yield Paragraph(
        _(
            "The figure shows the measures of each focus area by their state on %(day)s. A measure counts as not known "
            "where no step is certain for the day. All measures are listed in Annex 1."
        )
        % {"day": pen.day}
    )
    yield _figure(pen, measures)
    yield from _stopped(pen, [row for row in measures if row["late"] or row["state"] in STOPPED])
    yield from _funding(pen, [(row, line) for row in measures for line in row["funding"]])
    yield from _ahead(pen, measures)


def _figure(pen: Pen, measures: Sequence[Row]) -> Figure:
    present = Counter(row["state"] for row in measures)
    states = [state for state in TONES if present[state]]
    groups = [(pen.short(area), area["key"], pen.plain(area["name"])) for area in pen.areas.values()]
    if any(row["focus_area"] is None for row in measures):
        groups.append((_("Model"), None, ""))
    counts = Counter((row["focus_area"], row["state"]) for row in measures)
    bars = [StackedBar(label, [counts[key, state] for state in states]) for label, key, _name in groups]
    categories = [Category(state_label(MEASURE, state), TONES[state]) for state in states]
    caption = _("Measures by focus area and state on %(day)s") % {"day": pen.day}
    summary = ", ".join(f"{lower_first(state_label(MEASURE, state))} {present[state]}" for state in states)
    alt = _("Measures of each focus area by state. In all %(number)s: %(states)s.") % {
        "number": len(measures),
        "states": summary,
    }
    svg = stacked_bars(bars, categories, title=caption, description=alt, language=pen.language, id="chart-measures")
    table = _table(pen, caption, states, groups, counts)
    return Figure(svg, caption, alt, table, href=pen.measures(), id="figure-measures", print_table=True)


def _table(
    pen: Pen,
    caption: str,
    states: Sequence[str],
    groups: Sequence[tuple[str, str | None, str]],
    counts: Counter[tuple[str | None, str]],
) -> Table:
    columns = (
        Column(_("Focus area"), width=20),
        *(Column(state_label(MEASURE, state), "end", 10) for state in states),
        Column(_("Total"), "end", 10),
    )
    rows = [
        (label, *(_number(pen, counts[key, state], state, key) for state in states), _total(pen, counts, states, key))
        for label, key, _name in groups
    ]
    totals = [sum(counts[key, state] for _label, key, _name in groups) for state in states]
    last = (_("Total"), *(_number(pen, number, state, None) for number, state in zip(totals, states, strict=True)))
    rows.append((*last, Cell(str(sum(totals)), href=pen.measures())))
    return Table(caption, columns, tuple(rows))


def _number(pen: Pen, number: int, state: str, area: str | None) -> str | Cell:
    if not number or state == UNKNOWN:
        return str(number)
    return Cell((counted(number, pen.measures(state, area or "")),))


def _total(pen: Pen, counts: Counter[tuple[str | None, str]], states: Sequence[str], area: str | None) -> str | Cell:
    number = sum(counts[area, state] for state in states)
    return Cell(str(number), href=pen.measures(area=area)) if area and number else str(number)


def _stopped(pen: Pen, rows: Sequence[Row]) -> Iterator[Block]:
    yield Heading(2, _("Late, blocked, cancelled and handed over"), id="stopped")
    if not rows:
        yield Paragraph(_("No measure is known to have been late, blocked, cancelled or handed over on the day."))
        return
    yield Paragraph(_("The table shows the measures that did not go on as planned, and why as far as it is known."))
    columns = (
        Column(_("Measure"), width=40),
        Column(_("State"), width=18),
        Column(_("Obstacle"), width=16),
        Column(_("Reason"), width=36),
    )
    table = tuple(_stopped_row(pen, row) for row in rows)
    yield Table(_("Measures late, blocked, cancelled or handed over on %(day)s") % {"day": pen.day}, columns, table)


def _stopped_row(pen: Pen, row: Row) -> tuple[str | Cell, ...]:
    because = str(measure_labels.BLOCKED_BY[row["blocked_by"]]) if row["blocked_by"] else ""
    state = _("Late") if row["late"] else state_label(MEASURE, row["state"])
    return _title(pen, row), state, because, cell(pen.text(row["reason"]))


def _title(pen: Pen, row: Row) -> Cell:
    return Cell(joined([f"{row['number']} ", pen.text(row["title"])]), href=pen.page(MEASURE, row["key"]))


def _funding(pen: Pen, lines: Sequence[tuple[Row, Row]]) -> Iterator[Block]:
    yield Heading(2, _("Funding"), id="funding")
    if not lines:
        yield Paragraph(_("No funding of a measure is known for the day."))
        return
    yield Paragraph(_("The table lists the funding that is known by measure. Most sources give no amount."))
    columns = (
        Column(_("Measure"), width=36),
        Column(pgettext("funding", "From"), width=30),
        Column(_("State"), width=14),
        Column(_("Amount, euros"), "end", 14),
    )
    rows = tuple(_funding_row(pen, measure, line) for measure, line in lines)
    yield Table(_("Funding of measures by %(day)s") % {"day": pen.day}, columns, rows, id="table-funding")


def _funding_row(pen: Pen, measure: Row, line: Row) -> tuple[str | Cell, ...]:
    giver: list[Text] = [pen.text(line["from"])]
    if line["funder"]:
        giver = [pen.party(line["funder"]), *([", ", giver[0]] if giver[0] else [])]
    state = str(measure_labels.FUNDING_STATES[line["state"]])
    if not line["certain"]:
        state = _("%(state)s (uncertain)") % {"state": state}
    amount = pen.number(line["amount"]) if line["amount"] else _("not stated")
    return _title(pen, measure), cell(joined(giver)), state, amount


def _ahead(pen: Pen, measures: Sequence[Row]) -> Iterator[Block]:
    """Open measures whose time is still ahead, the nearest first."""
    as_of = day(pen.facts["as_of"])
    rows = [row for row in measures if row["due_on"] and (dates.span(row["due_on"]["edtf"]).latest or as_of) > as_of]
    rows = [row for row in rows if row["state"] not in (State.COMPLETED, *STOPPED)]
    if not rows:
        return
    rows.sort(key=lambda row: dates.sort_key(row["due_on"]["edtf"]))
    yield Heading(2, _("Dated ahead"), id="ahead")
    yield Paragraph(_("Of the open measures, the following are the next to fall due."))
    columns = (Column(_("Measure"), width=50), Column(_("Lead"), width=25), Column(_("Timing"), width=25))
    table = tuple((_title(pen, row), cell(pen.parties(row["leads"])), _due(pen, row)) for row in rows[:AHEAD])
    yield Table(_("Measures that fall due after %(day)s") % {"day": pen.day}, columns, table)


def _due(pen: Pen, row: Row) -> str:
    return timing(pen, row) or pen.when(row["due_on"])
