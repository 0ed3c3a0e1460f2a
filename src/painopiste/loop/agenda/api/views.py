"""Reading observations."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from painopiste.base.web.api.paging import Paging, page_of
from painopiste.base.web.api.problems import LIST_PROBLEMS, READ_PROBLEMS
from painopiste.base.web.api.schemas import Key, Page, PathKey, Search, texts, when
from painopiste.loop.agenda import selectors
from painopiste.loop.agenda.api.schemas import Observation, ObservationDetail, ObservationSource, ObservationState
from painopiste.loop.agenda.rules import links_of

router = Router(tags=["observations"])
ObservationKey = Annotated[PathKey, Path(examples=["verkkohuijaukset"])]


class Asked(Paging):
    """What a list of observations is narrowed to."""

    state: ObservationState | None = Field(None, description="Only those in this state.")
    source_kind: ObservationSource | None = Field(None, description="Only those from this kind of source.")
    focus_area: Key = Field("", description="Only those that this focus area deals with.")
    q: Search = Field("", description="Words in titles and texts.")


@router.get("", response={200: Page[Observation], **LIST_PROBLEMS}, summary="List observations")
def list_observations(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """What has been seen and may concern many organisations, newest first."""
    filters = selectors.Filters(asked.state or "", asked.source_kind or "", asked.focus_area, asked.q)
    found = selectors.list_observations(by=request.actor, filters=filters)
    rows = found[asked.offset : asked.offset + asked.limit]
    return page_of(request, [_brief(row) for row in rows], asked, total=found.count())


@router.get("/{key}", response={200: ObservationDetail, **READ_PROBLEMS}, summary="One observation")
def get_observation(request: HttpRequest, key: ObservationKey) -> dict[str, Any]:
    """One observation, and what has become of it."""
    found = selectors.get_observation(key=key, by=request.actor)
    outcome = selectors.get_outcome(observation=found, by=request.actor)
    return {
        **_brief(found),
        **{name: texts(found, name) for name in ("description", "groups", "reason")},
        "areas": [_link(area) for area in found.areas.all()],
        "links": links_of(found.evidence),
        "seen_on": when(found.seen_on),
        "merged_into": outcome.into.key if outcome.into else None,
        "focus_areas": [_link(area) for area in outcome.focus_areas],
        "version": found.version,
    }


def _brief(row: Any) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("key", "state", "source_kind", "received_at")}
    return told | {"title": texts(row, "title"), "marking": row.marking_id}


def _link(row: Any) -> dict[str, Any]:
    return {"key": row.key, "name": texts(row, "name")}
