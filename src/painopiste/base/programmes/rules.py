"""References to sources, as rows carry them: `väliraportti-2022:263,271-274; domain:10`. Pure."""

from enum import StrEnum
from typing import NamedTuple


class Places(StrEnum):
    """What the numbers after the colon are."""

    LINES = "lines"
    PAGES = "pages"
    NONE = "none"


class Reference(NamedTuple):
    """One source that a row names: its code, and where in it. `places` may be empty."""

    code: str
    places: str


def references(text: str) -> list[Reference]:
    """The sources that a row names, in its order. A text without a colon is a source without a place."""
    parts = [part.strip() for part in text.split(";")]
    split = [part.partition(":") for part in parts if part]
    return [Reference(code.strip(), places.strip()) for code, _colon, places in split]


def spaced(places: str) -> str:
    """The numbers as people write them: `173,329-361` is `173, 329–361`."""
    return ", ".join(place.strip().replace("-", "–") for place in places.split(","))


def is_one(places: str) -> bool:
    return places.isdecimal()
