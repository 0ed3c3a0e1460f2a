"""The words that people see, by the words in the sources: a better translation breaks no journey."""

from django.utils.translation import gettext, override, pgettext


def fi(text: str, context: str = "", **values: object) -> str:
    """A text of the pages in Finnish."""
    with override("fi"):
        found = pgettext(context, text) if context else gettext(text)
    return found % values if values else found
