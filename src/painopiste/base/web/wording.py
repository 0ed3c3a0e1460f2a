"""Texts of rows in the language of who reads the page."""

from django.utils import translation
from markupsafe import Markup, escape

from painopiste.base.words import Words, abbreviation_of, words_of


def language() -> str:
    return (translation.get_language() or "fi")[:2]


def words(row: object, field: str = "name", reader: str = "") -> Markup:
    """A text of the row in the reader's language; a text in another language is marked as such (WCAG 3.1.2).

    Who draws many rows gives the language of the `reader`, so that it is asked for only once.
    """
    reader = reader or language()
    found = row if isinstance(row, Words) else words_of(row, field, reader)
    if found.language == reader or not found.text:
        return escape(found.text)
    return Markup('<span lang="{}">{}</span>').format(found.language, found.text)


def abbreviation(row: object, field: str = "abbreviation") -> str:
    """How an organisation is abbreviated in the reader's language."""
    return abbreviation_of(row, language(), field)


def link(url: str, text: str) -> Markup:
    """A link to a page of ours: the address has been made by us, the text may hold anything."""
    return Markup(f'<a href="{url}">{escape(text)}</a>')  # noqa: S704  the text is escaped
