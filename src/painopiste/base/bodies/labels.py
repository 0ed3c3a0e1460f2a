"""What the kinds of bodies, the roles in them and their tempo are called on pages and in reports, by code."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from painopiste.base.bodies.rules import (
    Answer,
    FollowUpState,
    ItemKind,
    Kind,
    MeetingState,
    MemberRole,
    PointKind,
    Presence,
    ProcedureState,
    Tempo,
    Verdict,
    Way,
)

KINDS = {
    Kind.COOPERATION_GROUP: _("Cooperation group"),
    Kind.EXPERT_NETWORK: _("Expert network"),
    Kind.SECRETARIAT: _("Secretariat"),
    Kind.FOCUS_AREA_GROUP: _("Focus-area group"),
    Kind.SUBGROUP: _("Subgroup"),
    Kind.NETWORK: _("Network"),
    Kind.WORKING_GROUP: _("Working group"),
}
TEMPOS = {
    Tempo.MONTHLY: _("Every month"),
    Tempo.QUARTERLY: _("Four times a year"),
    Tempo.HALF_YEARLY: _("Twice a year"),
    Tempo.REGULAR: _("Regularly"),
    Tempo.OWN: _("At a pace of its own"),
    Tempo.NOT_KNOWN: _("Not known"),
}
ROLES = {
    MemberRole.CHAIR: _("Chair"),
    MemberRole.VICE_CHAIR: _("Vice chair"),
    MemberRole.CONVENER: _("Convener"),
    MemberRole.SECRETARY: pgettext_lazy("role", "Secretary"),
    MemberRole.MEMBER: pgettext_lazy("role", "Member"),
    MemberRole.EXPERT: pgettext_lazy("role", "Expert"),
}
MEETING_STATES = {
    MeetingState.PLANNED: pgettext_lazy("meeting", "Planned"),
    MeetingState.INVITED: pgettext_lazy("meeting", "Invited to"),
    MeetingState.HELD: pgettext_lazy("meeting", "Held"),
    MeetingState.APPROVED: pgettext_lazy("meeting", "Minutes approved"),
    MeetingState.CANCELLED: pgettext_lazy("meeting", "Cancelled"),
}
MEETING_STEPS = {
    MeetingState.INVITED: _("Send the invitation"),
    MeetingState.HELD: _("The meeting was held"),
    MeetingState.APPROVED: _("Approve the minutes"),
    MeetingState.CANCELLED: _("Cancel the meeting"),
}
ITEM_KINDS = {
    ItemKind.INFORMATION: pgettext_lazy("agenda", "For information"),
    ItemKind.DISCUSSION: pgettext_lazy("agenda", "For discussion"),
    ItemKind.DECISION: pgettext_lazy("agenda", "To be decided"),
}
PRESENCES = {
    Presence.INVITED: pgettext_lazy("attendance", "Invited"),
    Presence.ACCEPTED: pgettext_lazy("attendance", "Is coming"),
    Presence.DECLINED: pgettext_lazy("attendance", "Can't come"),
    Presence.PRESENT: pgettext_lazy("attendance", "Was there"),
    Presence.ABSENT: pgettext_lazy("attendance", "Was not there"),
}
POINT_KINDS = {
    PointKind.SUCCESS: pgettext_lazy("discussion", "Success"),
    PointKind.TO_DEVELOP: pgettext_lazy("discussion", "To develop"),
    PointKind.REMARK: pgettext_lazy("discussion", "Remark"),
}
WAYS = {
    Way.CONSENSUS: pgettext_lazy("decision", "Unanimously"),
    Way.VOTE: pgettext_lazy("decision", "By vote"),
    Way.WRITTEN: pgettext_lazy("decision", "In writing"),
    Way.NOT_KNOWN: pgettext_lazy("decision", "Not known"),
}
FOLLOW_UP_STATES = {
    FollowUpState.OPEN: pgettext_lazy("follow-up", "Open"),
    FollowUpState.DONE: pgettext_lazy("follow-up", "Done"),
    FollowUpState.DROPPED: pgettext_lazy("follow-up", "Dropped"),
}
PROCEDURE_STATES = {
    ProcedureState.OPEN: pgettext_lazy("procedure", "Open for answers"),
    ProcedureState.DECIDED: pgettext_lazy("procedure", "Decided"),
    ProcedureState.REJECTED: pgettext_lazy("procedure", "Rejected"),
    ProcedureState.LAPSED: pgettext_lazy("procedure", "Lapsed: too few answered"),
}
ANSWERS = {
    Answer.AGREES: pgettext_lazy("procedure", "Agrees"),
    Answer.DISAGREES: pgettext_lazy("procedure", "Disagrees"),
    Answer.ABSTAINS: pgettext_lazy("procedure", "Abstains"),
}
VERDICTS = {
    Verdict.ACCEPTED: pgettext_lazy("decision", "Accepted"),
    Verdict.DECLINED: pgettext_lazy("decision", "Not accepted"),
    Verdict.RETURNED: pgettext_lazy("decision", "Sent back to be prepared further"),
}
