"""References to sources in words that a reader understands."""

from django.utils.translation import gettext as _
from markupsafe import Markup

from painopiste.base.programmes.rules import Places, Reference, is_one, references, spaced
from painopiste.base.programmes.selectors import get_sources
from painopiste.base.web.wording import words


def source(text: str) -> Markup:
    """What a row names as its source: the names of the works in the reader's language, and the places in them.

    A work that the programme does not list is shown as it is written.
    """
    return Markup("; ").join(_told(reference) for reference in references(text))


def _told(reference: Reference) -> Markup:
    work = get_sources().get(reference.code)
    if work is None:
        return Markup(": ").join(part for part in map(Markup.escape, reference) if part)
    where = _where(Places(work["places"]), reference.places) if reference.places else ""
    return Markup(", ").join(part for part in (words(work), Markup.escape(where)) if part)


def _where(kind: Places, places: str) -> str:
    found = {"places": spaced(places)}
    if kind is Places.LINES:
        return _("line %(places)s") % found if is_one(places) else _("lines %(places)s") % found
    if kind is Places.PAGES:
        return _("page %(places)s") % found if is_one(places) else _("pages %(places)s") % found
    return ""
