"""Reading rounds of scanning."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router

from painopiste.base.web.api.paging import Paging, page_of
from painopiste.base.web.api.problems import LIST_PROBLEMS, READ_PROBLEMS
from painopiste.base.web.api.schemas import Page, PathKey, texts
from painopiste.loop.agenda import selectors
from painopiste.loop.agenda.api.schemas import ScanRound, ScanRoundDetail
from painopiste.loop.agenda.rules import phase_of

router = Router(tags=["scan rounds"])
RoundKey = Annotated[PathKey, Path(examples=["kartoitus-2026"])]


@router.get("", response={200: Page[ScanRound], **LIST_PROBLEMS}, summary="List scan rounds")
def list_scan_rounds(request: HttpRequest, asked: Query[Paging]) -> dict[str, Any]:
    """The rounds in which what has been seen was scored, newest first."""
    found = selectors.list_rounds(by=request.actor)
    rows = found[asked.offset : asked.offset + asked.limit]
    return page_of(request, [_brief(row) for row in rows], asked, total=len(found))


@router.get("/{key}", response={200: ScanRoundDetail, **READ_PROBLEMS}, summary="One scan round")
def get_scan_round(request: HttpRequest, key: RoundKey) -> dict[str, Any]:
    """One round with its candidates. Nobody sees the scores of others before giving their own, until it is closed."""
    by = request.actor
    found = selectors.get_round(key=key, by=by)
    told = selectors.get_round_page(round_=found, by=by)
    gathered = selectors.list_gathered(round_=found, by=by)
    return {
        **_brief(found),
        "questions": texts(found, "questions"),
        "weights": found.weights,
        "asked": told.asked,
        "hours": float(told.hours),
        "hours_told_by": told.hours_told_by,
        "top_five_holds": told.holds and told.holds.holds,
        "candidates": [_candidate(row, gathered.get(row.candidate.pk, [])) for row in told.rows],
        "version": found.version,
    }


def _brief(row: Any) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("key", "kind", "opens_on", "closes_on")}
    phase = phase_of(row, on=timezone.localdate())
    return told | {"title": texts(row, "title"), "phase": phase, "marking": row.marking_id}


def _candidate(row: selectors.CandidateRow, observations: list[Any]) -> dict[str, Any]:
    found = row.candidate
    return {
        **{name: texts(found, name) for name in ("title", "description", "reason")},
        "key": found.key,
        "observations": [each.key for each in observations],
        "scored_by": row.given,
        "outcome": found.outcome,
        "score": None if row.score is None else round(float(row.score), 2),
        "criteria": [_spread(each.value, spread) for each, spread in row.spreads.items()],
    }


def _spread(criterion: str, spread: Any) -> dict[str, Any]:
    if spread is None:
        return {"criterion": criterion, "given": 0, "mean": None, "lowest": None, "highest": None}
    told = {name: getattr(spread, name) for name in ("lowest", "highest")}
    return {"criterion": criterion, "given": spread.n, "mean": round(float(spread.mean), 2), **told}
