"""One measure, with all that belongs to it."""

from typing import Any

from django.db.models import QuerySet

from painopiste.base.actors import Actor
from painopiste.base.errors import Missing
from painopiste.base.guarding import behind
from painopiste.base.markings.written import Written, bring
from painopiste.base.records import texts
from painopiste.base.words import ABBREVIATIONS
from painopiste.loop.plans import permissions
from painopiste.loop.plans.models import (
    ChainItem,
    Deliverable,
    Dependency,
    FundingLine,
    Measure,
    MeasureChange,
    MeasureParty,
    Milestone,
)


def _of(path: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{path}__{name}" for name in ("key", *names))


# Put together once and with no column too many: that takes Django longer than the answer takes the database.
PARTIES = (
    MeasureParty.objects.select_related("organisation", "body")
    .only(
        *("measure", "role", "since", "until", "source", "organisation", "body", *texts("named")),
        *_of("organisation", *ABBREVIATIONS, *texts("name")),
        *_of("body", *texts("name")),
    )
    .order_by("rank", "id")
)
STEPS = MeasureChange.objects.order_by("rank", "id")
MILESTONES = Milestone.objects.order_by("due_earliest", "id")
DELIVERABLES = Deliverable.objects.order_by("id")
FUNDING = (
    FundingLine.objects.select_related("funder")
    .only("measure", "key", "amount", "state", "dated_on", "funder", *texts("from"), *_of("funder", *texts("name")))
    .order_by("id")
)
CHAIN = ChainItem.objects.order_by("plan", "rank", "id")
DEPENDENCIES = {
    end: Dependency.objects.select_related(end)
    .only("measure", "other", "kind", *texts("note"), *_of(end, "number", *texts("title")))
    .order_by("id")
    for end in ("measure", "other")
}


def get_measure(*, key: str, by: Actor) -> Measure:
    """One measure with its focus area.

    :raises Missing: if there is none with this key, or the actor may not see it
    """
    found = permissions.visible_measures(by).select_related("focus_area").filter(key=key).first()
    if found is None:
        raise Missing
    return found


def get_measure_page(*, key: str, by: Actor) -> Measure:
    """One measure with everything that its page shows. Nine queries.

    :raises Missing: if there is none with this key, or the actor may not see it
    """
    found = MEASURE.first(by, key=key)
    if found is None:
        raise Missing
    for name, (query, back) in PARTS.items():
        bring(found, name, query.rows(by, measure=found.pk), back=back)
    return found


def _measure(by: Actor, key: str) -> QuerySet[Measure]:
    return permissions.visible_measures(by).select_related("focus_area").filter(key=key).order_by("pk")[:1]


def _linked(end: str, by: Actor) -> QuerySet[Dependency]:
    """Dependencies whose measure at this end the actor may see, with what a link shows of it."""
    return behind(DEPENDENCIES[end].filter(permissions.is_visible(by, path=f"{end}__")), by, f"{end}__")


MEASURE = Written(_measure)
# What belongs to a measure: by the name on it, the query, and the field that leads back to the measure.
PARTS: dict[str, tuple[Written[Any], str]] = {
    "parties": (
        Written(lambda by, measure: PARTIES.filter(permissions.open_parties(by), measure=measure)), "measure"
    ),
    "changes": (Written(lambda _by, measure: STEPS.filter(measure=measure)), "measure"),
    "milestones": (Written(lambda _by, measure: MILESTONES.filter(measure=measure)), "measure"),
    "deliverables": (Written(lambda _by, measure: DELIVERABLES.filter(measure=measure)), "measure"),
    "funding": (Written(lambda _by, measure: FUNDING.filter(measure=measure)), "measure"),
    "dependencies": (Written(lambda by, measure: _linked("other", by).filter(measure=measure)), "measure"),
    "dependants": (Written(lambda by, measure: _linked("measure", by).filter(other=measure)), "other"),
    "chain": (
        Written(lambda by, measure: CHAIN.filter(plan__in=permissions.visible_plans(by), measures=measure)), ""
    ),
}  # fmt: skip
