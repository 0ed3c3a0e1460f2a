"""The whole model at a glance, as far as the actor may see it. Everything is counted by the database."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from django.db import connection
from django.db.models import BigIntegerField, Count, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.audit.models import AuditLine
from painopiste.base.bodies.permissions import visible as visible_bodies
from painopiste.base.guarding import behind, note_secret
from painopiste.base.markings.policy import facts_of
from painopiste.base.organisations.permissions import visible as visible_organisations
from painopiste.base.records import holds_on, texts, visible_rows
from painopiste.loop.commitments.rules import Finding
from painopiste.loop.commitments.selectors import annotate_findings, count_when
from painopiste.loop.focus_areas import permissions as focus_area_permissions
from painopiste.loop.focus_areas.models import FocusAreaChange, FocusAreaOrganisation
from painopiste.loop.focus_areas.rules import ENDED, State
from painopiste.loop.plans import permissions as plan_permissions
from painopiste.loop.plans.models import FundingLine, MeasureChange
from painopiste.loop.plans.rules import OPEN, TELLS_OF_EFFECT
from painopiste.loop.plans.rules import State as MeasureState
from painopiste.loop.plans.selectors.measures import overdue
from painopiste.loop.progress.permissions import ANSWER, visible_answers, visible_rounds
from painopiste.loop.reports.permissions import visible as visible_reports

AT_MOST = 6  # rows of a short list
WRITTEN_AT_MOST = 500  # as many readers as differ in what they may see
_written: dict[tuple[str, ...], tuple[str, tuple[Any, ...]]] = {}


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

    Four queries.
    """
    glance = Glance(focus_areas=_focus_areas(by, on))
    for area, state, number, late, awaiting, *found in _counted_measures(by, on):
        glance.measures.setdefault(area, {})[state] = number
        glance.overdue += late
        glance.awaiting_funding += awaiting
        for finding, measures in zip(Finding, found, strict=True):
            glance.findings[finding] += measures
    glance.attention = _attention(_with_funding(by), on)
    return glance


def _with_funding(by: Actor) -> Any:
    awaited = FundingLine.objects.filter(measure=OuterRef("pk"), state__in=("awaited", "applied"))
    return plan_permissions.visible_measures(by).annotate(awaits_funding=Exists(awaited))


def _counted_measures(by: Actor, on: date) -> list[tuple[Any, ...]]:
    """For each focus area and state: how many measures there are, are late, wait for money, and have each finding.

    To write this query takes twenty times as long as to run it: what was written is kept, by everything about the
    reader that it depends on, as the policy keeps its own.
    """
    facts = facts_of(by, timezone.localdate()).values()
    told = (connection.vendor, str(on), *map(str, facts))
    if told not in _written:
        if len(_written) >= WRITTEN_AT_MOST:
            _written.clear()
        _written[told] = _count_of_measures(by, on).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(*_written[told])
        return cast("list[tuple[Any, ...]]", cursor.fetchall())


def _count_of_measures(by: Actor, on: date) -> Any:
    numbers = {
        "number": Count("pk"),
        "late": Count("pk", filter=overdue(on)),
        "awaiting": Count("pk", filter=Q(awaits_funding=True, state__in=sorted(OPEN))),
    }
    numbers |= {finding.value: count_when(finding=finding, by=by) for finding in Finding}
    found = annotate_findings(measures=_with_funding(by), by=by, on=on).order_by().values("focus_area_id", "state")
    return found.annotate(**numbers).values_list("focus_area_id", "state", *numbers)


def _focus_areas(by: Actor, on: date) -> list[dict[str, Any]]:
    """The visible focus areas; `missing` names what nobody has told of those that have not ended. Two queries."""
    found = focus_area_permissions.visible(by).order_by(F("number").asc(nulls_last=True), "name_fi")
    rows = list(found.values("id", "key", "number", "state", "group_id", "participants_stated", *texts("name")))
    told: dict[int, set[str]] = {}
    for area, what in _told(by, on):
        told.setdefault(area, set()).add(what)
    return [row | {"missing": _missing(row, told.get(row["id"], set()))} for row in rows]


def _told(by: Actor, on: date) -> Any:
    """Pairs of a focus area's id and what is known of it: "lead", "plan", or a kind of indicator. One query."""
    leads = FocusAreaOrganisation.objects.filter(holds_on(on), role="lead").order_by()
    plans = plan_permissions.visible_plans(by).order_by()
    known = plans.annotate(what=Coalesce("chain__indicators__kind", Value("plan"))).values_list("focus_area_id", "what")
    return leads.annotate(what=Value("lead")).values_list("focus_area_id", "what").union(known)


def _missing(row: dict[str, Any], told: set[str]) -> list[str]:
    if State(row["state"]) in ENDED:
        return []
    kinds = told - {"lead", "plan"}
    has_plan = bool(told - {"lead"})
    gaps = {
        "lead": "lead" not in told,
        "participants": not row["participants_stated"],
        "plan": not has_plan,
        "indicators": has_plan and not kinds,
        "effect": bool(kinds) and not kinds & TELLS_OF_EFFECT,
    }
    return [name for name, is_gap in gaps.items() if is_gap]


