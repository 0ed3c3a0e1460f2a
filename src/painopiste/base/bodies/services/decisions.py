"""Decisions. A decision is never changed: another one follows it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.dispatch import Signal

from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.bodies import permissions
from painopiste.base.bodies.models import AgendaItem, Body, Decision, Meeting
from painopiste.base.bodies.rules import Verdict, Way
from painopiste.base.bodies.services.meetings import require_open
from painopiste.base.errors import Invalid
from painopiste.base.records import texts
from painopiste.base.words import marked

# Sent with `decision` and `by`, within the decision's transaction: those who listen (site/reactions.py) freeze into it
# what it is about, and do what follows from it. What they raise refuses the decision.
decided = Signal()
VOTES = ("votes_for", "votes_against", "votes_abstained")


@transaction.atomic
def record_decision(
    *,
    body: Body,
    values: Mapping[str, Any],
    by: Actor,
    meeting: Meeting | None = None,
    item: AgendaItem | None = None,
) -> Decision:
    """Write down what a body decided, in a meeting or not. `values` are columns of a decision.

    A decision of a meeting has its day and the next number among the meeting's decisions. What `about_kind` and
    `about_key` name, or the item does, is frozen into the decision as it is now, and what follows from the decision
    is done in the same transaction.

    :raises NotAllowed: if the actor may not hold meetings of this body; outside of one, if it may not change the body
    :raises MeetingIsClosed: if the meeting's minutes are approved or it was cancelled
    :raises Invalid: without a title in Finnish, with a vote without its numbers, after another body's decision, or
        with another verdict than accepting and no reason in the text
    """
    by.require(permissions.MEET if meeting else permissions.CHANGE, body=body.pk)
    _check(values, body)
    decision = Decision(body=body, meeting=meeting, item=item, **values)
    if meeting is not None:
        require_open(meeting=meeting, by=by)
        decision.number = _next_number(meeting, by)
        decision.decided_on = decision.decided_on or meeting.held_on
    if item is not None and not decision.about_kind:
        decision.about_kind, decision.about_key = item.about_kind, item.about_key
    return enter(decision=decision, values=values, by=by)


def _next_number(meeting: Meeting, by: Actor) -> int:
    """After those that the actor sees: a gap would tell of hidden ones."""
    before = permissions.visible_decisions(by).filter(meeting=meeting)
    return int(before.aggregate(last=Max("number"))["last"] or 0) + 1


def enter(*, decision: Decision, values: Mapping[str, Any], by: Actor) -> Decision:
    """Save a new decision and let what it is about follow it."""
    decision.save()
    decided.send(sender=Decision, decision=decision, by=by)
    decision.save()
    told = {name: getattr(value, "key", value) for name, value in values.items()}
    told = {"decision": decision.key, **told}
    record("bodies.decided", target=("body", decision.body.key), by=by, after=told, naming=[decision])
    return decision


def _check(values: Mapping[str, Any], body: Body) -> None:
    if not str(values.get("title_fi", "")).strip():
        raise Invalid(fields={"title_fi": marked("Give the title in Finnish.")})
    if values.get("way") == Way.VOTE and any(values.get(name) is None for name in VOTES[:2]):
        raise Invalid(fields={"votes_for": marked("Tell how many voted for it and how many against.")})
    verdict = values.get("verdict", Verdict.ACCEPTED)
    if verdict not in set(Verdict):
        raise Invalid(fields={"verdict": marked("Choose one of the alternatives.")})
    if verdict != Verdict.ACCEPTED and not any(values.get(name, "").strip() for name in texts("text")):
        raise Invalid(fields={"text_fi": marked("Give the reason in the text of the decision.")})
    if values.get("follows") is not None and values["follows"].body_id != body.pk:
        raise Invalid(fields={"follows": marked("It follows a decision of another body.")})
