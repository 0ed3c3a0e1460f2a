"""The rights to change bodies and to hold their meetings, and which bodies, meetings and decisions an actor may see."""

from django.db.models import QuerySet

from painopiste.base.actors import Actor
from painopiste.base.bodies.models import Body, Decision, FollowUp, Meeting, WrittenProcedure
from painopiste.base.markings.stored import reads
from painopiste.base.records import visible_rows

CHANGE = "bodies.change"
MEET = "bodies.meet"  # plan and hold meetings, write down decisions, ask for them in writing


def visible(by: Actor) -> QuerySet[Body]:
    """The bodies that exist for this actor."""
    return Body.objects.visible_to(by)


def visible_decisions(by: Actor) -> QuerySet[Decision]:
    """The decisions that exist for this actor: those open to them, of bodies open to them."""
    return Decision.objects.visible_to(by).filter(visible_rows(by, path="body__"))


def visible_meetings(by: Actor) -> QuerySet[Meeting]:
    """The meetings that exist for this actor. The marking in effect holds that of the body."""
    return Meeting.objects.visible_to(by)


def visible_follow_ups(by: Actor) -> QuerySet[FollowUp]:
    """What was agreed on, as far as it exists for this actor."""
    return FollowUp.objects.visible_to(by)


def visible_procedures(by: Actor) -> QuerySet[WrittenProcedure]:
    """The written procedures that exist for this actor."""
    return WrittenProcedure.objects.visible_to(by)


def seen_body(body: Body | None, *, by: Actor) -> Body | None:
    """A body that another row names, or None where it does not exist for this actor."""
    return body if body is not None and reads(by, str(body.marking_id)) else None


def seen_decision(decision: Decision | None, *, by: Actor) -> Decision | None:
    """A decision that another row names, with its body, or None where it does not exist for this actor."""
    if decision is None or not reads(by, str(decision.marking_id)):
        return None
    return decision if seen_body(decision.body, by=by) else None


def may_change(body: Body, *, by: Actor) -> bool:
    return by.may(CHANGE, body=body.pk)


def may_meet(body: Body, *, by: Actor) -> bool:
    return by.may(MEET, body=body.pk)


def speaks_for(organisation_id: int | None, *, by: Actor) -> bool:
    """Whether the actor may say something in an organisation's name: it works there, and has a role in the model."""
    return by.member and organisation_id in by.organisations
