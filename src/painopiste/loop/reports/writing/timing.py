"""When a measure is done, as far as is known."""

from django.utils.translation import gettext as _

from painopiste.loop.reports.writing.pen import Pen, Row


def timing(pen: Pen, measure: Row) -> str:
    """The words of the source, or else the dates that are known."""
    if words := pen.plain(measure["timing"]):
        return words
    starts, due = pen.when(measure["starts_on"]), pen.when(measure["due_on"])
    if starts and due and starts != due:
        return f"{starts} – {due}"
    if due:
        return due
    return _("from %(date)s") % {"date": starts} if starts else ""