def _attention(visible: Any, on: date) -> list[dict[str, Any]]:
    """The measures that ask for attention first: blocked, said to be late, waiting for money, past their due date."""
    stuck = Q(state__in=(MeasureState.BLOCKED, MeasureState.LATE))
    found = visible.filter(stuck | overdue(on) | Q(awaits_funding=True, state__in=sorted(OPEN)))
    columns = ("key", "number", "state", "due_on", "due_latest", "awaits_funding", *texts("title"))
    found = found.order_by("state", F("due_latest").asc(nulls_last=True), "rank")
    return list(found.values(*columns)[:AT_MOST])


def list_next_dates(*, by: Actor, on: date) -> list[dict[str, Any]]:
    """Due dates and milestones still ahead, the nearest first. One query."""
    names = texts("title")
    open_measures = plan_permissions.visible_measures(by).filter(state__in=sorted(OPEN)).order_by()
    due = open_measures.filter(due_latest__gte=on).values_list("key", "number", "due_on", "due_latest", *names)
    ahead = open_measures.filter(milestones__reached_on="", milestones__due_latest__gte=on)
    points = [f"milestones__{name}" for name in ("due_on", "due_latest", *names)]
    both = due.union(ahead.values_list("key", "number", *points), all=True).order_by("due_latest", "number")
    keys = ("key", "number", "due_on", "due_latest", *names)
    return [dict(zip(keys, row, strict=True)) for row in both[:AT_MOST]]


def list_steps(*, by: Actor) -> list[dict[str, Any]]:
    """The newest dated steps of focus areas and measures, newest first. Two queries."""
    areas = FocusAreaChange.objects.filter(visible_rows(by, path="focus_area__"))
    of_area = visible_rows(by, path="measure__focus_area__")
    measures = MeasureChange.objects.filter(visible_rows(by, path="measure__"), Q(measure__focus_area=None) | of_area)
    found = [*_steps(behind(areas, by, "focus_area__"), "focus_area", "name")]
    found += _steps(behind(measures, by, "measure__"), "measure", "title")
    return sorted(found, key=lambda row: (row["earliest"], row["latest"]), reverse=True)[:AT_MOST]


def _steps(changes: Any, thing: str, name: str) -> list[dict[str, Any]]:
    renamed = {f"title_{code}": F(f"{thing}__{name}_{code}") for code in ("fi", "sv", "en")}
    dated = changes.filter(latest__isnull=False, earliest__isnull=False).order_by("-earliest", "-latest", "-pk")
    rows = dated.values(
        "state", "happened_on", "earliest", "latest", key=F(f"{thing}__key"), number=F(f"{thing}__number"), **renamed
    )
    return [row | {"thing": thing} for row in rows[:AT_MOST]]


def list_changes(*, by: Actor) -> list[dict[str, Any]]:
    """The newest lines of the audit trail about what the actor may see; the public has none. One query.

    A changed measure brings its title; what else was changed is told by its kind and key.
    """
    if not by.member:
        return []
    measures = plan_permissions.visible_measures(by)
    rows: dict[str, Any] = {
        "focus_area": focus_area_permissions.visible(by),
        "measure": measures,
        "body": visible_bodies(by),
        "organisation": visible_organisations(by),
    }
    open_to_actor = Q(pk__in=())
    for kind, visible in rows.items():
        open_to_actor |= Q(target_kind=kind, target_key__in=visible.values("key"))
    named = measures.filter(key=OuterRef("target_key"))
    titles = {title: Subquery(named.values(title)[:1]) for title in texts("title")}
    lines = AuditLine.objects.filter(open_to_actor).order_by("-number")
    told = list(lines.values("at", "event", "actor_label", "target_kind", "target_key", **titles)[:AT_MOST])
    for kind in ("focus_area", "measure", "body"):
        note_secret(
            rows[kind].filter(key__in=[row["target_key"] for row in told if row["target_kind"] == kind]), (), by=by
        )
    return told


def get_open_round(*, by: Actor, on: date) -> dict[str, Any] | None:
    """The progress round that takes answers in, and the ids of the focus areas that have `answered`. One query."""
    columns = ("pk", "key", "closes_on", *texts("title"))
    rounds: Any = visible_rounds(by)
    open_ones = rounds.filter(closed=False, opens_on__lte=on).order_by()
    given: Any = visible_answers(by).filter(submitted_at__isnull=False, round__in=open_ones.values("pk")).order_by()
    none = Value(None, BigIntegerField(null=True))
    answers = given.values_list(*(f"round__{name}" for name in columns), "focus_area_id")
    rows = list(open_ones.annotate(area=none).values_list(*columns, "area").union(answers, all=True))
    if not rows:
        return None
    first = min(rows, key=lambda row: (row[2], row[0]))
    answered = {row[-1] for row in rows if row[0] == first[0] and row[-1] is not None}
    return dict(zip(columns, first, strict=False)) | {"answered": answered}


def list_unanswered(*, glance: Glance, answered: Container[int], by: Actor) -> list[dict[str, Any]]:
    """The focus areas for which the actor may answer and that have not: of those at a glance, without asking anew."""
    return [
        area
        for area in glance.focus_areas
        if area["id"] not in answered and State(area["state"]) not in ENDED and by.may(ANSWER, body=area["group_id"])
    ]


def list_newest_reports(*, by: Actor) -> list[dict[str, Any]]:
    """The newest kept reports. One query."""
    found = visible_reports(by).order_by("-made_at", "-pk")
    return list(found.values("key", "title", "language", "as_of", "made_at")[:3])
