"""The rows of the list of measures, ready to be drawn: a page has fifty, each with a dozen texts and links."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from markupsafe import Markup

from painopiste.base import dates
from painopiste.base.web.addresses import addresses
from painopiste.base.web.wording import language, link, words
from painopiste.base.words import abbreviation_of
from painopiste.loop.plans import selectors

Row = dict[str, Any]


class Shown(NamedTuple):
    """What is shown of one measure."""

    key: str
    number: str
    title: Markup
    focus_area: Markup
    state: str
    leads: Markup
    participants: Markup
    timing: str
    overdue: bool


def shown(rows: Iterable[Row], *, today: date) -> Iterator[Shown]:
    """The rows of `selectors.list_measures` in the reader's language."""
    reader, measure = language(), addresses("plans:measure")
    area, names = _focus_area(reader), _party_names(reader)
    for row in rows:
        due = row["due_latest"]
        yield Shown(
            row["key"],
            row["number"],
            link(measure(row["key"]), words(row, "title", reader)),
            area(row),
            row["state"],
            names(row["leads"]),
            names(row["participants"]),
            dates.show(row["due_on"], reader) if row["due_on"] else words(row, "timing", reader),
            due is not None and due < today and row["state"] in selectors.OVERDUE_STATES,
        )


def _focus_area(reader: str) -> Callable[[Row], Markup]:
    """Links to focus areas, each made once."""
    page = addresses("focus_areas:focus_area")
    known: dict[str | None, Markup] = {None: Markup()}

    def name(row: Row) -> Markup:
        key = row["focus_area_key"]
        if key not in known:
            known[key] = link(page(key), words(row, "focus_area_name", reader))
        return known[key]

    return name


def _party_names(reader: str) -> Callable[[Iterable[Row]], Markup]:
    """Links to organisations, each made once, and to bodies; who is neither is named."""
    organisation, body = addresses("organisations:organisation"), addresses("bodies:body")
    known: dict[str, Markup] = {}

    def name(party: Row) -> Markup:
        key = party["key"]
        if key is None:
            if party["body_key"]:
                return link(body(party["body_key"]), words(party, "body_name", reader))
            return words(party, "named", reader)
        if key not in known:
            known[key] = link(organisation(key), abbreviation_of(party, reader))
        return known[key]

    return lambda parties: Markup(", ".join([name(party) for party in parties]))  # noqa: S704  all is Markup
