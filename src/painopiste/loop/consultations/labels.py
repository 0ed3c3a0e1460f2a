"""What states of consultations are called on pages, by code."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from painopiste.loop.consultations.rules import EventState, Qualifier, Standing, State

STATES = {
    State.DRAFT: pgettext_lazy("consultation", "Being prepared"),
    State.OPEN: pgettext_lazy("consultation", "Open"),
    State.CLOSED: pgettext_lazy("consultation", "Closed"),
    State.CANCELLED: pgettext_lazy("consultation", "Cancelled"),
}
EVENT_STATES = {
    EventState.PLANNED: pgettext_lazy("event", "Planned"),
    EventState.HELD: pgettext_lazy("event", "Held"),
    EventState.CANCELLED: pgettext_lazy("event", "Cancelled"),
}
QUALIFIERS = {
    Qualifier.EXACT: "%(num)s",
    Qualifier.MORE_THAN: _("more than %(num)s"),
    Qualifier.ABOUT: _("about %(num)s"),
}
STANDINGS = {
    Standing.NOT_SENT: pgettext_lazy("asked", "Not sent yet"),
    Standing.ASKED: pgettext_lazy("asked", "Asked"),
    Standing.DRAFT: pgettext_lazy("asked", "Has begun an answer"),
    Standing.ANSWERED: pgettext_lazy("asked", "Answered"),
    Standing.REVOKED: pgettext_lazy("asked", "Link revoked"),
}
STEPS = {
    State.OPEN: _("Open it: the links are sent"),
    State.CLOSED: _("Close it: nobody can answer any more"),
    State.CANCELLED: _("Cancel it"),
}
