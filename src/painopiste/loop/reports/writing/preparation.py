"""How focus areas were prepared and decided on."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from painopiste.base.documents import Block, BulletList, Cell, Column, Heading, Paragraph, Run, Table, Text, joined
from painopiste.loop.reports.writing.pen import AREA, MEASURE, Pen, Row, fill, lower_first, state_label, state_text

STAGES = ("proposed", "approved", "planning", "running")


def chapter(pen: Pen) -> Iterator[Block]:
    """Preparation of focus areas and the decisions on them."""
    yield Heading(1, _("Preparing and deciding on focus areas"), id="preparation")
    yield from _preparation(pen)
    yield from _decisions(pen)


def _preparation(pen: Pen) -> Iterator[Block]:
    areas = pen.facts["focus_areas"]
    yield Heading(2, _("Preparation of focus areas"), id="stages")
    yield Paragraph(
        _(
            "A focus area is first proposed. After the cooperation group has approved it, the group plans the measures "
            "and starts to carry them out. The table shows when each focus area took these steps. An empty cell means "
            "that the step had not been taken, or that its time is not known for certain."
        )
    )
    columns = (
        Column(_("Focus area"), width=34),
        *(Column(state_label(AREA, stage), width=14) for stage in STAGES),
        Column(_("State"), width=16),
    )
    rows = tuple(_stages(pen, area) for area in areas)
    yield Table(
        _("Steps of the focus areas by %(day)s") % {"day": pen.day}, columns, rows, href=pen.link("painopisteet/")
    )
    own = [measure for measure in pen.facts["measures"] if measure["focus_area"] is None]
    if own:
        yield Paragraph(_("Measures that concern the model itself:"))
        yield BulletList(tuple(_own(pen, measure) for measure in own))


def _stages(pen: Pen, area: Row) -> tuple[str | Cell, ...]:
    first: dict[str, str] = {}
    for step in area["steps"]:
        first.setdefault(step["state"], pen.when(step["happened_on"]))
    name = Cell(joined([f"{pen.short(area)} ", pen.text(area["name"])]), href=f"#{area['key']}")
    return name, *(first.get(stage, "") for stage in STAGES), state_text(AREA, area, pen)


def _own(pen: Pen, measure: Row) -> Text:
    href = pen.page(MEASURE, measure["key"])
    name = fill("%(name)s", name=joined([f"{measure['number']} ", pen.text(measure["title"])]))
    linked = tuple(Run(run.text, href=href, language=run.language) for run in name)
    parts: list[Text] = [linked, f": {lower_first(state_text(MEASURE, measure, pen))}."]
    told = pen.text(measure["told"]["note"]) if measure["told"] else ()
    return joined([*parts, " ", told] if told else parts)


def _decisions(pen: Pen) -> Iterator[Block]:
    decisions = pen.facts["decisions"]
    yield Heading(2, _("Decisions on the model and its focus areas"), id="decisions")
    if decisions:
        sentence = ngettext(
            "By %(day)s one decision has been recorded. Its source is in Annex 2.",
            "By %(day)s %(number)s decisions have been recorded. Their sources are in Annex 2.",
            len(decisions),
        )
        yield Paragraph(sentence % {"day": pen.day, "number": len(decisions)})
        yield BulletList(tuple(_decision(pen, decision) for decision in decisions))
    else:
        yield Paragraph(_("No decision is known for certain to have been made by %(day)s.") % {"day": pen.day})
    waiting = pen.facts["undecided"]
    if waiting:
        yield Paragraph(_("Waiting for a decision on the day:"))
        yield BulletList(tuple(_waiting(pen, row) for row in waiting))


def _decision(pen: Pen, decision: Row) -> Text:
    title = pen.text(decision["title"], strong=True)
    parts: list[Text] = [f"{pen.when(decision['decided_on'])}: ", title, *_decided_by(pen, decision["body"]), "."]
    text = pen.text(decision["text"])
    return joined([*parts, " ", text] if text else parts)


def _decided_by(pen: Pen, body: Row | None) -> Sequence[Text]:
    """Whose decision it was, where it was not that of the cooperation group."""
    if body is None or body["key"] in {one["key"] for one in pen.facts["bodies"] if one["kind"] == "cooperation_group"}:
        return []
    return [" (", pen.text(body["name"]), ")"]


def _waiting(pen: Pen, row: Row) -> Text:
    kinds = {
        "focus_area": _("Proposed focus area: %(name)s"),
        "pilot": _("Extending a pilot: %(name)s"),
        "measure": _("Measure awaiting a decision: %(name)s"),
    }
    return fill(kinds[row["what"]], name=joined([f"{row['number'] or ''} ".lstrip(), pen.text(row["title"])]))
