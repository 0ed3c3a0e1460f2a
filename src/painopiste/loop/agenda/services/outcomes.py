"""Saying what becomes of an observation. Its writer reads it."""

from typing import Any

from django.db import transaction

from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import Invalid
from painopiste.base.records import take_version, texts
from painopiste.base.words import marked
from painopiste.loop.agenda import permissions
from painopiste.loop.agenda.models import Observation
from painopiste.loop.agenda.rules import NEEDS_REASON, OPEN, State, check_transition
from painopiste.loop.agenda.services.observations import Outcome
from painopiste.loop.focus_areas import permissions as areas


@transaction.atomic
def settle_observation(*, observation: Observation, outcome: Outcome, version: int, by: Actor) -> Observation:
    """Say what becomes of an observation.

    Dismissing needs a reason, linking at least one focus area, merging another observation that is open. What had been
    merged into this one follows it.

    :raises NotAllowed: if the actor does not handle observations
    :raises TransitionRefused: if it can't take this step
    :raises Invalid: if something that the step needs is missing
    :raises Stale: if somebody else has saved it after `version`
    """
    by.require(permissions.HANDLE)
    # The other end is held too, in the order of ids: two people who merge two rows with each other don't wait forever.
    ends = {observation.pk, outcome.into.pk} if outcome.into else {observation.pk}
    rows = Observation.objects.unguarded("rows that were found for the actor").select_for_update()
    held = {row.pk: row for row in rows.filter(pk__in=ends).order_by("pk")}
    check_transition(State(held[observation.pk].state), outcome.state)
    _check(outcome, observation, held)
    take_version(observation, version)
    before, earlier = _told(observation, by)
    _write(observation, outcome, by)
    after, now = _told(observation, by)
    names = [name for name in after if before[name] != after[name]]
    record(
        f"agenda.observation_{observation.state}",
        target=("observation", observation.key),
        by=by,
        before={name: before[name] for name in names},
        after={name: after[name] for name in names},
        naming=[row for name in names for row in (*earlier.get(name, ()), *now.get(name, ()))],
    )
    return observation


def _check(outcome: Outcome, observation: Observation, held: dict[int, Observation]) -> None:
    missing = {}
    if outcome.state in NEEDS_REASON and not any(text.strip() for text in outcome.reason.values()):
        missing["reason"] = marked("Give the reason: the writer reads it.")
    if outcome.state is State.LINKED and not outcome.focus_areas:
        missing["focus_areas"] = marked("Choose at least one focus area.")
    if outcome.state is State.MERGED:
        into = held.get(outcome.into.pk) if outcome.into else None
        if into is None or into.pk == observation.pk or into.state not in OPEN:
            missing["into"] = marked("Choose another observation that is open.")
    if missing:
        raise Invalid(fields=missing)


def _write(observation: Observation, outcome: Outcome, by: Actor) -> None:
    observation.state = outcome.state
    observation.merged_into = outcome.into if outcome.state is State.MERGED else None
    for name in texts("reason"):
        setattr(observation, name, outcome.reason.get(name.removeprefix("reason_"), "").strip())
    observation.save()
    links = Observation.focus_areas.through.objects.filter(observation=observation)
    links.filter(focusarea__in=areas.visible(by).values("pk")).delete()  # what the actor can't see stays
    if outcome.state is State.LINKED:
        for area in outcome.focus_areas:
            links.get_or_create(observation=observation, focusarea=area)
    if outcome.state is State.MERGED:
        earlier = Observation.objects.unguarded("what was merged into it follows, whoever sees it")
        earlier.filter(merged_into=observation).update(merged_into=outcome.into)


def _told(observation: Observation, by: Actor) -> tuple[dict[str, Any], dict[str, list[Any]]]:
    """What the trail tells of the outcome: of other rows those that the actor sees. And these rows, by column."""
    links = Observation.focus_areas.through.objects.filter(observation=observation).values("focusarea")
    named: dict[str, list[Any]] = {
        "merged_into": list(permissions.visible(by).filter(pk=observation.merged_into_id or 0)),
        "focus_areas": list(areas.visible(by).filter(pk__in=links).order_by("key")),
    }
    told = {
        "state": str(observation.state),
        **{name: getattr(observation, name) for name in texts("reason")},
        "merged_into": "".join(row.key for row in named["merged_into"]),
        "focus_areas": [row.key for row in named["focus_areas"]],
    }
    return told, named
