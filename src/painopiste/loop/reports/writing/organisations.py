"""Which organisation leads which focus area, and in which it takes part."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from painopiste.base.charts import matrix
from painopiste.base.documents import Block, Cell, Column, Figure, Heading, Paragraph, Table
from painopiste.loop.reports.writing.pen import Pen, Row


def chapter(pen: Pen) -> Iterator[Block]:
    """Organisations by focus areas, as a drawing and as a table."""
    organisations = [row for row in pen.facts["organisations"] if row["roles"]]
    yield Heading(1, _("Organisations by focus area"), id="organisations")
    if not organisations or not pen.areas:
        yield Paragraph(_("No organisation is known to have had a part in a focus area on the day."))
        return
    yield Paragraph(
        _(
            "The figure shows which organisations led each focus area on %(day)s and which took part in it. Where the "
            "source has left the participants out, the column is not complete. The same is "
            "in words, and with full names, in Annex 3."
        )
        % {"day": pen.day}
    )
    left_empty = [pen.short(area) for area in pen.areas.values() if not area["participants_stated"]]
    note = (
        _("The source names no participants for: %(areas)s.") % {"areas": ", ".join(left_empty)} if left_empty else ""
    )
    caption = _("Organisations by focus area on %(day)s") % {"day": pen.day}
    leading = sum(1 for row in organisations if any(held["role"] == "lead" for held in row["roles"].values()))
    alt = _(
        "A table of marks: %(rows)s organisations against %(columns)s focus areas. %(leading)s of the organisations "
        "lead at least one focus area. The same is in the table as words."
    ) % {"rows": len(organisations), "columns": len(pen.areas), "leading": leading}
    yield Figure(
        _drawing(pen, organisations, caption, alt),
        caption,
        alt,
        _table(pen, organisations, caption),
        note=note if left_empty else "",
        href=pen.link("organisaatiot/"),
        id="figure-organisations",
    )


def _marks() -> dict[str, str]:
    return {"lead": _("Lead"), "participant": _("Participant"), "former": _("Earlier")}


def _label(pen: Pen, row: Row) -> str:
    return pen.abbreviation(row) or pen.plain(row["name"])


def _drawing(pen: Pen, organisations: list[Row], caption: str, alt: str) -> str:
    columns = list(pen.areas)
    cells = {
        (at, columns.index(key)): held["role"]
        for at, row in enumerate(organisations)
        for key, held in row["roles"].items()
        if key in pen.areas
    }
    used = {role: name for role, name in _marks().items() if role in cells.values()}
    rows = [_label(pen, row) for row in organisations]
    heads = [pen.short(area) for area in pen.areas.values()]
    return matrix(
        rows, heads, cells, used, title=caption, description=alt, language=pen.language, id="chart-organisations"
    )


def _table(pen: Pen, organisations: list[Row], caption: str) -> Table:
    columns = (Column(_("Organisation"), width=22), *(Column(pen.short(area), width=9) for area in pen.areas.values()))
    rows: list[tuple[str | Cell, ...]] = [
        (
            Cell(_label(pen, row), href=pen.page("organisation", row["key"])),
            *(_role(row["roles"].get(key)) for key in pen.areas),
        )
        for row in organisations
    ]
    return Table(caption, columns, tuple(rows))


def _role(held: Row | None) -> str:
    if held is None:
        return ""
    words = {"lead": _("leads"), "participant": _("takes part"), "former": _("earlier")}
    return words[held["role"]] if held["certain"] else f"{words[held['role']]}?"
