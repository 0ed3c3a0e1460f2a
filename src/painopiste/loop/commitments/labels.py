"""What commitments and their chains are called on pages, by code."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from painopiste.loop.commitments.rules import Finding, Mark, State, Station, Verdict

STATES = {
    State.ASKED: pgettext_lazy("commitment", "Asked"),
    State.CONSIDERED: pgettext_lazy("commitment", "Being considered"),
    State.DECIDED: pgettext_lazy("commitment", "Decided"),
    State.DECLINED: pgettext_lazy("commitment", "Declined"),
    State.WITHDRAWN: pgettext_lazy("commitment", "Withdrawn"),
}
NOT_ASKED = pgettext_lazy("commitment", "Not asked")
VERDICTS = {
    Verdict.OVER: pgettext_lazy("chain", "The measure has ended"),
    Verdict.UNBROKEN: pgettext_lazy("chain", "Unbroken"),
    Verdict.PARTLY: pgettext_lazy("chain", "Holds with gaps"),
    Verdict.WAITING: pgettext_lazy("chain", "Waits"),
    Verdict.NOT_BEGUN: pgettext_lazy("chain", "Nobody has been asked"),
    Verdict.BROKEN: pgettext_lazy("chain", "Broken"),
}
FINDINGS = {
    Finding.RESOURCES: _("Can't be done without resources"),
    Finding.NOBODY: _("No organisation is known to have committed"),
    Finding.LEAD: _("The lead has no decision"),
}
STATIONS = {
    Station.AIM: _("Aim"),
    Station.LEAD: _("Decision of the lead"),
    Station.OTHERS: _("Decisions of the others"),
    Station.RESOURCES: _("Resources"),
}
MARKS = {
    Mark.HOLDS: pgettext_lazy("chain", "holds"),
    Mark.PART: pgettext_lazy("chain", "in part"),
    Mark.WAITS: pgettext_lazy("chain", "waits"),
    Mark.OPEN: pgettext_lazy("chain", "not known"),
    Mark.BROKEN: pgettext_lazy("chain", "broken"),
}
# The columns of a list of commitments; a list that is sent back is read by the same headings, in any language.
COLUMNS = {
    "focus_area": _("Focus area"),
    "number": _("Number of the measure"),
    "measure": _("Measure"),
    "organisation": _("Organisation"),
    "state": _("State"),
    "state_code": _("Code of the state"),
    "on": _("Day of the state"),
    "asked_on": _("Asked on"),
    "days": _("Days waited"),
    "reason": _("Reason"),
    "reference": _("Reference of the decision"),
    "unit": _("Unit"),
    "responsible": _("Person responsible (role)"),
    "place": _("Place in own plan or performance agreement"),
    "person_months": _("Person-months"),
    "euros": _("Euros"),
    "years": _("Years of the resources"),
    "since": _("From"),
    "until": _("Until"),
    "key": _("Identifier"),
    "source": _("Source"),
    "marking_id": _("Who may read this"),
}
