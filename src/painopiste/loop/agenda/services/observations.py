"""Writing down what somebody has seen, or what the knowledge side has noticed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from painopiste.base import dates
from painopiste.base.actors import Actor
from painopiste.base.areas.models import Area
from painopiste.base.audit.services import record
from painopiste.base.errors import Invalid, NotAllowed
from painopiste.base.markings.stored import reads
from painopiste.base.records import set_changed, take_version, texts
from painopiste.base.remarking.services import settle
from painopiste.base.words import LANGUAGES, marked
from painopiste.loop.agenda import permissions
from painopiste.loop.agenda.models import Observation
from painopiste.loop.agenda.rules import AUTOMATIC, SourceKind, State, wrong_links
from painopiste.loop.focus_areas.models import FocusArea

TOLD = (*texts("title", "description", "groups"), "evidence", "source_kind", "seen_on", "own_marking_id")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of an observation: what each state needs of the rest is told by `settle_observation`."""

    state: State
    reason: Mapping[str, str] = field(default_factory=dict)  # by language
    focus_areas: Sequence[FocusArea] = ()
    into: Observation | None = None


@dataclass(frozen=True, slots=True)
class Filed:
    """An observation that the knowledge side has filed; `is_new` is false if it had been filed before."""

    observation: Observation
    is_new: bool


@transaction.atomic
def observe(*, values: Mapping[str, Any], areas: Sequence[Area] = (), by: Actor) -> Observation:
    """Write down what the actor has seen. `values` are columns of TOLD.

    :raises NotAllowed: if the actor is no member
    :raises Invalid: without a title, for a source that only the knowledge side has, a wrong address or a wrong marking
    """
    by.require(permissions.WRITE)
    if values.get("source_kind") in AUTOMATIC:
        raise Invalid(fields={"source_kind": marked("Choose one of the alternatives.")})
    return _write(values, areas, by, origin=None)


@transaction.atomic
def file_observation(*, values: Mapping[str, Any], origin: str, areas: Sequence[Area] = (), by: Actor) -> Filed:
    """File what an indicator or a survey has shown; `origin` says which one and when, as `indicator:4:2026-10`.

    The same origin is filed once: background work may run twice.

    :raises NotAllowed: for anybody but the system
    :raises Invalid: as `observe`, without an origin, and for a source that a person would have
    """
    by.require(permissions.WRITE)
    if by.account_id is not None:
        raise NotAllowed
    if values.get("source_kind") not in AUTOMATIC or not origin:
        raise Invalid(fields={"source_kind": marked("Choose one of the alternatives.")})
    there = Observation.objects.unguarded("the same alert is filed once, whoever sees it").filter(origin=origin).first()
    return Filed(there, False) if there else Filed(_write(values, areas, by, origin=origin), True)


def _write(values: Mapping[str, Any], areas: Sequence[Area], by: Actor, *, origin: str | None) -> Observation:
    _check(values, by)
    if not any(values.get(f"title_{code}", "").strip() for code in LANGUAGES):
        raise Invalid(fields={"title": marked("Say in a few words what you have seen.")})
    told = {"received_at": timezone.now(), "writer_id": by.account_id, "origin": origin}
    made = Observation.objects.create(**values, **told)
    made.areas.set(areas)
    after = {name: value for name, value in values.items() if value} | {"areas": [area.key for area in areas]}
    record("agenda.observation_given", target=("observation", made.key), by=by, after=after)
    return made


@transaction.atomic
def change(
    *, observation: Observation, values: Mapping[str, Any], version: int, by: Actor, areas: Sequence[Area] | None = None
) -> Observation:
    """Change what is told in an observation; None leaves its areas as they are.

    :raises NotAllowed: if the actor has not written it, or somebody has looked at it already, and does not handle them
    :raises Stale: if somebody else has saved it after `version`
    :raises Invalid: as `observe`
    :raises NeedsSecondPerson: if another marking would let more readers in
    """
    if not permissions.may_change(observation, by=by):
        raise NotAllowed
    kind = values.get("source_kind", observation.source_kind)
    if kind != observation.source_kind and AUTOMATIC & {kind, SourceKind(observation.source_kind)}:
        raise Invalid(fields={"source_kind": marked("Choose one of the alternatives.")})
    if unknown := values.keys() - set(TOLD):
        raise ValueError(f"An observation has no {', '.join(sorted(unknown))}.")
    before, after = set_changed(observation, values)
    _check(after, by)  # a marking that others have given it meanwhile may stay
    if not any(getattr(observation, f"title_{code}").strip() for code in LANGUAGES):
        raise Invalid(fields={"title": marked("Say in a few words what you have seen.")})
    take_version(observation, version)
    observation.save()
    if areas is not None:
        keys = sorted(observation.areas.values_list("key", flat=True)), sorted(area.key for area in areas)
        if keys[0] != keys[1]:
            before, after = before | {"areas": keys[0]}, after | {"areas": keys[1]}
            observation.areas.set(areas)
    settle(row=observation, before=before, by=by)
    record("agenda.observation_changed", target=("observation", observation.key), by=by, before=before, after=after)
    return observation


def _check(values: Mapping[str, Any], by: Actor) -> None:
    """Refuse what can't be told, or not to these readers: nobody publishes what has not been looked at."""
    if unknown := values.keys() - set(TOLD):
        raise ValueError(f"An observation has no {', '.join(sorted(unknown))}.")
    if "source_kind" in values and values["source_kind"] not in set(SourceKind):
        raise Invalid(fields={"source_kind": marked("Choose one of the alternatives.")})
    if any(wrong_links(values.get("evidence", ""))):
        raise Invalid(fields={"evidence": marked("Write one address on each line: https://…")})
    dates.check(values.get("seen_on", ""))
    code = values.get("own_marking_id")
    if code and not reads(by, code) and by.account_id is not None:
        raise Invalid(fields={"own_marking_id": marked("You would no longer see it yourself.")})
    if code == "public" and not by.may(permissions.HANDLE):
        said = marked("The secretariat can open it to everybody when it has looked at it.")
        raise Invalid(fields={"own_marking_id": said})
