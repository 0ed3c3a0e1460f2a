"""Who may do what: the one table of roles and rights.

Each role has rights that hold everywhere, rights that hold in the body the role is held in (a focus-area group),
and rights that hold for the organisation the role is held for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """A role that an account can hold for a time."""

    SECRETARIAT = "secretariat"
    COOPERATION_GROUP = "cooperation_group"
    GROUP_CHAIR = "group_chair"
    GROUP_MEMBER = "group_member"
    COORDINATOR = "coordinator"
    MUNICIPAL_PLANNER = "municipal_planner"
    ANALYST = "analyst"
    READER = "reader"
    TECHNICAL_ADMINISTRATOR = "technical_administrator"
    PUBLIC = "public"


# Who holds nothing but these is no member: what is not public does not exist for them.
WITHOUT_CONTENT = frozenset({Role.TECHNICAL_ADMINISTRATOR, Role.PUBLIC})


@dataclass(frozen=True, slots=True)
class Rights:
    """The rights of a role, by how far they reach."""

    everywhere: frozenset[str] = frozenset()
    in_body: frozenset[str] = frozenset()
    for_organisation: frozenset[str] = frozenset()


READ = frozenset({"views.save"})

ROLES: Mapping[Role, Rights] = {
    Role.SECRETARIAT: Rights(
        everywhere=READ
        | {
            "internal.read",
            "focus_areas.change",
            "focus_areas.decide",
            "plans.change",
            "plans.approve",
            "measures.change",
            "measures.change_many",
            "interfaces.confirm",
            "commitments.ask",
            "rounds.manage",
            "rounds.answer",
            "reports.make",
            "reports.publish",
            "organisations.change",
            "bodies.change",
            "markings.change",
            "markings.lower",
            "programmes.change",
            "programmes.load",
            "views.share",
            "audit.verify",
            "jobs.see",
            "feedback.handle",
        }
    ),
    Role.COOPERATION_GROUP: Rights(everywhere=READ | {"reports.make"}),
    Role.GROUP_CHAIR: Rights(
        everywhere=READ | {"reports.make"},
        in_body=frozenset(
            {
                "focus_areas.change",
                "plans.change",
                "measures.change",
                "measures.change_many",
                "interfaces.confirm",
                "commitments.ask",
                "rounds.answer",
                "markings.change",
            }
        ),
    ),
    Role.GROUP_MEMBER: Rights(everywhere=READ, in_body=frozenset({"rounds.draft"})),
    Role.COORDINATOR: Rights(
        everywhere=READ,
        for_organisation=frozenset({"organisations.change", "measures.report", "commitments.answer"}),
    ),
    Role.MUNICIPAL_PLANNER: Rights(everywhere=READ),
    Role.ANALYST: Rights(everywhere=READ | {"reports.make"}),
    Role.READER: Rights(everywhere=READ),
    Role.TECHNICAL_ADMINISTRATOR: Rights(everywhere=frozenset({"audit.verify", "jobs.see"})),
    Role.PUBLIC: Rights(),
}
