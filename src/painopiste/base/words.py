"""Texts in three languages, and what to show when one is missing. Pure: no Django."""

from dataclasses import dataclass
from typing import Literal, get_args

Language = Literal["fi", "sv", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

# What a reader is offered when the text does not exist in their own language.
FALLBACKS: dict[str, tuple[Language, ...]] = {
    "fi": ("fi", "sv", "en"),
    "sv": ("sv", "fi", "en"),
    "en": ("en", "fi", "sv"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """A text and the language that it is in."""

    text: str
    language: Language

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


def words_of(row: object, field: str, language: str) -> Words:
    """The text of `row.<field>_<language>`, or the nearest language that has one.

    `row` is an object with attributes or a mapping. An empty text comes back in the asked language.
    """
    get = row.get if isinstance(row, dict) else lambda name: getattr(row, name, "")
    for candidate in FALLBACKS[language]:
        text = get(f"{field}_{candidate}")
        if text:
            return Words(str(text), candidate)
    return Words("", FALLBACKS[language][0])


# The columns of an organisation's abbreviation: one for all languages, and the Swedish one where it differs.
ABBREVIATIONS = ("abbreviation", "abbreviation_sv")


def abbreviation_of(row: object, language: str, field: str = "abbreviation") -> str:
    """How an organisation is abbreviated in the language: `row.<field>`, in Swedish `row.<field>_sv` if there is one.

    `row` is an object with attributes or a mapping. Empty where the row names no organisation.
    """
    get = row.get if isinstance(row, dict) else lambda name: getattr(row, name, "")
    return (language == "sv" and get(f"{field}_sv")) or get(field) or ""


def marked(text: str) -> str:
    """The text itself, marked for translation where nothing of Django may be imported."""
    return text
