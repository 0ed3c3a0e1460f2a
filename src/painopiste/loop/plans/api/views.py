"""Reading and changing measures, reading plans."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router, Schema, Status
from pydantic import Field

from painopiste.base.actors import Actor
from painopiste.base.web.api.auth import WRITERS
from painopiste.base.web.api.paging import Paging, cut, page_of
from painopiste.base.web.api.problems import LIST_PROBLEMS, READ_PROBLEMS, WRITE_PROBLEMS
from painopiste.base.web.api.schemas import Key, Page, PathKey, Search, columns, still_seen
from painopiste.loop.focus_areas import selectors as focus_areas
from painopiste.loop.plans import selectors, services
from painopiste.loop.plans.api import shapes
from painopiste.loop.plans.api.schemas import (
    Blocked,
    Measure,
    MeasureChange,
    MeasureDetail,
    MeasureKind,
    MeasureState,
    MeasureTexts,
    NewMeasure,
    NewMeasureStep,
    Plan,
    PlanVersion,
)
from painopiste.loop.plans.rules import State

router = Router(tags=["measures"])
AreaKey = Annotated[PathKey, Path(examples=["p3"])]
MeasureKey = Annotated[PathKey, Path(examples=["3.4"])]


ORDERS = {"number": "numero", "title": "nimi", "state": "tila", "focus_area": "painopiste", "due": "aika"}


class Asked(Paging):
    """What a list of measures is narrowed to, and its order."""

    state: list[MeasureState] = Field([], description="Only those in one of these states.")
    focus_area: Key = Field("", description="Only those of this focus area; `model`: the model's own.")
    organisation: Key = Field("", description="Only those that this organisation leads or takes part in.")
    kind: MeasureKind | None = Field(None, description="Only this kind.")
    q: Search = Field("", description="Words in number, title or description.")
    overdue: bool = Field(False, description="Only open ones whose due date has passed.")
    sort: Literal["number", "title", "state", "focus_area", "due"] = Field("number", description="The order.")


class PlanAsked(Schema):
    """Which version of a plan."""

    number: int | None = Field(None, ge=1, le=10_000, description="A version; without it the newest.")


@router.get("", response={200: Page[Measure], **LIST_PROBLEMS}, summary="List measures")
def list_measures(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """The measures that match the filters."""
    filters = selectors.Filters(
        states=tuple(asked.state),
        focus_area=asked.focus_area,
        organisation=asked.organisation,
        kind=asked.kind or "",
        text=asked.q,
        overdue=asked.overdue,
        sort=ORDERS[asked.sort],
    )
    today = timezone.localdate()
    found = selectors.cut_measures(by=request.actor, on=today, filters=filters, limit=asked.limit, offset=asked.offset)
    return page_of(request, [shapes.brief(row) for row in found.rows], asked, total=found.total)


@router.get("/{key}", response={200: MeasureDetail, **READ_PROBLEMS}, summary="One measure")
def get_measure(request: HttpRequest, key: MeasureKey) -> dict[str, Any]:
    """One measure with its parties, steps, milestones, deliverables, funding and dependencies."""
    return shapes.detail(selectors.get_measure_page(key=key, by=request.actor))


@router.post("", response={201: MeasureDetail, **WRITE_PROBLEMS}, auth=WRITERS, summary="Make a measure")
def create_measure(request: HttpRequest, measure: NewMeasure) -> Status[dict[str, Any]]:
    """Make a new measure. It is for members to read unless told otherwise."""
    area = focus_areas.get_focus_area(key=measure.focus_area, by=request.actor) if measure.focus_area else None
    made = services.create_measure(focus_area=area, values=_values(measure, request.actor), by=request.actor)
    return Status(201, shapes.detail(selectors.get_measure_page(key=made.key, by=request.actor)))


@router.patch("/{key}", response={200: MeasureDetail, **WRITE_PROBLEMS}, auth=WRITERS, summary="Change a measure")
def change_measure(request: HttpRequest, key: MeasureKey, change: MeasureChange) -> dict[str, Any]:
    """Change the texts, kind and dates of a measure, or who may read it."""
    found = selectors.get_measure(key=key, by=request.actor)
    services.change_measure(
        measure=found, values=_values(change, request.actor), version=change.version, by=request.actor
    )
    return shapes.detail(selectors.get_measure_page(key=key, by=request.actor))


@router.post(
    "/{key}/steps", response={201: MeasureDetail, **WRITE_PROBLEMS}, auth=WRITERS, summary="Record a new state"
)
def add_measure_step(request: HttpRequest, key: MeasureKey, step: NewMeasureStep) -> Status[dict[str, Any]]:
    """Record that a measure has a new state."""
    given = step.root
    services.change_state(
        measure=selectors.get_measure(key=key, by=request.actor),
        new_state=State(given.state),
        on=given.happened_on,
        version=given.version,
        blocked_by=given.blocked_by if isinstance(given, Blocked) else "",
        reason=given.reason.model_dump(exclude_none=True),
        by=request.actor,
    )
    return Status(201, shapes.detail(selectors.get_measure_page(key=key, by=request.actor)))


plans = Router(tags=["plans"])


@plans.get("/{focus_area}", response={200: Plan, **READ_PROBLEMS}, summary="The plan of a focus area")
def get_plan(request: HttpRequest, focus_area: AreaKey, asked: Query[PlanAsked]) -> dict[str, Any]:
    """One version of a focus area's plan, with its effect chain and what is weak in it."""
    found = selectors.get_plan(focus_area_key=focus_area, number=asked.number, by=request.actor)
    return shapes.plan(found, selectors.chain_warnings(plan=found, by=request.actor), request.actor)


@plans.get("/{focus_area}/versions", response={200: Page[PlanVersion], **READ_PROBLEMS}, summary="List plan versions")
def list_plan_versions(request: HttpRequest, focus_area: AreaKey, asked: Query[Paging]) -> dict[str, Any]:
    """The versions of a focus area's plan, the newest first."""
    area = focus_areas.get_focus_area(key=focus_area, by=request.actor)
    found = selectors.list_plans(focus_area_key=area.key, by=request.actor)
    return cut(request, [shapes.version(plan, request.actor) for plan in found], asked)


def _values(given: MeasureTexts, by: Actor) -> dict[str, str]:
    return columns(
        title=given.title,
        description=given.description,
        timing=given.timing,
        kind=given.kind,
        starts_on=given.starts_on,
        due_on=given.due_on,
        own_marking_id=still_seen(given.marking, by=by),
    )
