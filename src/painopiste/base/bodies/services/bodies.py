"""Changing bodies. Each function is one transaction and leaves one audit line."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from painopiste.base import dates
from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.bodies import permissions
from painopiste.base.bodies.models import Body, BodyMember
from painopiste.base.bodies.rules import Kind, MemberRole, Tempo
from painopiste.base.errors import Conflict, Invalid, Missing
from painopiste.base.organisations.models import Organisation
from painopiste.base.records import set_changed, take_version
from painopiste.base.remarking.services import settle


class MembershipEnded(Conflict):
    """The membership has an end already."""

    code = "membership_ended"
    message = "This membership has been ended already."


@transaction.atomic
def create(*, values: Mapping[str, Any], by: Actor) -> Body:
    """Set up a new body: its kind, names, the body that it stands under, and when it began (EDTF).

    :raises NotAllowed: if the actor may not set up bodies
    :raises Invalid: if there is no such kind or tempo
    """
    by.require(permissions.CHANGE)
    for name, known in (("kind", Kind), ("tempo", Tempo)):
        if values.get(name) and values[name] not in set(known):
            raise Invalid(fields={name: "Choose one of the alternatives."})
    body = Body.objects.create(**values)
    told = {name: getattr(value, "key", value) for name, value in values.items()}
    record("bodies.created", target=("body", body.key), by=by, after=told, naming=[values.get("parent")])
    return body


@transaction.atomic
def change(*, body: Body, values: Mapping[str, Any], version: int, by: Actor) -> Body:
    """Change a body's names, description, tempo or dates.

    :raises NotAllowed: if the actor may not change this body
    :raises Stale: if somebody else has saved it after `version`
    :raises Invalid: if the tempo is none that we know, or the end is before the beginning
    """
    by.require(permissions.CHANGE, body=body.pk)
    take_version(body, version)
    before, after = set_changed(body, values)
    if body.tempo and body.tempo not in set(Tempo):
        raise Invalid(fields={"tempo": "Choose one of the alternatives."})
    if dates.ends_before(body.began, body.ended):
        raise Invalid(fields={"ended": dates.EndBeforeBeginning.message})
    body.save()
    settle(row=body, before=before, by=by)
    record("bodies.changed", target=("body", body.key), by=by, before=before, after=after)
    return body


@transaction.atomic
def add_member(
    *, body: Body, organisation: Organisation, role: str, since: str, by: Actor, source: str = ""
) -> BodyMember:
    """Let an organisation be something in a body from `since` (EDTF, empty: not known).

    :raises NotAllowed: if the actor may not change this body
    :raises Invalid: if there is no such role, or the organisation has it already
    """
    by.require(permissions.CHANGE, body=body.pk)
    if role not in set(MemberRole):
        raise Invalid(fields={"role": "Choose one of the alternatives."})
    found = Body.objects.unguarded("a row that was found for the actor")
    found.select_for_update().get(pk=body.pk)  # held: nobody adds the same member meanwhile
    if BodyMember.objects.filter(body=body, organisation=organisation, role=role, until="").exists():
        raise Invalid(fields={"organisation": "The organisation has this role already."})
    rank = BodyMember.objects.filter(body=body).count()
    member = BodyMember(
        body=body, organisation=organisation, role=role, since=dates.check(since), rank=rank, source=source
    )
    member.save()
    after = {"organisation": organisation.key, "role": role, "since": since}
    record("bodies.member_added", target=("body", body.key), by=by, after=after)
    return member


@transaction.atomic
def end_member(*, body: Body, member_id: int, until: str, by: Actor) -> BodyMember:
    """End a membership at `until` (EDTF); the member stays in the body's history.

    :raises NotAllowed: if the actor may not change this body
    :raises Missing: if the body has no such member
    :raises MembershipEnded: if it has been ended already
    :raises Invalid: without a date, or with one before the beginning
    """
    by.require(permissions.CHANGE, body=body.pk)
    members = BodyMember.objects.select_for_update(of=("self",)).select_related("organisation")
    member = members.filter(body=body, pk=member_id).first()
    if member is None:
        raise Missing
    if member.until:
        raise MembershipEnded
    if not until:
        raise Invalid(fields={"until": "Give the last day."})
    dates.check_end(member.since, until)
    member.until = until
    member.save()
    told = {"organisation": member.organisation.key, "role": member.role}
    record("bodies.member_ended", target=("body", body.key), by=by, before=told, after=told | {"until": until})
    return member
