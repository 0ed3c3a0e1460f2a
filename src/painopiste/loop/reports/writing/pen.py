"""What every chapter writes with: texts in the reader's language, dates, names that lead to their pages, and states."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from painopiste.base import dates
from painopiste.base.documents import Cell, Run, Text, joined, plain
from painopiste.base.documents.blocks import runs
from painopiste.base.words import FALLBACKS, abbreviation_of
from painopiste.loop.focus_areas import labels as focus_area_labels
from painopiste.loop.plans import labels as measure_labels

Row = Mapping[str, Any]
Words = Mapping[str, str]
PLACE = re.compile(r"%\((\w+)\)s")
UNKNOWN = "unknown"
AREA, MEASURE = "focus_area", "measure"
ADDRESSES = {
    AREA: "painopisteet/{}/",
    MEASURE: "toimenpiteet/{}/",
    "organisation": "organisaatiot/{}/",
    "body": "toimielimet/{}/",
}


class Pen:
    """The facts, the language and the addresses; one for each document."""

    def __init__(self, facts: Row, language: str, base_url: str) -> None:
        self.facts, self.language, self._base_url = facts, language, base_url.rstrip("/")
        self.areas: Mapping[str, Row] = {row["key"]: row for row in facts["focus_areas"]}
        self._numbers = {row["key"]: row["number"] for row in facts["measures"]}
        self._groups = {row["group"]["key"]: row for row in facts["focus_areas"] if row["group"]}
        self.day = dates.show(facts["as_of"], language)

    def text(self, words: Words, *, strong: bool = False) -> tuple[Run, ...]:
        """A text in the reader's language; one in another language says which it is."""
        found = self._found(words)
        return (Run(words[found], strong=strong, language=found),) if found else ()

    def plain(self, words: Words) -> str:
        found = self._found(words)
        return words[found] if found else ""

    def language_of(self, words: Words) -> str:
        return self._found(words)

    def _found(self, words: Words) -> str:
        return next((language for language in FALLBACKS[self.language] if words.get(language)), "")

    def when(self, dated: Row | str | None) -> str:
        """A date as people of the language write it; nothing where there is none."""
        value = dated["edtf"] if isinstance(dated, Mapping) else dated
        return dates.show(value, self.language) if value else ""

    def number(self, value: str) -> str:
        """A decimal number with narrow spaces between thousands and the language's decimal mark."""
        whole, _dot, part = value.partition(".")
        part = part.rstrip("0")
        grouped = f"{int(whole):,}".replace(",", "\u202f")
        return grouped + (f"{'.' if self.language == 'en' else ','}{part}" if part else "")

    def link(self, path: str, **query: str) -> str:
        given = {name: value for name, value in query.items() if value}
        return f"{self._base_url}/{self.language}/{path}" + (f"?{urlencode(given)}" if given else "")

    def page(self, kind: str, key: str) -> str:
        return self.link(ADDRESSES[kind].format(key))

    def measures(self, state: str = "", area: str = "") -> str:
        """The list of measures narrowed to a state and a focus area: the rows behind a number."""
        return self.link("toimenpiteet/", tila="" if state == UNKNOWN else state, painopiste=area)

    def short(self, area: Row) -> str:
        """The sign of a focus area in tables and charts, such as P3."""
        return f"P{area['number']}" if area["number"] else str(area["key"])

    def number_of(self, measure: str) -> str:
        """The number of a measure as people write it."""
        return str(self._numbers.get(measure, measure))

    def abbreviation(self, organisation: Row) -> str:
        """How the report's language abbreviates an organisation; empty for a body."""
        return abbreviation_of(organisation, self.language)

    def party(self, party: Row) -> tuple[Run, ...]:
        """An organisation, a body, or whom the source names; organisations and bodies lead to their pages."""
        kind = next((kind for kind in ("organisation", "body") if party.get(kind)), "")
        short = self.abbreviation(party)
        name = (Run(short),) if short else self.text(party["name"])
        if kind == "body" and party["body"] in self._groups:
            name = (Run(_("%(area)s group") % {"area": self.short(self._groups[party["body"]])}),)
        return runs(name, self.page(kind, party[kind])) if kind else name

    def parties(self, parties: Iterable[Row]) -> tuple[Run, ...]:
        """Organisations one after another, with what their part is and what is uncertain."""
        return listed([joined([self.party(party), *self._remarks(party)]) for party in parties])

    def former(self, parties: Iterable[Row]) -> tuple[Run, ...]:
        """Organisations that had a part before, and until when."""
        until = _("until %(date)s")
        return listed([joined([self.party(one), f" ({until % {'date': self.when(one['until'])}})"]) for one in parties])

    def _remarks(self, party: Row) -> Sequence[Text]:
        remarks = [self.plain(party["part"])] if any(party.get("part", {}).values()) else []
        if party["since"]:
            remarks.append(_("from %(date)s") % {"date": self.when(party["since"])})
        if not party["certain"]:
            remarks.append(_("uncertain"))
        return [f" ({', '.join(remarks)})"] if remarks else []


def fill(sentence: str, **parts: Text) -> tuple[Run, ...]:
    """Put texts into the places of a translated sentence; a number may so lead to its rows."""
    pieces = PLACE.split(sentence)
    return joined([parts[piece] if at % 2 else piece for at, piece in enumerate(pieces) if at % 2 or piece])


def listed(items: Sequence[Text], separator: str = ", ") -> tuple[Run, ...]:
    """Texts one after another."""
    return joined([part for item in items for part in (separator, item)][1:])


def counted(count: int, href: str) -> Run:
    return Run(str(count), href=href if count else "")


def cell(text: Text) -> str | Cell:
    """A table's cell, kept simple where the text has no appearance of its own."""
    simple = isinstance(text, str) or all(run == Run(run.text) for run in text)
    return plain(text) if simple else Cell(text)


def lower_first(label: str) -> str:
    """A label inside a sentence; abbreviations stay as they are."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def state_label(kind: str, state: str) -> str:
    """What a state is called."""
    if state == UNKNOWN:
        return str(measure_labels.UNKNOWN_STATE)
    labels: Mapping[Any, Any] = focus_area_labels.STATES if kind == AREA else measure_labels.STATES
    return str(labels[state])


def state_text(kind: str, row: Row, pen: Pen) -> str:
    """The state of a row; where it is uncertain, also what it may have been."""
    label = state_label(kind, row["state"])
    if row["state_certain"]:
        return label
    possible = [
        f"{lower_first(state_label(kind, one['state']))} ({pen.when(one['happened_on'])})"
        for one in row["possible_states"]
        if one["state"] != row["state"] and one["happened_on"]["edtf"]
    ]
    if not possible:
        return _("%(state)s (uncertain)") % {"state": label}
    return _("%(state)s; perhaps: %(possible)s") % {"state": label, "possible": ", ".join(possible)}


def plain_party(pen: Pen, party: Row) -> str:
    return pen.abbreviation(party) or pen.plain(party["name"])


def day(iso: str) -> date:
    return date.fromisoformat(iso)
