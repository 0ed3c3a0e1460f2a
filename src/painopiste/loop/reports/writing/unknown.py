"""What can't be told of the day, because the sources date it only roughly."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from painopiste.base.documents import Block, Cell, Column, Heading, Paragraph, Table, Text, joined
from painopiste.loop.reports.writing.pen import AREA, MEASURE, Pen, Row, cell, lower_first, plain_party, state_label

STATES_OF = {AREA, MEASURE}


def chapter(pen: Pen) -> Iterator[Block]:
    """The doubts, those on focus areas first."""
    rows = pen.facts["unknown"]
    yield Heading(1, _("What is not known about the day"), id="unknown")
    if not rows:
        yield Paragraph(_("All steps, names and roles of that day are known for certain."))
        return
    sentence = ngettext(
        "On %(day)s one matter is uncertain, because its time is known only roughly.",
        "On %(day)s %(number)s matters are uncertain, because their times are known only roughly.",
        len(rows),
    )
    yield Paragraph(sentence % {"day": pen.day, "number": len(rows)})
    kinds = (
        (_("Focus areas"), [row for row in rows if row["about"]["kind"] == AREA]),
        (_("Measures"), [row for row in rows if row["about"]["kind"] == MEASURE]),
        (_("Decisions, events and findings"), [row for row in rows if row["about"]["kind"] not in STATES_OF]),
    )
    for heading, some in kinds:
        if some:
            yield Heading(2, heading)
            yield _table(pen, heading, some)


def _table(pen: Pen, heading: str, rows: Sequence[Row]) -> Table:
    columns = (
        Column(_("Matter"), width=46),
        Column(_("What is uncertain"), width=30),
        Column(_("Time in the source"), width=24),
    )
    caption = _("Not known for certain on %(day)s: %(what)s") % {"day": pen.day, "what": lower_first(heading)}
    return Table(caption, columns, tuple(_row(pen, row) for row in rows))


def _row(pen: Pen, row: Row) -> tuple[str | Cell, ...]:
    kind, key = row["about"]["kind"], row["about"]["key"]
    sign = pen.short(pen.areas[key]) if kind == AREA else str(row.get("number") or "")
    title: Text = joined([f"{sign} ".lstrip(), pen.text(row["title"])])
    matter = Cell(title, href=pen.page(kind, key)) if kind in STATES_OF else cell(title)
    return matter, _doubt(pen, row), _time(pen, row)


def _doubt(pen: Pen, row: Row) -> str:
    match row["code"]:
        case "state":
            return _state(row)
        case "name":
            return _("which name was in use")
        case "organisation" if row["role"] == "leads":
            return _("whether this organisation led: %(name)s") % {"name": plain_party(pen, row["party"])}
        case "organisation":
            return _("whether this organisation took part: %(name)s") % {"name": plain_party(pen, row["party"])}
        case "deliverable":
            return _("whether this had been published: %(name)s") % {"name": pen.plain(row["thing"])}
        case "funding":
            return _("whether the funding had been settled")
        case "decision":
            return _("whether the decision had been made")
        case "event":
            return _("whether it had happened")
        case _:
            return _("whether it had been stated")


def _state(row: Row) -> str:
    if row["state"] == "unknown":
        return _("in what state it was")
    label = lower_first(state_label(row["about"]["kind"], row["state"]))
    return _("whether it was still in the state: %(state)s") % {"state": label}


def _time(pen: Pen, row: Row) -> str:
    if row["code"] == "state":
        kind = row["about"]["kind"]
        return "; ".join(f"{state_label(kind, one['state'])}: {_when(pen, one)}" for one in row["possible"])
    if row["code"] == "organisation":
        party = row["party"]
        return " – ".join(pen.when(party[side]) for side in ("since", "until") if party[side])
    return _when(pen, row) if "happened_on" in row else ""


def _when(pen: Pen, row: Row) -> str:
    return pen.when(row["happened_on"]) or _("no date")
