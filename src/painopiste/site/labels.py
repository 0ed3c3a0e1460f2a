"""What the roles of `site/roles.py` and the events of the audit trail are called on pages, by code."""

from django.utils.translation import gettext_lazy as _

from painopiste.site.roles import Role

ROLES = {
    Role.SECRETARIAT: _("Secretariat"),
    Role.COOPERATION_GROUP: _("Member of the cooperation group"),
    Role.GROUP_CHAIR: _("Chair of a focus-area group"),
    Role.GROUP_MEMBER: _("Member of a focus-area group"),
    Role.COORDINATOR: _("Coordinator of an organisation"),
    Role.MUNICIPAL_PLANNER: _("Safety planner of a municipality"),
    Role.ANALYST: _("Analyst"),
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
