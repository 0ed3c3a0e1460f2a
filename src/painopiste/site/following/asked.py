"""What is asked of people: the one table of steps that a letter follows at once.

A step is a line of the trail. Whom it asks is whoever it waits for afterwards: the letter goes to those on whose page
of work it stands, and to nobody for whom it does not.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from painopiste.base.accounts.models import RoleGrant
from painopiste.base.actors import system
from painopiste.base.audit.models import AuditLine
from painopiste.base.bodies.models import BodyMember, FollowUp, WrittenProcedure
from painopiste.base.jobs.services import enqueue
from painopiste.base.remarking.permissions import LOWER
from painopiste.loop.commitments.models import Commitment
from painopiste.site.roles import ROLES

JOB = "following.tell_who_is_asked"
TELLER = system("following")
PROBABLE = "only who is looked at more closely; whether it waits for them decides"


@dataclass(frozen=True, slots=True)
class Asked:
    """A step that asks something: among which things that wait it stands, what the letter says, and who to look at.

    `whom` narrows the accounts that are looked at, by the key of the row; the source of what waits decides.
    """

    source: str
    subject: Any
    text: Any
    whom: Callable[[str], Q]


def _people_of(organisations: Any) -> Q:
    return Q(memberships__organisation__in=organisations) | Q(roles__organisation__in=organisations)


def _asked_organisation(key: str) -> Q:
    return _people_of(Commitment.objects.unguarded(PROBABLE).filter(key=key).values("organisation"))


def _owner(key: str) -> Q:
    return _people_of(FollowUp.objects.unguarded(PROBABLE).filter(key=key).values("organisation"))


def _members(key: str) -> Q:
    bodies = WrittenProcedure.objects.unguarded(PROBABLE).filter(key=key).values("body")
    return _people_of(BodyMember.objects.filter(body__in=bodies).values("organisation"))


def _second_persons(key: str) -> Q:
    roles = [role.value for role, rights in ROLES.items() if LOWER in rights.everywhere]
    return Q(pk__in=RoleGrant.objects.filter(role__in=roles).values("account"))


ASKED: Mapping[str, Asked] = {
    "commitments.asked": Asked(
        "commitments",
        _("Painopiste: your organisation is asked for a commitment"),
        _("Your organisation has been asked to commit to a measure."),
        _asked_organisation,
    ),
    "bodies.procedure_opened": Asked(
        "procedures",
        _("Painopiste: a written procedure waits for your answer"),
        _("A decision is asked for in writing, and your organisation has a say in it."),
        _members,
    ),
    "bodies.follow_up_raised": Asked(
        "follow_ups",
        _("Painopiste: something was agreed on for your organisation to do"),
        _("It was agreed that your organisation does something."),
        _owner,
    ),
    "markings.lowering_proposed": Asked(
        "markings",
        _("Painopiste: a change of marking waits for a second person"),
        _("Somebody proposes to open something to more readers, and a second person is needed."),
        _second_persons,
    ),
}


def hear(line: AuditLine) -> None:
    """Have whom a step asks be told of it, in the transaction of the step."""
    if line.event in ASKED:
        asked = {"event": line.event, "kind": line.target_kind, "key": line.target_key}
        told = asked | {"line": line.number, "besides": line.actor_id}
        enqueue(kind=JOB, payload=told, by=TELLER, once_key=f"{JOB}/{line.number}")
