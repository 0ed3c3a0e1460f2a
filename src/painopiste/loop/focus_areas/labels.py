"""What the states of focus areas are called on pages and in reports, by code."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from painopiste.loop.focus_areas.rules import State

STATES = {
    State.PROPOSED: _("Proposed"),
    State.APPROVED: _("Approved"),
    State.PLANNING: _("Being planned"),
    State.RUNNING: _("Running"),
    State.PAUSED: _("Paused"),
    State.COMPLETED: pgettext_lazy("focus area", "Completed"),
    State.HANDED_OVER: pgettext_lazy("focus area", "Handed over"),
    State.MERGED: _("Merged"),
    State.REJECTED: _("Rejected"),
}
ROLES = {"lead": _("Lead"), "participant": _("Participant")}
