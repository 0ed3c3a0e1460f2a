"""What observations, rounds of scanning and proposals are called on pages, by code."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from painopiste.loop.agenda.rules import (
    AUTOMATIC,
    Criterion,
    Outcome,
    Phase,
    ProposalState,
    RoundKind,
    Route,
    SourceKind,
    State,
)

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
ROUND_KINDS = {
    RoundKind.YEARLY: pgettext_lazy("scan round", "Yearly"),
    RoundKind.HALF_YEARLY: pgettext_lazy("scan round", "Half-yearly"),
    RoundKind.OFF_CYCLE: pgettext_lazy("scan round", "Off the cycle: it can't wait"),
}
PHASES = {
    Phase.COMING: pgettext_lazy("scan round", "Coming"),
    Phase.OPEN: pgettext_lazy("scan round", "Being scored"),
    Phase.OVERDUE: pgettext_lazy("scan round", "Closing date has passed"),
    Phase.CLOSED: pgettext_lazy("scan round", "Closed"),
}
OUTCOMES = {
    Outcome.OPEN: pgettext_lazy("candidate", "Not told yet"),
    Outcome.FURTHER: pgettext_lazy("candidate", "Prepared as a proposal"),
    Outcome.WATCHED: pgettext_lazy("candidate", "Watched"),
    Outcome.DROPPED: pgettext_lazy("candidate", "Goes no further"),
}
CRITERIA = {
    Criterion.SEVERITY: _("Severity and reach"),
    Criterion.TREND: _("Trend"),
    Criterion.CROSS_ADMINISTRATIVE: _("Need to work across administrations"),
    Criterion.INFLUENCE: _("Possibility to influence"),
    Criterion.OPEN_FIELD: _("Nobody is on it yet"),
    Criterion.ABILITY: _("Resources and a lead able to lead"),
}
ASKED = {  # what is asked of each criterion, and what its ends mean
    Criterion.SEVERITY: _("How serious is it, and how many people does it reach? 1: slight, few. 5: grave, many."),
    Criterion.TREND: _("Where is it going? 1: it fades by itself. 3: it stays as it is. 5: it grows fast."),
    Criterion.CROSS_ADMINISTRATIVE: _(
        "Does it take several administrations? 1: one can deal with it alone. 5: nobody can without the others."
    ),
    Criterion.INFLUENCE: _("Can we change its course? 1: hardly at all. 5: there are means, and they work."),
    Criterion.OPEN_FIELD: _("Is somebody dealing with it? 1: it is well looked after. 5: nobody is."),
    Criterion.ABILITY: _("Would there be people, money and a lead? 1: none in sight. 5: all of them are ready."),
}
PROPOSAL_STATES = {
    ProposalState.DRAFT: pgettext_lazy("proposal", "Draft"),
    ProposalState.SENT: pgettext_lazy("proposal", "Sent"),
    ProposalState.ACCEPTED: pgettext_lazy("proposal", "Accepted"),
    ProposalState.CLOSED: pgettext_lazy("proposal", "Goes no further"),
    ProposalState.WITHDRAWN: pgettext_lazy("proposal", "Withdrawn"),
}
ROUTES = {
    Route.NEW: _("A new focus area"),
    Route.INSIDE: _("Inside a focus area that is there"),
    Route.JOINTLY: _("Jointly by two focus areas"),
    Route.ELSEWHERE: _("Another programme"),
    Route.NOT_NOW: _("Not now"),
}
PROPOSAL_FIELDS = {
    "title": _("Title"),
    "phenomenon": _("The phenomenon"),
    "why_now": _("Why now"),
    "aims": _("Aims"),
    "resources": _("Resources"),
    "effect": _("Expected effect"),
    "signs": _("How the effect would be seen"),
    "reason": _("Where the matter goes on, or why not now"),
}
