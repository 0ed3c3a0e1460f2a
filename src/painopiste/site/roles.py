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
    DATA_PROTECTION = "data_protection"
    READER = "reader"
    TECHNICAL_ADMINISTRATOR = "technical_administrator"
    PUBLIC = "public"


# Who holds nothing but these is no member: what is not public does not exist for them.
WITHOUT_CONTENT = frozenset({Role.TECHNICAL_ADMINISTRATOR, Role.PUBLIC})


@dataclass(frozen=True, slots=True)
class Rights:
    """The rights of a role, by how far they reach. `second_factor`: whether a password alone is too weak a proof."""

    everywhere: frozenset[str] = frozenset()
    in_body: frozenset[str] = frozenset()
    for_organisation: frozenset[str] = frozenset()
    second_factor: bool = False


# of every member
READ = frozenset({"views.save", "observations.write", "comments.write", "scans.score", "proposals.write"})
# Releasing, and deciding who comes in: these need a second factor that was shown a short while ago.
NEEDS_FRESH_PROOF = frozenset(
    {
        *("reports.publish", "markings.lower", "accounts.manage"),
        *("compartments.change", "clearances.change", "personal.erase"),
    }
)

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
            "observations.handle",
            "comments.moderate",
            "scans.manage",
            "proposals.handle",
            "consultations.manage",
            "rounds.manage",
            "rounds.answer",
            "reports.make",
            "reports.publish",
            "organisations.change",
            "bodies.change",
            "bodies.meet",
            "markings.change",
            "markings.lower",
            "compartments.change",
            "clearances.change",
            "programmes.change",
            "programmes.load",
            "views.share",
            "audit.verify",
            "jobs.see",
            "mail.see",
            "indicators.read_small",
            "feedback.handle",
            "accounts.manage",
        },
        second_factor=True,
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
                "bodies.meet",
                "markings.change",
            }
        ),
    ),
    Role.GROUP_MEMBER: Rights(everywhere=READ, in_body=frozenset({"rounds.draft"})),
    Role.COORDINATOR: Rights(
        everywhere=READ,
        for_organisation=frozenset(
            {"organisations.change", "measures.report", "commitments.answer", "proposals.lead", "accounts.manage"}
        ),
        second_factor=True,
    ),
    Role.MUNICIPAL_PLANNER: Rights(everywhere=READ),
    Role.ANALYST: Rights(everywhere=READ | {"reports.make", "indicators.read_small"}),
    Role.DATA_PROTECTION: Rights(
        everywhere=READ | {"view_log.see", "personal.erase", "audit.verify"}, second_factor=True
    ),
    Role.READER: Rights(everywhere=READ),
    Role.TECHNICAL_ADMINISTRATOR: Rights(
        everywhere=frozenset({"audit.verify", "jobs.see", "mail.see"}), second_factor=True
    ),
    Role.PUBLIC: Rights(),
}
