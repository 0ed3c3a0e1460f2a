"""Reading organisations."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router
from pydantic import Field

from painopiste.base.organisations import selectors
from painopiste.base.organisations.api.schemas import Organisation, OrganisationDetail
from painopiste.base.web.api.paging import Paging, cut
from painopiste.base.web.api.problems import LIST_PROBLEMS, READ_PROBLEMS
from painopiste.base.web.api.schemas import Key, Page, PathKey, Search, texts, when
from painopiste.base.words import ABBREVIATIONS

router = Router(tags=["organisations"])


class Asked(Paging):
    """What a list of organisations is narrowed to."""

    kind: Key = Field("", description="Only this kind, for example `ministry`.")
    existing: Literal["", "now", "ended"] = Field("", description="Only those that exist now, or have ended.")
    q: Search = Field("", description="Words in the name, abbreviation or other names.")


@router.get("", response={200: Page[Organisation], **LIST_PROBLEMS}, summary="List organisations")
def list_organisations(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """All organisations of the model."""
    filters = selectors.Filters(kind=asked.kind, existing=asked.existing, text=asked.q)
    rows = selectors.list_organisations(by=request.actor, on=timezone.localdate(), filters=filters)
    return cut(request, [_brief(row) for row in rows], asked)


@router.get("/{key}", response={200: OrganisationDetail, **READ_PROBLEMS}, summary="One organisation")
def get_organisation(request: HttpRequest, key: Annotated[PathKey, Path(examples=["sm"])]) -> dict[str, Any]:
    """One organisation."""
    found = selectors.get_organisation(key=key, by=request.actor)
    near = selectors.list_near(organisation=found, by=request.actor)
    links = {
        relation: [_link(row) for row in near if row["relation"] == relation] for relation in ("unit", "predecessor")
    }
    return {
        **{name: getattr(found, name) for name in ("key", *ABBREVIATIONS, "kind", "website", "source", "version")},
        "name": texts(found, "name"),
        "parent": found.parent.key if found.parent else None,
        "successor": found.successor.key if found.successor else None,
        "valid_from": when(found.valid_from),
        "valid_to": when(found.valid_to),
        "aliases": [alias.name for alias in found.aliases.all()],
        "units": links["unit"],
        "predecessors": links["predecessor"],
    }


def _brief(row: dict[str, Any]) -> dict[str, Any]:
    return row | {
        "name": texts(row, "name"),
        "parent": row["parent_key"],
        "successor": row["successor_key"],
        "valid_from": when(row["valid_from"]),
        "valid_to": when(row["valid_to"]),
    }


def _link(row: dict[str, Any]) -> dict[str, Any]:
    return {"key": row["key"], "abbreviation": row["abbreviation"], "name": texts(row, "name")}
