"""The cooperation model and its development: bodies, key figures, history."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from painopiste.base.bodies import labels as body_labels
from painopiste.base.documents import (
    Block,
    BulletList,
    Cell,
    Column,
    Facts,
    Heading,
    Paragraph,
    Table,
    Text,
    from_markdown,
    joined,
)
from painopiste.loop.reports.writing.pen import Pen, Row, cell

HISTORY = ("model", "surroundings")


def chapter(pen: Pen) -> Iterator[Block]:
    """What the model is, who works in it, what is counted of it and how it came about."""
    programme = pen.facts["programme"]
    yield Heading(1, _("The cooperation model and its development"), id="model")
    description = programme["description"]
    yield from from_markdown(pen.plain(description), language=pen.language_of(description))
    yield Facts(tuple(_facts(pen)))
    yield from _bodies(pen)
    yield from _figures(pen)
    yield from _history(pen)


def _facts(pen: Pen) -> Iterator[tuple[str, str | Cell]]:
    programme = pen.facts["programme"]
    if programme["owner"]:
        yield _("Owner of the model"), Cell(pen.text(programme["owner"]["name"]))
    if programme["began"]["edtf"]:
        yield _("In operation from"), pen.when(programme["began"])
    if programme["term_ends"]["edtf"]:
        yield _("The term ends"), pen.when(programme["term_ends"])


def _bodies(pen: Pen) -> Iterator[Block]:
    bodies = pen.facts["bodies"]
    yield Heading(2, _("Bodies"), id="bodies")
    if not bodies:
        yield Paragraph(_("No bodies have been recorded for the day."))
        return
    yield Paragraph(
        _(
            "The cooperation group decides on the focus areas, the expert network prepares them, and the groups carry "
            "them out. The table lists the bodies and the organisations in them as far as the source names them."
        )
    )
    columns = (
        Column(_("Body"), width=30),
        Column(_("Kind"), width=18),
        Column(_("Meets"), width=16),
        Column(_("Members"), width=36),
    )
    rows = tuple(_body(pen, body) for body in bodies)
    yield Table(
        _("Bodies on %(day)s") % {"day": pen.day}, columns, rows, href=pen.link("toimielimet/"), id="table-bodies"
    )


def _body(pen: Pen, body: Row) -> tuple[str | Cell, ...]:
    name = Cell(pen.text(body["name"]), href=pen.page("body", body["key"]))
    tempo = str(body_labels.TEMPOS[body["tempo"]]) if body["tempo"] else ""
    return name, str(body_labels.KINDS[body["kind"]]), tempo, cell(_members(pen, body))


def _members(pen: Pen, body: Row) -> Text:
    members = body["members"]
    if not members:
        return _("not named in the source")
    return joined([part for member in members for part in (", ", *_member(pen, member))][1:])


def _member(pen: Pen, member: Row) -> Iterator[Text]:
    yield pen.party(member)
    remarks = [] if member["role"] == "member" else [str(body_labels.ROLES[member["role"]]).lower()]
    if not member["certain"]:
        remarks.append(_("uncertain"))
    if remarks:
        yield f" ({', '.join(remarks)})"


def _figures(pen: Pen) -> Iterator[Block]:
    figures = pen.facts["figures"]
    if not figures:
        return
    yield Heading(2, _("Key figures"), id="figures")
    yield Paragraph(_("The figures below are those that the source itself states; they have not been counted here."))
    columns = (
        Column(pgettext("number", "Figure"), width=60),
        Column(_("Value"), "end", 22),
        Column(_("Stated"), width=18),
    )
    rows = tuple((cell(pen.text(row["title"])), _value(pen, row), pen.when(row["stated_on"])) for row in figures)
    yield Table(_("Key figures stated by %(day)s") % {"day": pen.day}, columns, rows, id="table-figures")


def _value(pen: Pen, figure: Row) -> str:
    number = pen.number(figure["value"])
    qualified = {
        "more_than": _("more than %(number)s"),
        "about": _("about %(number)s"),
        "little_over": _("a little over %(number)s"),
    }
    sentence = qualified.get(figure["qualifier"], "%(number)s")
    units = {"EUR": "€", "eur": "€", "%": "%"}
    unit = units.get(figure["unit"], "")
    return (sentence % {"number": number}) + (f"\u00a0{unit}" if unit else "")


def _history(pen: Pen) -> Iterator[Block]:
    events = [event for event in pen.facts["timeline"] if event["theme"] in HISTORY]
    if not events:
        return
    yield Heading(2, _("How the model came about"), id="history")
    yield BulletList(tuple(_event(pen, event) for event in events))


def _event(pen: Pen, event: Row) -> Text:
    parts: list[Text] = [f"{pen.when(event['happened_on'])}: ", pen.text(event["title"]), "."]
    description = pen.text(event["description"])
    return joined([*parts, " ", description] if description else parts)
