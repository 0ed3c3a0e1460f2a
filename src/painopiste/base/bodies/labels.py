"""What the kinds of bodies, the roles in them and their tempo are called on pages and in reports, by code."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from painopiste.base.bodies.rules import Kind, MemberRole, Tempo

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
