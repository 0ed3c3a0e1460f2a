"""What a body has agreed on, until it is done or dropped."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from painopiste.base import dates
from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.bodies import permissions
from painopiste.base.bodies.models import Body, FollowUp, Meeting
from painopiste.base.bodies.rules import FollowUpState
from painopiste.base.errors import Conflict, Invalid, NotAllowed
from painopiste.base.records import take_version
from painopiste.base.words import marked


class FollowUpClosed(Conflict):
    """It has been done or dropped."""

    code = "follow_up_closed"
    message = marked("This has been closed already.")


@transaction.atomic
def raise_follow_up(*, body: Body, values: Mapping[str, Any], by: Actor, meeting: Meeting | None = None) -> FollowUp:
    """Write down what was agreed on: text, whose it is and by when. It stays on the body's agendas until it is closed.

    :raises NotAllowed: if the actor may not hold meetings of the body
    :raises Invalid: without a text in Finnish
    """
    by.require(permissions.MEET, body=body.pk)
    if not str(values.get("text_fi", "")).strip():
        raise Invalid(fields={"text_fi": marked("Write the text in Finnish.")})
    dates.check(str(values.get("due_on", "")))
    follow_up = FollowUp.objects.create(body=body, meeting=meeting, **values)
    told = {name: getattr(value, "key", value) for name, value in values.items()}
    record("bodies.follow_up_raised", target=("follow_up", follow_up.key), by=by, after={"body": body.key, **told})
    return follow_up


@transaction.atomic
def close_follow_up(
    *, follow_up: FollowUp, state: str, outcome: Mapping[str, str], version: int, by: Actor
) -> FollowUp:
    """Tell that something has been done, or is dropped and why: those whose it is, or who leads the body.

    :raises NotAllowed: if the actor neither belongs to the organisation that it is for nor may hold its meetings
    :raises FollowUpClosed: if it is closed already
    :raises Stale: if somebody else has saved it after `version`
    :raises Invalid: if it is dropped without a reason
    """
    theirs = permissions.speaks_for(follow_up.organisation_id, by=by)
    if not theirs and not by.may(permissions.MEET, body=follow_up.body_id):
        raise NotAllowed
    if follow_up.state != FollowUpState.OPEN:
        raise FollowUpClosed
    if state not in (FollowUpState.DONE, FollowUpState.DROPPED):
        raise Invalid(fields={"state": marked("Choose one of the alternatives.")})
    if state == FollowUpState.DROPPED and not outcome.get("outcome_fi", "").strip():
        raise Invalid(fields={"outcome_fi": marked("Tell why it is dropped.")})
    take_version(follow_up, version)
    follow_up.state, follow_up.closed_on = state, timezone.localdate()
    for name, text in outcome.items():
        setattr(follow_up, name, text)
    follow_up.save()
    after = {"state": state, **outcome}
    record("bodies.follow_up_closed", target=("follow_up", follow_up.key), by=by, before={"state": "open"}, after=after)
    return follow_up
