"""What can be chosen on the pages of measures."""

from typing import Any

from django.utils.translation import get_language

from painopiste.base.actors import Actor
from painopiste.base.bodies import selectors as bodies
from painopiste.base.organisations import selectors as organisations
from painopiste.base.words import abbreviation_of, words_of
from painopiste.loop.focus_areas import selectors as focus_areas


def language() -> str:
    return (get_language() or "fi")[:2]


def focus_area_choices(by: Actor) -> list[tuple[str, str]]:
    reader, rows = language(), focus_areas.list_choices(by=by)
    named = [(row["key"], row["number"], str(words_of(row, "name", reader))) for row in rows]
    return [(key, f"{number}. {name}" if number else name) for key, number, name in named]


def organisation_choices(by: Actor) -> list[tuple[str, str]]:
    reader, rows = language(), organisations.list_choices(by=by)
    return [
        (row["key"], _organisation(abbreviation_of(row, reader), str(words_of(row, "name", reader)))) for row in rows
    ]


def _organisation(abbreviation: str, name: str) -> str:
    return name if abbreviation == name else f"{abbreviation} – {name}"


def body_choices(by: Actor) -> list[tuple[str, Any]]:
    return [(row["key"], words_of(row, "name", language())) for row in bodies.list_bodies(by=by)]
