"""What is on a meeting's agenda, what its discussion came to, and who does not take part in what."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.bodies import permissions
from painopiste.base.bodies.models import (
    AgendaItem,
    BodyMember,
    ConflictOfInterest,
    DiscussionPoint,
    Meeting,
    WrittenProcedure,
)
from painopiste.base.bodies.rules import ItemKind, PointKind
from painopiste.base.bodies.services.meetings import require_open
from painopiste.base.errors import Conflict, Invalid, NotAllowed
from painopiste.base.markings.naming import as_system
from painopiste.base.organisations.models import Organisation
from painopiste.base.records import holds_on, set_changed, take_version
from painopiste.base.words import marked


class HasDecisions(Conflict):
    """What was decided on stays."""

    code = "has_decisions"
    message = marked("Something has been decided on this item, so it can't be removed.")


@transaction.atomic
def save_item(
    *,
    meeting: Meeting,
    values: Mapping[str, Any],
    by: Actor,
    item: AgendaItem | None = None,
    version: int | None = None,
) -> AgendaItem:
    """Put an item on a meeting's agenda, at its end, or change one that was read at `version`.

    :raises NotAllowed: if the actor may not hold meetings of the body
    :raises MeetingIsClosed: if the meeting's minutes are approved or it was cancelled
    :raises Stale: if somebody else has saved the item after `version`
    :raises Invalid: without a title in Finnish, or of a kind that there is not
    """
    require_open(meeting=meeting, by=by)
    if item is None:
        item = AgendaItem(meeting=meeting, rank=(meeting.items.aggregate(last=Max("rank"))["last"] or 0) + 1)
    else:
        take_version(item, version or 0)
    before, after = set_changed(item, values)
    if not item.title_fi.strip():
        raise Invalid(fields={"title_fi": marked("Give the title in Finnish.")})
    if item.kind not in set(ItemKind):
        raise Invalid(fields={"kind": marked("Choose one of the alternatives.")})
    item.save()
    record("bodies.item_saved", target=("meeting", meeting.key), by=by, before=before, after=after)
    return item


@transaction.atomic
def remove_item(*, item: AgendaItem, by: Actor) -> None:
    """Take an item off an agenda.

    :raises MeetingIsClosed: if the meeting's minutes are approved or it was cancelled
    :raises HasDecisions: if something has been decided on it
    """
    require_open(meeting=item.meeting, by=by)
    with as_system("a decision holds its item, whoever sees it"):
        if item.decisions.unguarded("the wall is away for the same reason").exists():
            raise HasDecisions
    before = {"title_fi": item.title_fi}
    item.delete()
    record("bodies.item_removed", target=("meeting", item.meeting.key), by=by, before=before)


@transaction.atomic
def order_items(*, meeting: Meeting, keys: Sequence[str], by: Actor) -> None:
    """Put the items of an agenda into the order of these keys.

    :raises MeetingIsClosed: if the meeting's minutes are approved or it was cancelled
    :raises Invalid: if these are not all the items of the meeting
    """
    require_open(meeting=meeting, by=by)
    items = {item.key: item for item in meeting.items.order_by("rank", "pk")}
    if sorted(keys) != sorted(items):
        raise Invalid(marked("The agenda has changed meanwhile. Look at it again."))
    for rank, key in enumerate(keys, start=1):
        items[key].rank = rank
    AgendaItem.objects.bulk_update(items.values(), ["rank"])
    record(
        "bodies.items_ordered",
        target=("meeting", meeting.key),
        by=by,
        before={"order": list(items)},
        after={"order": list(keys)},
    )


@transaction.atomic
def save_point(*, meeting: Meeting, values: Mapping[str, Any], by: Actor) -> DiscussionPoint:
    """Write down what the discussion came to.

    :raises MeetingIsClosed: if the meeting's minutes are approved or it was cancelled
    :raises Invalid: without a text in Finnish, or of a kind that there is not
    """
    require_open(meeting=meeting, by=by)
    if not str(values.get("text_fi", "")).strip():
        raise Invalid(fields={"text_fi": marked("Write the text in Finnish.")})
    if values.get("kind") not in set(PointKind):
        raise Invalid(fields={"kind": marked("Choose one of the alternatives.")})
    rank = (meeting.points.aggregate(last=Max("rank"))["last"] or 0) + 1
    point = DiscussionPoint.objects.create(meeting=meeting, rank=rank, **values)
    record("bodies.point_added", target=("meeting", meeting.key), by=by, after=dict(values))
    return point


@transaction.atomic
def remove_point(*, point: DiscussionPoint, by: Actor) -> None:
    """Take a point back.

    :raises MeetingIsClosed: if the meeting's minutes are approved or it was cancelled
    """
    require_open(meeting=point.meeting, by=by)
    before = {"kind": point.kind, "text_fi": point.text_fi}
    point.delete()
    record("bodies.point_removed", target=("meeting", point.meeting.key), by=by, before=before)


@transaction.atomic
def declare_conflict(
    *, of: AgendaItem | WrittenProcedure, organisation: Organisation, reason: str, by: Actor
) -> ConflictOfInterest:
    """Write down that an organisation does not take part in deciding: its own people tell it, or who leads the body.

    :raises NotAllowed: if the actor may not hold meetings of the body, and speaks for no member of it
    :raises Invalid: without a reason
    """
    body_id = of.meeting.body_id if isinstance(of, AgendaItem) else of.body_id
    theirs = permissions.speaks_for(organisation.pk, by=by) and _is_member(body_id, organisation)
    if not theirs and not by.may(permissions.MEET, body=body_id):
        raise NotAllowed
    if not reason.strip():
        raise Invalid(fields={"reason": marked("Give a reason.")})
    place = {"item": of} if isinstance(of, AgendaItem) else {"procedure": of}
    conflict = ConflictOfInterest.objects.create(**place, organisation=organisation, reason=reason.strip())
    target = ("meeting", of.meeting.key) if isinstance(of, AgendaItem) else ("procedure", of.key)
    after = {"of": of.key, "organisation": organisation.key, "reason": conflict.reason}
    record("bodies.conflict_declared", target=target, by=by, after=after)
    return conflict


def _is_member(body_id: int, organisation: Organisation) -> bool:
    members = BodyMember.objects.filter(holds_on(timezone.localdate()), body=body_id)
    return members.filter(organisation=organisation).exists()
