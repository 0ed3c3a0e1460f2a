"""The whole model at a glance, as far as the actor may see it. Everything is counted by the database."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Count, Exists, F, OuterRef, Q, Value

from painopiste.base.actors import Actor
from painopiste.base.markings.written import Written
from painopiste.base.records import holds_on, texts
from painopiste.loop.commitments.rules import Finding
from painopiste.loop.commitments.selectors import annotate_findings, count_when
from painopiste.loop.focus_areas import permissions as focus_area_permissions
from painopiste.loop.focus_areas.models import FocusAreaOrganisation
from painopiste.loop.focus_areas.rules import ENDED, State
from painopiste.loop.plans import permissions as plan_permissions
from painopiste.loop.plans.models import FundingLine
from painopiste.loop.plans.rules import OPEN, TELLS_OF_EFFECT
from painopiste.loop.plans.rules import State as MeasureState
from painopiste.loop.plans.selectors.measures import overdue
from painopiste.loop.progress.permissions import ANSWER, visible_answers, visible_rounds

AT_MOST = 6  # rows of a short list


@dataclass(slots=True)
class Glance:
    """What the front page tells: counts, and the few rows that ask for attention."""

    focus_areas: list[dict[str, Any]] = field(default_factory=list)
    measures: dict[int | None, dict[str, int]] = field(default_factory=dict)
    overdue: int = 0
    awaiting_funding: int = 0
    findings: dict[Finding, int] = field(default_factory=lambda: dict.fromkeys(Finding, 0))
    attention: list[dict[str, Any]] = field(default_factory=list)

    def focus_area_states(self) -> dict[str, int]:
        return _counted(row["state"] for row in self.focus_areas)

    def measure_states(self) -> dict[str, int]:
        totals: dict[str, int] = {}
        for states in self.measures.values():
            for state, number in states.items():
                totals[state] = totals.get(state, 0) + number
        return totals


def _counted(codes: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for code in codes:
        counts[code] = counts.get(code, 0) + 1
    return counts


def get_glance(*, by: Actor, on: date) -> Glance:
    """Focus areas with what is missing of them, measures by state, and what is late, blocked, or waits for something.

    Three queries.
    """
    glance = Glance(focus_areas=_focus_areas(by, on))
    for area, state, number, late, awaiting, *found in COUNTED.rows(by, on=on):
        glance.measures.setdefault(area, {})[state] = number
        glance.overdue += late
        glance.awaiting_funding += awaiting
        for finding, measures in zip(Finding, found, strict=True):
            glance.findings[finding] += measures
    glance.attention = ATTENTION.rows(by, on=on)
    return glance


def _with_funding(by: Actor) -> Any:
    awaited = FundingLine.objects.filter(measure=OuterRef("pk"), state__in=("awaited", "applied"))
    return plan_permissions.visible_measures(by).annotate(awaits_funding=Exists(awaited))


def _counted_measures(by: Actor, on: date) -> Any:
    """For each focus area and state: how many measures there are, are late, wait for money, and have each finding."""
    numbers = {
        "number": Count("pk"),
        "late": Count("pk", filter=overdue(on)),
        "awaiting": Count("pk", filter=Q(awaits_funding=True, state__in=sorted(OPEN))),
    }
    numbers |= {finding.value: count_when(finding=finding, by=by) for finding in Finding}
    found = annotate_findings(measures=_with_funding(by), by=by, on=on).order_by().values("focus_area_id", "state")
    return found.annotate(**numbers).values_list("focus_area_id", "state", *numbers)


def _focus_areas(by: Actor, on: date) -> list[dict[str, Any]]:
    """The visible focus areas; `missing` names what nobody has told of those that have not ended. One query."""
    return [row | {"missing": _missing(row)} for row in FOCUS_AREAS.rows(by, on=on)]


def _with_what_is_told(by: Actor, on: date) -> Any:
    """Focus areas, each with whether a lead, a plan, an indicator and one of effects are known of it."""
    leads = FocusAreaOrganisation.objects.filter(holds_on(on), role="lead", focus_area=OuterRef("pk"))
    plans = plan_permissions.visible_plans(by).filter(focus_area=OuterRef("pk"))
    found = focus_area_permissions.visible(by).order_by(F("number").asc(nulls_last=True), "name_fi")
    return found.values(
        "id", "key", "number", "state", "group_id", "participants_stated", *texts("name"),
        has_lead=Exists(leads),
        has_plan=Exists(plans),
        has_indicators=Exists(plans.filter(chain__indicators__isnull=False)),
        tells_of_effect=Exists(plans.filter(chain__indicators__kind__in=sorted(TELLS_OF_EFFECT))),
    )  # fmt: skip


def _missing(row: dict[str, Any]) -> list[str]:
    if State(row["state"]) in ENDED:
        return []
    gaps = {
        "lead": not row["has_lead"],
        "participants": not row["participants_stated"],
        "plan": not row["has_plan"],
        "indicators": row["has_plan"] and not row["has_indicators"],
        "effect": row["has_indicators"] and not row["tells_of_effect"],
    }
    return [name for name, is_gap in gaps.items() if is_gap]


def _attention(by: Actor, on: date) -> Any:
    """The measures that ask for attention first: blocked, said to be late, waiting for money, past their due date."""
    stuck = Q(state__in=(MeasureState.BLOCKED, MeasureState.LATE))
    found = _with_funding(by).filter(stuck | overdue(on) | Q(awaits_funding=True, state__in=sorted(OPEN)))
    columns = ("key", "number", "state", "due_on", "due_latest", "awaits_funding", *texts("title"))
    return found.order_by("state", F("due_latest").asc(nulls_last=True), "rank").values(*columns)[:AT_MOST]


FOCUS_AREAS: Written[dict[str, Any]] = Written(_with_what_is_told)
COUNTED: Written[tuple[Any, ...]] = Written(_counted_measures)
ATTENTION: Written[dict[str, Any]] = Written(_attention)
DATE_COLUMNS = ("key", "number", "due_on", "due_latest", *texts("title"))


def list_next_dates(*, by: Actor, on: date) -> list[dict[str, Any]]:
    """Due dates and milestones still ahead, the nearest first. One query."""
    return [dict(zip(DATE_COLUMNS, row, strict=True)) for row in NEXT_DATES.rows(by, on=on)]


def _next_dates(by: Actor, on: date) -> Any:
    open_measures = plan_permissions.visible_measures(by).filter(state__in=sorted(OPEN)).order_by()
    due = open_measures.filter(due_latest__gte=on).values_list(*DATE_COLUMNS)
    ahead = open_measures.filter(milestones__reached_on="", milestones__due_latest__gte=on)
    points = [f"milestones__{name}" for name in DATE_COLUMNS[2:]]
    both = due.union(ahead.values_list("key", "number", *points), all=True)
    return both.order_by("due_latest", "number")[:AT_MOST]


NEXT_DATES: Written[tuple[Any, ...]] = Written(_next_dates)
ROUND_COLUMNS = ("pk", "key", "closes_on", *texts("title"))


def get_open_round(*, by: Actor, on: date) -> dict[str, Any] | None:
    """The progress round that takes answers in, and the ids of the focus areas that have `answered`. One query."""
    rows = ROUNDS.rows(by, on=on)
    if not rows:
        return None
    first = min(rows, key=lambda row: (row[2], row[0]))
    answered = {row[-1] for row in rows if row[0] == first[0] and row[-1] is not None}
    return dict(zip(ROUND_COLUMNS, first, strict=False)) | {"answered": answered}


def _open_rounds(by: Actor, on: date) -> Any:
    """The rounds that are open, and again with each focus area that has answered."""
    rounds: Any = visible_rounds(by)
    open_ones = rounds.filter(closed=False, opens_on__lte=on).order_by()
    given: Any = visible_answers(by).filter(submitted_at__isnull=False, round__in=open_ones.values("pk")).order_by()
    none = Value(None, BigIntegerField(null=True))
    answers = given.values_list(*(f"round__{name}" for name in ROUND_COLUMNS), "focus_area_id")
    return open_ones.annotate(area=none).values_list(*ROUND_COLUMNS, "area").union(answers, all=True)


def list_unanswered(*, glance: Glance, answered: Container[int], by: Actor) -> list[dict[str, Any]]:
    """The focus areas for which the actor may answer and that have not: of those at a glance, without asking anew."""
    return [
        area
        for area in glance.focus_areas
        if area["id"] not in answered and State(area["state"]) not in ENDED and by.may(ANSWER, body=area["group_id"])
    ]


ROUNDS: Written[tuple[Any, ...]] = Written(_open_rounds)
