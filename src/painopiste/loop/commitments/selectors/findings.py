"""What is missing of commitments in the whole model: counted for the front page, listed for the next agenda.

The conditions say in the database what `rules.findings_of` says of one measure; a test compares the two.
"""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable

from painopiste.base.actors import Actor
from painopiste.base.records import holds_on, texts
from painopiste.loop.commitments import permissions
from painopiste.loop.commitments.rules import Finding, State
from painopiste.loop.plans import permissions as plans
from painopiste.loop.plans.models import Measure, MeasureChange, MeasureParty
from painopiste.loop.plans.rules import OPEN, BlockedBy
from painopiste.loop.plans.rules import State as MeasureState

FOR_WANT_OF = (BlockedBy.RESOURCES.value, BlockedBy.FUNDING.value)
NEWEST = MeasureChange.objects.filter(measure=OuterRef("pk")).order_by("-rank", "-id").values("blocked_by")[:1]
IS_OPEN = Q(state__in=sorted(OPEN))
CONDITIONS = {
    Finding.RESOURCES: Q(state=MeasureState.BLOCKED, newest_blocked_by__in=FOR_WANT_OF, gives=False),
    Finding.NOBODY: IS_OPEN & Q(decided=False),
    Finding.LEAD: IS_OPEN & Q(decided=True, lead_undecided=True),
}


def annotate_findings(*, measures: QuerySet[Measure], by: Actor, on: date) -> QuerySet[Measure]:
    """Measures with what CONDITIONS ask of each, as far as the actor sees commitments."""
    decided = permissions.visible(by).filter(state=State.DECIDED)
    of_measure = decided.filter(measure=OuterRef("pk"))
    same = decided.filter(measure=OuterRef("measure"), organisation=OuterRef("organisation"))
    leads = MeasureParty.objects.filter(
        holds_on(on), ~Exists(same), measure=OuterRef("pk"), role="lead", organisation__isnull=False
    )
    return measures.annotate(
        decided=Exists(of_measure),
        gives=Exists(of_measure.filter(Q(person_months__gt=0) | Q(euros__gt=0))),
        lead_undecided=Exists(leads),
        newest_blocked_by=Subquery(NEWEST),
    )


def count_when(*, finding: Finding, by: Actor) -> Combinable:
    """The number of annotated measures of which the finding tells, for an aggregate."""
    return Count("pk", filter=CONDITIONS[finding])


def list_findings(*, by: Actor, on: date) -> list[dict[str, Any]]:
    """The visible measures of which something is found, each with its `findings`: for an agenda. One query."""
    annotated = annotate_findings(measures=plans.visible_measures(by), by=by, on=on)
    any_of = CONDITIONS[Finding.RESOURCES] | CONDITIONS[Finding.NOBODY] | CONDITIONS[Finding.LEAD]
    area = {f"focus_area_{name}": F(f"focus_area__{name}") for name in ("key", "number", *texts("name"))}
    told = ("decided", "gives", "lead_undecided", "newest_blocked_by")
    columns = ("key", "number", "state", *texts("title"), *told)
    rows = annotated.filter(any_of).order_by("rank", "id").values(*columns, **area)
    return [row | {"findings": _findings(row)} for row in rows]


def _findings(row: dict[str, Any]) -> list[Finding]:
    """The same as CONDITIONS, of a row that one of them has let through."""
    is_stuck = row["state"] == MeasureState.BLOCKED and row["newest_blocked_by"] in FOR_WANT_OF and not row["gives"]
    found = [Finding.RESOURCES] if is_stuck else []
    if not row["decided"]:
        return [*found, Finding.NOBODY]
    return [*found, Finding.LEAD] if row["lead_undecided"] else found
