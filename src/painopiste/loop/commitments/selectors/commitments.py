"""Lists of commitments, and one of them with its steps."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Prefetch, QuerySet
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.errors import Missing
from painopiste.base.organisations.models import Organisation
from painopiste.base.records import texts
from painopiste.base.words import ABBREVIATIONS
from painopiste.loop.commitments import permissions
from painopiste.loop.commitments.models import Commitment, CommitmentChange
from painopiste.loop.commitments.rules import NEXT_STATES, WAITING, State, days_waited
from painopiste.loop.plans.models import Measure

STEPS = CommitmentChange.objects.order_by("rank", "id")
# What a list shows, and no column more: put together once.
RELATED = ("measure__focus_area", "organisation")
SHOWN = (
    "key", "state", "reference", "responsible", "person_months", "euros", "years", "since", "until", "version",
    "source", "marking", "own_marking", *texts("unit", "place"),
    *(f"measure__{name}" for name in ("key", "number", "rank", "state", *texts("title"))),
    *(f"measure__focus_area__{name}" for name in ("key", "number", "group", *texts("name"))),
    *(f"organisation__{name}" for name in ("key", *ABBREVIATIONS, *texts("name"))),
)  # fmt: skip
ORDER = (F("measure__focus_area__number").asc(nulls_last=True), "measure__rank", "organisation__abbreviation", "id")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of commitments is narrowed to. `focus_area` is a key, or `model` for the model's own measures."""

    states: tuple[str, ...] = ()
    focus_area: str = ""
    organisation: str = ""
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A commitment, its newest step, and since when (and for how many days) an answer is waited for."""

    commitment: Commitment
    newest: CommitmentChange | None
    asked_on: date | None
    days: int | None

    @property
    def waits(self) -> bool:
        return self.commitment.state in WAITING

    @classmethod
    def of(cls, commitment: Commitment, on: date) -> "Row":
        """What a list shows of a commitment whose steps have been prefetched in their order."""
        steps = list(commitment.changes.all())
        asked = next((step for step in reversed(steps) if step.state == State.ASKED), None)
        since = None if asked is None else _day(asked)
        days = days_waited(since, on) if commitment.state in WAITING else None
        return cls(commitment, steps[-1] if steps else None, since, days)


def _day(step: CommitmentChange) -> date | None:
    """The last possible day of a step: nobody is said to have waited longer than is certain."""
    return step.latest or (None if step.happened_on else timezone.localdate(step.recorded_at))


def list_commitments(*, by: Actor, on: date, filters: Filters = Filters()) -> list[Row]:
    """The commitments that match, in the order of focus areas and measures. Two queries."""
    return [Row.of(each, on) for each in _filtered(by, filters)]


def cut_commitments(*, by: Actor, on: date, filters: Filters, limit: int, offset: int) -> tuple[list[Row], int]:
    """A stretch of the commitments that match, from `offset` on, and how many match in all. Three queries."""
    found = _filtered(by, filters)
    return [Row.of(each, on) for each in found[offset : offset + limit]], found.count()


def _filtered(by: Actor, filters: Filters) -> QuerySet[Commitment]:
    found = permissions.visible(by).select_related(*RELATED).only(*SHOWN).prefetch_related(Prefetch("changes", STEPS))
    if filters.states:
        found = found.filter(state__in=filters.states)
    if filters.focus_area == "model":
        found = found.filter(measure__focus_area=None)
    elif filters.focus_area:
        found = found.filter(measure__focus_area__key=filters.focus_area)
    if filters.organisation:
        found = found.filter(organisation__key=filters.organisation)
    if filters.measure:
        found = found.filter(measure__key=filters.measure)
    return found.order_by(*ORDER)


def get_commitment(*, key: str, by: Actor) -> Commitment:
    """One commitment with its measure, organisation and steps. Two queries.

    :raises Missing: if there is none with this key, or the actor may not see it
    """
    found = permissions.visible(by).select_related(*RELATED).prefetch_related(Prefetch("changes", STEPS))
    commitment = found.filter(key=key).first()
    if commitment is None:
        raise Missing
    return commitment


def list_of_organisation(*, organisation: Organisation, by: Actor, on: date) -> list[Row]:
    """All that an organisation has been asked for, what waits for its answer first. Two queries."""
    rows = list_commitments(by=by, on=on, filters=Filters(organisation=organisation.key))
    return sorted(rows, key=lambda row: not row.waits)


def list_waiting_for(*, by: Actor, on: date) -> list[Row]:
    """What the actor's own organisations have been asked for and have not answered, the longest waiting first.

    Two queries, none for who answers for no organisation.
    """
    organisations = by.for_organisations.get(permissions.ANSWER, frozenset())
    if not organisations:
        return []
    found = _filtered(by, Filters(states=tuple(sorted(WAITING)))).filter(organisation__in=sorted(organisations))
    return sorted((Row.of(each, on) for each in found), key=lambda row: -(row.days or 0))


def list_organisations(*, by: Actor) -> list[dict[str, Any]]:
    """The organisations that have been asked for something, for choosing one. One query."""
    asked = permissions.visible(by).order_by().values("organisation")
    found = Organisation.objects.filter(pk__in=asked).order_by("abbreviation", "key")
    return list(found.values("id", "key", *ABBREVIATIONS, *texts("name")))


def list_askable(*, measure: Measure, by: Actor, on: date) -> list[dict[str, Any]]:
    """The organisations that may be asked to commit to a measure: those with a part in it that are not asked yet.

    Who has refused may be asked again; `state` tells. Two queries.
    """
    parts = permissions.visible_parties(by, on).filter(measure=measure)
    found = Organisation.objects.filter(pk__in=parts.values("organisation")).order_by("abbreviation", "key")
    known = dict(permissions.visible(by).filter(measure=measure).values_list("organisation_id", "state"))
    columns = ("id", "key", *ABBREVIATIONS, *texts("name"))
    rows = [row | {"state": known.get(row["id"], "")} for row in found.values(*columns)]
    return [row for row in rows if not row["state"] or State.ASKED in NEXT_STATES[State(row["state"])]]
