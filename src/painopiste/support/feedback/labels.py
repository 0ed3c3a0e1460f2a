"""What the kinds and states of feedback are called on pages, by code."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from painopiste.support.feedback.rules import Kind, State

KINDS = {
    Kind.ACCESSIBILITY: _("Accessibility: something is hard or impossible to use"),
    Kind.CONTENT: _("Content: something is wrong or missing"),
    Kind.FAULT: _("A fault in the service"),
    Kind.IDEA: _("An idea"),
    Kind.OTHER: _("Something else"),
}
SHORT_KINDS = {
    Kind.ACCESSIBILITY: _("Accessibility"),
    Kind.CONTENT: _("Content"),
    Kind.FAULT: _("Fault"),
    Kind.IDEA: _("Idea"),
    Kind.OTHER: pgettext_lazy("feedback", "Other"),
}
STATES = {
    State.WAITING: _("Waits for an answer"),
    State.LATE: _("The answer is late"),
    State.ANSWERED: _("Answered"),
}
