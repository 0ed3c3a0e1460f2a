"""Changing focus areas. Each function is one transaction and leaves one audit line."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from painopiste.base import dates
from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.bodies.models import Body, Decision
from painopiste.base.errors import Invalid, Missing
from painopiste.base.organisations.models import Organisation
from painopiste.base.records import set_changed, take_version
from painopiste.base.remarking.services import settle
from painopiste.base.words import marked
from painopiste.loop.focus_areas import permissions
from painopiste.loop.focus_areas.models import FocusArea, FocusAreaChange, FocusAreaName, FocusAreaOrganisation
from painopiste.loop.focus_areas.rules import NEEDS_DESTINATION, NEEDS_REASON, State, check_transition

NAMES = ("name_fi", "name_sv", "name_en")


class StepOutOfOrder(Invalid):
    """The step is dated before the one that it follows: it does not fit what has been recorded."""

    status = 409
    code = "step_out_of_order"


@transaction.atomic
def propose(*, values: Mapping[str, Any], on: str, by: Actor) -> FocusArea:
    """Enter a new focus area as proposed on the day or time `on` (EDTF).

    :raises NotAllowed: if the actor may not enter focus areas
    :raises Invalid: if another focus area that the actor sees has the number
    """
    by.require(permissions.CHANGE)
    known = permissions.visible(by)  # a number that a hidden one has is free: a refusal would tell of it
    if values.get("number") and known.filter(number=values["number"]).exists():
        raise Invalid(fields={"number": marked("Another focus area already has this number.")})
    focus_area = FocusArea.objects.create(participants_stated=False, **values)
    FocusAreaChange.objects.create(focus_area=focus_area, state=State.PROPOSED, happened_on=on)
    record("focus_areas.proposed", target=("focus_area", focus_area.key), by=by, after=values)
    return focus_area


@transaction.atomic
def change(*, focus_area: FocusArea, values: Mapping[str, Any], version: int, by: Actor) -> FocusArea:
    """Change texts of a focus area. A changed name stays known as a former name until today's reader needs it no more.

    :raises NotAllowed: if the actor may not change this focus area
    :raises Stale: if somebody else has saved it after `version`
    """
    by.require(permissions.CHANGE, body=focus_area.group_id)
    take_version(focus_area, version)
    before, after = set_changed(focus_area, values)
    focus_area.save()
    settle(row=focus_area, before=before, by=by)
    record("focus_areas.changed", target=("focus_area", focus_area.key), by=by, before=before, after=after)
    return focus_area


@transaction.atomic
def give_group(*, focus_area: FocusArea, group: Body | None, version: int, by: Actor) -> FocusArea:
    """Give a focus area the body that works on it; its chairs and members get their rights with it.

    :raises NotAllowed: if the actor may not decide on focus areas
    :raises Stale: if somebody else has saved it after `version`
    """
    by.require(permissions.DECIDE)
    take_version(focus_area, version)
    old = focus_area.group
    focus_area.group = group
    focus_area.save()
    before, after = ({"group": each.key if each else ""} for each in (old, group))
    target = ("focus_area", focus_area.key)
    record("focus_areas.group_changed", target=target, by=by, before=before, after=after, naming=[old, group])
    return focus_area


@transaction.atomic
def rename(*, focus_area: FocusArea, names: Mapping[str, str], on: str, version: int, by: Actor) -> FocusArea:
    """Give a focus area a new name from the day `on` (EDTF); the old one stays as a former name.

    :raises Stale: if somebody else has saved it after `version`
    """
    by.require(permissions.CHANGE, body=focus_area.group_id)
    take_version(focus_area, version)
    old = {name: getattr(focus_area, name) for name in NAMES}
    FocusAreaName.objects.create(
        focus_area=focus_area, used_until=dates.check(on), rank=focus_area.former_names.count(), **old
    )
    before, after = set_changed(focus_area, names)
    focus_area.save()
    record("focus_areas.renamed", target=("focus_area", focus_area.key), by=by, before=before, after=after)
    return focus_area


@transaction.atomic
def decide(
    *,
    focus_area: FocusArea,
    new_state: State,
    on: str,
    by: Actor,
    decision: Decision | None = None,
    body: Body | None = None,
    reference: str = "",
    reason: Mapping[str, str] | None = None,
    destination: Mapping[str, str] | None = None,
) -> FocusAreaChange:
    """Record a step in the life of a focus area: the new state, from when, by whose decision and why.

    `reason` and `destination` are texts by language (`{"fi": …}`); `on` is EDTF.

    :raises NotAllowed: if the actor may not decide for the cooperation group
    :raises TransitionRefused: if the focus area can't take this step
    :raises Invalid: if a reason or a destination is missing that this step needs
    :raises StepOutOfOrder: if it is before the last step
    """
    by.require(permissions.DECIDE)
    locked = _hold(focus_area)
    check_transition(State(locked.state), new_state)
    _check_words(new_state, reason or {}, destination or {})
    _check_order(locked, on)
    texts = {f"reason_{code}": text for code, text in (reason or {}).items()}
    texts |= {f"destination_{code}": text for code, text in (destination or {}).items()}
    step = FocusAreaChange.objects.create(
        focus_area=locked,
        state=new_state,
        happened_on=dates.check(on),
        decision=decision,
        body=body or (decision.body if decision else None),
        reference=reference or (decision.reference if decision else ""),
        rank=locked.changes.count(),
        **texts,
    )
    before, locked.state = locked.state, new_state
    locked.version += 1
    locked.save()
    focus_area.state, focus_area.version = locked.state, locked.version
    after = {"state": new_state, "on": on, "reference": step.reference, **texts}
    record(f"focus_areas.{new_state}", target=("focus_area", locked.key), by=by, before={"state": before}, after=after)
    return step


def _check_words(state: State, reason: Mapping[str, str], destination: Mapping[str, str]) -> None:
    missing = {}
    if state in NEEDS_REASON and not any(reason.values()):
        missing["reason_fi"] = marked("Give the reason for this step.")
    if state in NEEDS_DESTINATION and not any(destination.values()):
        missing["destination_fi"] = marked("Say where the work continues.")
    if missing:
        raise Invalid(fields=missing)


def _check_order(focus_area: FocusArea, on: str) -> None:
    last = focus_area.changes.order_by("rank", "id").last()
    if last and dates.ends_before(last.happened_on, on):
        raise StepOutOfOrder(fields={"on": marked("This step can't be before the one that it follows.")})


def _hold(focus_area: FocusArea) -> FocusArea:
    """The row as it is now, held until the end of the transaction."""
    return FocusArea.objects.unguarded("a row that was found for the actor").select_for_update().get(pk=focus_area.pk)


@transaction.atomic
def add_organisation(
    *,
    focus_area: FocusArea,
    organisation: Organisation,
    role: str,
    since: str,
    by: Actor,
    part: Mapping[str, str] | None = None,
) -> FocusAreaOrganisation:
    """Add an organisation as lead or participant from `since` (EDTF; empty: from the beginning).

    :raises Invalid: if it already has the role
    """
    by.require(permissions.CHANGE, body=focus_area.group_id)
    _hold(focus_area)
    if focus_area.organisations.filter(organisation=organisation, role=role, until="").exists():
        raise Invalid(fields={"organisation": marked("This organisation already has this role.")})
    texts = {f"part_{code}": text for code, text in (part or {}).items()}
    link = FocusAreaOrganisation.objects.create(
        focus_area=focus_area,
        organisation=organisation,
        role=role,
        since=dates.check(since),
        rank=focus_area.organisations.count(),
        **texts,
    )
    if role == "participant" and not focus_area.participants_stated:
        focus_area.participants_stated = True
        focus_area.save()
    after = {"organisation": organisation.key, "role": role, "since": since, **texts}
    record("focus_areas.organisation_added", target=("focus_area", focus_area.key), by=by, after=after)
    return link


@transaction.atomic
def end_organisation(*, focus_area: FocusArea, link_id: int, until: str, by: Actor) -> None:
    """End an organisation's part in a focus area on `until` (EDTF). What it was stays in the history.

    :raises Missing: if the focus area has no such part
    :raises Invalid: if the end is before the beginning
    """
    by.require(permissions.CHANGE, body=focus_area.group_id)
    _hold(focus_area)
    link = focus_area.organisations.select_related("organisation").filter(pk=link_id).first()
    if link is None:
        raise Missing
    dates.check_end(link.since, until)
    before, link.until = link.until, until
    link.save()
    facts = {"organisation": link.organisation.key, "role": link.role}
    record(
        "focus_areas.organisation_ended",
        target=("focus_area", focus_area.key),
        by=by,
        before={**facts, "until": before},
        after={**facts, "until": until},
    )
