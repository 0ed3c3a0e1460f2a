"""Reading bodies and decisions."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from painopiste.base.actors import Actor
from painopiste.base.bodies import selectors
from painopiste.base.bodies.api.schemas import Body, BodyDetail, Decision
from painopiste.base.web.api.paging import Paging, cut
from painopiste.base.web.api.problems import LIST_PROBLEMS, READ_PROBLEMS
from painopiste.base.web.api.schemas import Key, Page, PathKey, seen, texts, when
from painopiste.site.involvement import get_focus_area_of

router = Router(tags=["bodies"])


class Asked(Paging):
    """What a list of bodies is narrowed to."""

    kind: Key = Field("", description="Only this kind, for example `focus_area_group`.")
    organisation: Key = Field("", description="Only bodies that this organisation is a member of.")


@router.get("", response={200: Page[Body], **LIST_PROBLEMS}, summary="List bodies")
def list_bodies(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """The cooperation group, the expert network, the groups of focus areas and other bodies."""
    rows = selectors.list_bodies(
        by=request.actor, filters=selectors.Filters(kind=asked.kind, organisation=asked.organisation)
    )
    items = [row | _shared(row) | {"parent": row["parent_key"]} for row in rows]
    return cut(request, items, asked)


@router.get("/decisions", response={200: Page[Decision], **LIST_PROBLEMS}, summary="List decisions")
def list_decisions(request: HttpRequest, asked: Query[Paging]) -> dict[str, Any]:
    """What the bodies have decided, the newest first."""
    items = [
        row
        | {
            "body": {"key": row["body_key"], "name": texts(row, "body_name")},
            "decided_on": when(row["decided_on"]),
            "title": texts(row, "title"),
            "text": texts(row, "text"),
            "marking": row["marking_id"],
        }
        for row in selectors.list_decisions(by=request.actor)
    ]
    return cut(request, items, asked)


@router.get("/{key}", response={200: BodyDetail, **READ_PROBLEMS}, summary="One body")
def get_body(request: HttpRequest, key: Annotated[PathKey, Path(examples=["cooperation-group"])]) -> dict[str, Any]:
    """One body with its members."""
    by = request.actor
    found = selectors.get_body(key=key, by=by)
    parent = seen(found.parent, by=by)
    focus_area = get_focus_area_of(body_id=found.pk, by=by)
    row = {name: getattr(found, name) for name in ("key", "kind", "tempo", "rotating_chair", "source", "version")}
    return {
        **row,
        **_shared(vars(found)),
        "parent": parent.key if parent else None,
        "focus_area": focus_area and {"key": focus_area["key"], "name": texts(focus_area, "name")},
        "description": texts(found, "description"),
        "members": [_member(member, by) for member in selectors.list_members(body=found, by=by)],
        "subgroups": [
            {"key": sub["key"], "name": texts(sub, "name")} for sub in selectors.list_subgroups(body=found, by=by)
        ],
    }


def _shared(row: dict[str, Any]) -> dict[str, Any]:
    return {"name": texts(row, "name"), "began": when(row["began"]), "ended": when(row["ended"])}


def _member(row: dict[str, Any], by: Actor) -> dict[str, Any]:
    organisation = {
        "key": row["organisation_key"],
        "abbreviation": row["organisation_abbreviation"],
        "name": texts(row, "organisation_name"),
    }
    dated = {"since": when(row["since"]), "until": when(row["until"])}
    person = row["account_name"] if by.member else None
    told = {"role": row["role"], "turn": row["rank"], "person": person, "source": row["source"]}
    return {"organisation": organisation, **told, **dated}
