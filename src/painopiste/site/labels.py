"""What roles, themes and kinds of rows are called on pages, by code."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from painopiste.site.roles import Role

ROLES = {
    Role.SECRETARIAT: _("Secretariat"),
    Role.COOPERATION_GROUP: _("Member of the cooperation group"),
    Role.GROUP_CHAIR: _("Chair of a focus-area group"),
    Role.GROUP_MEMBER: _("Member of a focus-area group"),
    Role.COORDINATOR: _("Coordinator of an organisation"),
    Role.MUNICIPAL_PLANNER: _("Safety planner of a municipality"),
    Role.ANALYST: _("Analyst"),
    Role.DATA_PROTECTION: _("Data protection officer"),
    Role.READER: _("Reader"),
    Role.TECHNICAL_ADMINISTRATOR: _("Technical administrator"),
    Role.PUBLIC: _("Public"),
}
THEMES = {
    "model": _("The model"),
    "decision": _("Decisions"),
    "focus_area": _("Focus areas"),
    "measure": _("Measures"),
    "surroundings": _("The world around"),
}
KINDS = {  # what the trail and the log of views call rows
    "focus_area": _("Focus area"),
    "measure": _("Measure"),
    "plan": _("Plan"),
    "commitment": _("Commitment"),
    "observation": _("Observation"),
    "comment": pgettext_lazy("discussion", "Comment"),
    "scan_round": _("Scan round"),
    "proposal": _("Proposal"),
    "consultation": _("Consultation"),
    "body": _("Body"),
    "decision": _("Decision"),
    "meeting": _("Meeting"),
    "follow_up": pgettext_lazy("meeting", "To be done"),
    "procedure": _("Written procedure"),
    "round": _("Progress round"),
    "progress_answer": _("Answer"),
    "report": _("Report"),
    "timeline_event": _("Event of the timeline"),
    "finding": _("Finding"),
    "key_figure": _("Key figure"),
    "feedback": _("Feedback"),
    "compartment": _("Compartment"),
    "clearances": _("Clearances"),
    "indicator": _("Indicator"),
    "indicator_values": _("Figures of an indicator"),
}
