"""What observations are called on pages, by code."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from painopiste.loop.agenda.rules import AUTOMATIC, SourceKind, State

STATES = {
    State.RECEIVED: pgettext_lazy("observation", "Received"),
    State.WATCHED: pgettext_lazy("observation", "Watched"),
    State.LINKED: pgettext_lazy("observation", "Part of a focus area"),
    State.MERGED: pgettext_lazy("observation", "Merged with another"),
    State.DISMISSED: pgettext_lazy("observation", "Goes no further"),
}
SOURCE_KINDS = {
    SourceKind.WORK: pgettext_lazy("observation", "Own work"),
    SourceKind.NETWORK: pgettext_lazy("observation", "Networks and stakeholders"),
    SourceKind.RESEARCH: pgettext_lazy("observation", "Research"),
    SourceKind.MEDIA: pgettext_lazy("observation", "Media"),
    SourceKind.INDICATOR: pgettext_lazy("observation", "Indicator"),
    SourceKind.SURVEY: pgettext_lazy("observation", "Survey"),
    SourceKind.OTHER: pgettext_lazy("observation", "Other"),
}
OFFERED = {kind: label for kind, label in SOURCE_KINDS.items() if kind not in AUTOMATIC}  # to people
FIELDS = {
    "title": _("What have you seen?"),
    "description": _("Tell more"),
    "groups": _("Groups of people concerned"),
}
