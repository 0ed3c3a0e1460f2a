"""Reading proposals."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from painopiste.base.web.api.paging import Paging, page_of
from painopiste.base.web.api.problems import LIST_PROBLEMS, READ_PROBLEMS
from painopiste.base.web.api.schemas import Key, Page, PathKey, Search, texts
from painopiste.loop.agenda import selectors
from painopiste.loop.agenda.api.proposal_schemas import Proposal, ProposalDetail, RouteCode, StateCode

router = Router(tags=["proposals"])
ProposalKey = Annotated[PathKey, Path(examples=["verkkohuijaukset"])]
FACTS = ("can_lead", "lead_words", "version")


class Asked(Paging):
    """What a list of proposals is narrowed to."""

    state: StateCode | None = Field(None, description="Only those in this state.")
    route: RouteCode | None = Field(None, description="Only those that should go on in this way.")
    lead: Key = Field("", description="Only those that this organisation would lead.")
    q: Search = Field("", description="Words in titles and texts.")


@router.get("", response={200: Page[Proposal], **LIST_PROBLEMS}, summary="List proposals")
def list_proposals(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """What has been proposed, newest first."""
    filters = selectors.ProposalFilters(asked.state or "", asked.route or "", asked.lead, asked.q)
    found = selectors.list_proposals(by=request.actor, filters=filters)
    rows = found[asked.offset : asked.offset + asked.limit]
    return page_of(request, [_brief(row) for row in rows], asked, total=found.count())


@router.get("/{key}", response={200: ProposalDetail, **READ_PROBLEMS}, summary="One proposal")
def get_proposal(request: HttpRequest, key: ProposalKey) -> dict[str, Any]:
    """One proposal, its versions, and what was decided on it."""
    by = request.actor
    found = selectors.get_proposal(key=key, by=by)
    named = selectors.get_named(proposal=found, by=by)
    versions = selectors.list_versions(proposal=found, by=by)
    return {
        **_brief(found),
        **{name: texts(found, name) for name in (*selectors.PROPOSAL_TEXTS, "answer")},
        **{name: getattr(found, name) for name in FACTS},
        "focus_areas": [_link(area) for area in named.targets],
        "participants": [_link(each) for each in named.participants],
        "interfaces": [_interface(each) for each in selectors.list_touching(proposal=found, by=by)],
        "versions": [{name: getattr(one, name) for name in ("key", "number", "sent_at", "digest")} for one in versions],
        "decision": named.decision.key if named.decision else None,
        "opened": _link(named.opened) if named.opened else None,
    }


def _brief(row: Any) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("key", "state", "route", "begun_at")}
    lead = _link(row.lead) if row.lead else None
    return told | {"title": texts(row, "title"), "lead": lead, "marking": row.marking_id}


def _interface(each: selectors.Touching) -> dict[str, Any]:
    coordinator = each.row.coordinator
    return {
        "kind": each.other.kind,
        "other": {"key": each.other.key, "name": texts(each.other, "title")},
        "how": each.how,
        "coordinator": _link(coordinator) if coordinator else None,
        "note": texts(each.row, "note"),
    }


def _link(row: Any) -> dict[str, Any]:
    return {"key": row.key, "name": texts(row, "name")}
