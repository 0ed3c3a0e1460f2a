"""What plans and measures are called on pages and in reports, by code."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from painopiste.loop.plans.rules import BlockedBy, ChainLevel, How, IndicatorKind, Kind, State, Weakness

STATES = {
    State.NOT_STARTED: _("Not started"),
    State.PLANNED: _("Planned"),
    State.UNDER_WAY: _("Under way"),
    State.LATE: _("Late"),
    State.BLOCKED: _("Blocked"),
    State.CONTINUOUS: _("Continuous"),
    State.COMPLETED: _("Completed"),
    State.CANCELLED: _("Cancelled"),
    State.HANDED_OVER: _("Handed over"),
}
UNKNOWN_STATE = _("Not known")
KINDS = {
    Kind.STUDY: _("Study"),
    Kind.GUIDE: _("Guide"),
    Kind.TRAINING: _("Training"),
    Kind.PILOT: _("Pilot"),
    Kind.TOOL: _("Tool"),
    Kind.LEGISLATION: _("Legislation"),
    Kind.STRATEGY: _("Strategy"),
    Kind.COOPERATION: _("Cooperation structure"),
    Kind.EVENT: pgettext_lazy("measure", "Event"),
    Kind.FUNDING: _("Funding"),
    Kind.RESEARCH: _("Research"),
    Kind.COMMUNICATION: _("Communication"),
    Kind.INDICATORS: _("Indicators"),
    Kind.PROCESS: _("Way of working"),
    Kind.OTHER: _("Other"),
}
BLOCKED_BY = {
    BlockedBy.RESOURCES: _("Resources"),
    BlockedBy.FUNDING: _("Funding"),
    BlockedBy.LEAD_CAPACITY: _("Capacity of the lead"),
    BlockedBy.COVID_19: _("COVID-19"),
    BlockedBy.WAR_IN_UKRAINE: _("War in Ukraine"),
    BlockedBy.SECRECY: _("Secrecy rules"),
    BlockedBy.AWAITING_TOOL: _("Awaiting a tool"),
    BlockedBy.AWAITING_DECISION: _("Awaiting a decision"),
    BlockedBy.OTHER: _("Other reason"),
}
LEVELS = {ChainLevel.AIM: _("Aim"), ChainLevel.OUTCOME: _("Outcome"), ChainLevel.OUTPUT: _("Output")}
INDICATOR_KINDS = {
    IndicatorKind.PROCESS: _("Process indicator"),
    IndicatorKind.OUTPUT: _("Output indicator"),
    IndicatorKind.OUTCOME: _("Outcome indicator"),
    IndicatorKind.EFFECT: _("Effect indicator"),
}
WEAKNESSES = {
    Weakness.NO_AIM: _("The chain has no aim."),
    Weakness.ONLY_PROCESS_INDICATORS: _(
        "All indicators of the chain measure process. None of them shows whether the aim is reached."
    ),
    Weakness.NO_INDICATORS: _("The chain has no indicators."),
    Weakness.LEADS_NOWHERE: _("This item does not lead to anything above it."),
    Weakness.NO_MEASURES: _("No measure makes this output."),
}
PLAN_STATES = {"draft": _("Draft"), "approved": pgettext_lazy("plan", "Approved"), "replaced": _("Replaced")}
FUNDING_STATES = {
    "planned": _("Planned"),
    "applied": _("Applied for"),
    "granted": _("Granted"),
    "refused": _("Refused"),
    "awaited": _("Awaited"),
}
PARTY_ROLES = {"lead": _("Lead"), "participant": _("Participant"), "funder": _("Funder"), "audience": _("Audience")}
DEPENDENCY_KINDS = {"depends_on": _("Depends on"), "supports": _("Supports"), "continues": _("Continues")}
PILOT_DECISIONS = {
    "pending": _("Decision on extending it is pending"),
    "extended": _("Extended"),
    "not_extended": _("Not extended"),
}
HOW = {
    How.OVERLAPS: _("Overlaps with"),
    How.SUPPORTS: _("Supports"),
    How.SUPPORTED: _("Is supported by"),
    How.DEPENDS_ON: _("Depends on"),
    How.NEEDED: _("Is needed by"),
    How.NONE: _("No interface"),
}
