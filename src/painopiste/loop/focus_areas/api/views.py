"""Reading and changing focus areas."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router, Status
from pydantic import Field

from painopiste.base.actors import Actor
from painopiste.base.bodies import selectors as bodies
from painopiste.base.web.api.auth import WRITERS
from painopiste.base.web.api.paging import Paging, cut
from painopiste.base.web.api.problems import LIST_PROBLEMS, READ_PROBLEMS, WRITE_PROBLEMS
from painopiste.base.web.api.schemas import Key, Page, PathKey, Search, columns, seen, still_seen, texts, when
from painopiste.loop.focus_areas import selectors, services
from painopiste.loop.focus_areas.api.schemas import (
    FocusArea,
    FocusAreaChange,
    FocusAreaDetail,
    FocusAreaState,
    Leaving,
    NewFocusAreaStep,
)
from painopiste.loop.focus_areas.rules import State

router = Router(tags=["focus areas"])
AreaKey = Annotated[PathKey, Path(examples=["p3"])]


class Asked(Paging):
    """What a list of focus areas is narrowed to."""

    state: FocusAreaState | None = Field(None, description="Only those in this state.")
    organisation: Key = Field("", description="Only those that this organisation leads or takes part in today.")
    q: Search = Field("", description="Words in names and texts.")


@router.get("", response={200: Page[FocusArea], **LIST_PROBLEMS}, summary="List focus areas")
def list_focus_areas(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """The focus areas, with who leads and takes part today."""
    filters = selectors.Filters(state=asked.state or "", organisation=asked.organisation, text=asked.q)
    rows = selectors.list_focus_areas(by=request.actor, on=timezone.localdate(), filters=filters)
    return cut(request, [_brief(row) for row in rows], asked)


@router.get("/{key}", response={200: FocusAreaDetail, **READ_PROBLEMS}, summary="One focus area")
def get_focus_area(request: HttpRequest, key: AreaKey) -> dict[str, Any]:
    """One focus area with its organisations, names and steps."""
    return _detail(request, key)


@router.patch("/{key}", response={200: FocusAreaDetail, **WRITE_PROBLEMS}, auth=WRITERS, summary="Change a focus area")
def change_focus_area(request: HttpRequest, key: AreaKey, change: FocusAreaChange) -> dict[str, Any]:
    """Change the texts of a focus area, or who may read it."""
    found = selectors.get_focus_area(key=key, by=request.actor)
    marking = still_seen(change.marking, by=request.actor)
    values = columns(phenomenon=change.phenomenon, aims=change.aims, own_marking_id=marking)
    services.change(focus_area=found, values=values, version=change.version, by=request.actor)
    return _detail(request, key)


@router.post(
    "/{key}/steps", response={201: FocusAreaDetail, **WRITE_PROBLEMS}, auth=WRITERS, summary="Record a decision"
)
def add_focus_area_step(request: HttpRequest, key: AreaKey, step: NewFocusAreaStep) -> Status[dict[str, Any]]:
    """Record a step in the life of a focus area."""
    given, by = step.root, request.actor
    destination = given.destination.model_dump(exclude_none=True) if isinstance(given, Leaving) else {}
    services.decide(
        focus_area=selectors.get_focus_area(key=key, by=by),
        new_state=State(given.state),
        on=given.happened_on,
        decision=bodies.get_decision(key=given.decision, by=by) if given.decision else None,
        reference=given.reference,
        reason=given.reason.model_dump(exclude_none=True),
        destination=destination,
        by=by,
    )
    return Status(201, _detail(request, key))


def _brief(row: selectors.FocusAreaRow) -> dict[str, Any]:
    return {
        **{name: row.row[name] for name in ("key", "number", "state", "participants_stated")},
        "marking": row.row["marking_id"],
        "name": texts(row.row, "name"),
        "leads": [_organisation(link) for link in row.leads],
        "participants": [_organisation(link) for link in row.participants],
    }


def _organisation(link: dict[str, Any]) -> dict[str, Any]:
    return {
        "key": link["organisation_key"],
        "abbreviation": link["organisation_abbreviation"],
        "name": texts(link, "organisation_name"),
    }


def _detail(request: HttpRequest, key: str) -> dict[str, Any]:
    by = request.actor
    found = selectors.get_focus_area_page(key=key, by=by)
    group = seen(found.group, by=by)
    names = ("key", "number", "state", "participants_stated", "source", "version")
    return {
        **{name: getattr(found, name) for name in names},
        "marking": found.marking_id,
        **{name: texts(found, name) for name in ("name", "phenomenon", "aims")},
        "group": {"key": group.key, "name": texts(group, "name")} if group else None,
        "former_names": [_former(former) for former in found.former_names.all()],
        "organisations": [_part(link) for link in found.organisations.all()],
        "steps": [_step(step, by) for step in found.changes.all()],
    }


def _former(former: Any) -> dict[str, Any]:
    return {"name": texts(former, "name"), "used_until": when(former.used_until), "source": former.source}


def _part(link: Any) -> dict[str, Any]:
    organisation = link.organisation
    return {
        "organisation": {
            "key": organisation.key,
            "abbreviation": organisation.abbreviation,
            "name": texts(organisation, "name"),
        },
        "role": link.role,
        "part": texts(link, "part"),
        "since": when(link.since),
        "until": when(link.until),
        "source": link.source,
    }


def _step(step: Any, by: Actor) -> dict[str, Any]:
    body, decision = seen(step.body, by=by), seen(step.decision, by=by)
    decided = decision is not None and seen(decision.body, by=by) is not None
    return {
        "state": step.state,
        "happened_on": when(step.happened_on),
        "body": body.key if body else None,
        "decision": decision.key if decided else None,
        "reference": step.reference,
        "reason": texts(step, "reason"),
        "destination": texts(step, "destination"),
        "source": step.source,
    }
