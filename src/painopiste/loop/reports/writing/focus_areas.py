"""Each focus area: who is responsible, how it goes, and its measures."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from painopiste.base.bodies import labels as body_labels
from painopiste.base.documents import (
    Block,
    Cell,
    Column,
    Facts,
    Heading,
    Paragraph,
    Run,
    Table,
    Text,
    from_markdown,
    joined,
)
from painopiste.loop.plans import labels as measure_labels
from painopiste.loop.progress import labels as progress_labels
from painopiste.loop.reports.writing.pen import AREA, MEASURE, Pen, Row, cell, listed, lower_first, state_text
from painopiste.loop.reports.writing.timing import timing


def chapter(pen: Pen) -> Iterator[Block]:
    """All focus areas in the order of their numbers."""
    yield Heading(1, _("Focus areas: progress and results"), id="focus-areas")
    if not pen.areas:
        yield Paragraph(_("No focus area is known to have existed on the day."))
    measures = {measure["key"]: measure for measure in pen.facts["measures"]}
    for area in pen.areas.values():
        yield from _focus_area(pen, area, [measures[key] for key in area["measures"]])


def _focus_area(pen: Pen, area: Row, measures: list[Row]) -> Iterator[Block]:
    yield Heading(2, f"{pen.short(area)} {pen.plain(area['name'])}", id=area["key"])
    yield Facts(tuple(_facts(pen, area)))
    yield from _ended(pen, area)
    yield from _narratives(pen, area)
    if measures:
        yield _measures(pen, area, measures)
    else:
        yield Paragraph(_("No measures are known for the day."))


def _facts(pen: Pen, area: Row) -> Iterator[tuple[str, str | Cell]]:
    yield _("Lead"), Cell(pen.parties(area["leads"]) or _("not known"))
    if before := [party for party in area["former"] if party["role"] == "lead"]:
        yield _("Lead before"), Cell(pen.former(before))
    yield _("Other participants"), Cell(_participants(pen, area))
    if area["group"]:
        yield _("Group"), Cell(_group(pen, area["group"]))
    if area["subgroups"]:
        yield (
            _("Subgroups"),
            Cell(listed([_group(pen, group) for group in area["subgroups"]])),
        )
    yield _("State"), Cell(state_text(AREA, area, pen), href=pen.page(AREA, area["key"]))
    if area["state_since"] and area["state_since"]["edtf"]:
        yield _("In this state from"), pen.when(area["state_since"])
    if area["plan"]:
        yield _("Plan approved"), pen.when(area["plan"]["approved_on"])
    yield from _answers(area["answer"])


def _participants(pen: Pen, area: Row) -> Text:
    if area["participants"]:
        return pen.parties(area["participants"])
    return _("No other participants.") if area["participants_stated"] else _("Left empty in the source.")


def _group(pen: Pen, group: Row) -> Text:
    href = pen.page("body", group["key"])
    name = tuple(Run(run.text, href=href, language=run.language) for run in pen.text(group["name"]))
    if group["tempo"] in ("", "not_known"):
        return name
    return joined([name, f" ({lower_first(str(body_labels.TEMPOS[group['tempo']]))})"])


def _answers(answer: Row | None) -> Iterator[tuple[str, str]]:
    if answer is None:
        return
    if answer["activity"]:
        yield _("Activity"), str(progress_labels.ACTIVITIES[answer["activity"]])
    if answer["obstacles"]:
        labels = [str(measure_labels.BLOCKED_BY[code]) for code in answer["obstacles"]]
        yield _("Obstacles"), ", ".join([labels[0], *(lower_first(label) for label in labels[1:])])
    if answer["forecast"]:
        yield _("Forecast"), str(progress_labels.FORECASTS[answer["forecast"]])


def _ended(pen: Pen, area: Row) -> Iterator[Block]:
    """Why the focus area came to its present state, and where its work goes on."""
    last = area["steps"][-1] if area["steps"] else None
    if last is None:
        return
    destination, reason = pen.text(last["destination"]), pen.text(last["reason"])
    if destination:
        yield Paragraph(joined([_("The work continues here:"), " ", destination, "."]))
    if reason:
        yield Paragraph(reason)


def _narratives(pen: Pen, area: Row) -> Iterator[Block]:
    answer = area["answer"]
    if answer is None:
        if pen.facts["round"] is not None:
            yield Paragraph(_("The group has not answered in the progress round."))
        return
    headings = {
        "done": _("What has been done"),
        "obstacles_text": _("Obstacles"),
        "outlook": _("Outlook"),
        "needs": _("Needs"),
    }
    for name, heading in headings.items():
        words = answer[name]
        if text := pen.plain(words):
            yield Heading(3, heading, id=f"{area['key']}-{name}", numbered=False)
            yield from from_markdown(text, language=pen.language_of(words))


def _measures(pen: Pen, area: Row, measures: list[Row]) -> Table:
    columns = (
        Column(_("No."), width=7),
        Column(_("Measure"), width=41),
        Column(_("Lead"), width=17),
        Column(_("State"), width=17),
        Column(_("Timing"), width=18),
    )
    caption = _("Measures of %(area)s on %(day)s") % {"area": pen.short(area), "day": pen.day}
    rows = tuple(measure_row(pen, measure) for measure in measures)
    return Table(caption, columns, rows, href=pen.measures(area=area["key"]), id=f"table-{area['key']}")


def measure_row(pen: Pen, measure: Row) -> tuple[str | Cell, ...]:
    """A measure as tables show it: number, title, lead, state and timing."""
    state = state_text(MEASURE, measure, pen)
    if measure["late"] and measure["state"] != "late":
        state = _("%(state)s, late") % {"state": state}
    title = Cell(pen.text(measure["title"]), href=pen.page(MEASURE, measure["key"]))
    return str(measure["number"]), title, cell(pen.parties(measure["leads"])), state, timing(pen, measure)
