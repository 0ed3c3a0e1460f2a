"""Reading progress rounds and their submitted answers."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router

from painopiste.base.errors import Missing
from painopiste.base.web.api.paging import Paging, cut
from painopiste.base.web.api.problems import LIST_PROBLEMS, READ_PROBLEMS
from painopiste.base.web.api.schemas import Page, PathKey, texts
from painopiste.loop.focus_areas import selectors as focus_areas
from painopiste.loop.progress import selectors
from painopiste.loop.progress.api.schemas import AnswerDetail, Round, RoundDetail

router = Router(tags=["progress rounds"])
RoundKey = Annotated[PathKey, Path(examples=["2022-spring"])]


@router.get("", response={200: Page[Round], **LIST_PROBLEMS}, summary="List progress rounds")
def list_rounds(request: HttpRequest, asked: Query[Paging]) -> dict[str, Any]:
    """The rounds, the newest first."""
    rows = selectors.list_rounds(by=request.actor, on=timezone.localdate())
    counted = ("state", "asked", "answered", "late")
    return cut(request, [_round(row.round) | {name: getattr(row, name) for name in counted} for row in rows], asked)


@router.get("/{key}", response={200: RoundDetail, **READ_PROBLEMS}, summary="One progress round")
def get_round(request: HttpRequest, key: RoundKey) -> dict[str, Any]:
    """One round with the answers that have been submitted."""
    by = request.actor
    found = selectors.get_overview(round_=selectors.get_round(key=key, by=by), by=by, on=timezone.localdate())
    told = [(row.focus_area["key"], row.told) for row in found.rows if row.told]
    return {
        **_round(found.round),
        "state": found.state,
        "asked": len(found.rows),
        "answered": len(told),
        "late": found.late,
        "previous": found.previous.key if found.previous else None,
        "answers": [_answer(area, answer) for area, answer in told],
    }


@router.get(
    "/{key}/focus-areas/{focus_area}",
    response={200: AnswerDetail, **READ_PROBLEMS},
    summary="The answer of a focus area in a round",
)
def get_answer(
    request: HttpRequest, key: RoundKey, focus_area: Annotated[PathKey, Path(examples=["p3"])]
) -> dict[str, Any]:
    """What a focus area has answered, with what was told of its measures."""
    by = request.actor
    round_ = selectors.get_round(key=key, by=by)
    area = focus_areas.get_focus_area(key=focus_area, by=by)
    found = selectors.get_answer(round_=round_, focus_area=area, by=by, on=timezone.localdate())
    if found.answer is None or found.answer.submitted_at is None:
        raise Missing
    measures = selectors.list_measures_of(round_=round_, focus_area=area, by=by)
    told = [_measure(row) for row in measures if row.answer and row.answer.submitted_at]
    return _answer(area.key, found.answer) | {"late": found.late, "measures": told}


def _round(found: Any) -> dict[str, Any]:
    names = ("key", "opens_on", "closes_on", "status_on", "closed")
    return {name: getattr(found, name) for name in names} | {"title": texts(found, "title")}


def _answer(focus_area: str, answer: Any) -> dict[str, Any]:
    names = ("activity", "state", "obstacles", "forecast", "submitted_at", "source")
    return {
        "focus_area": focus_area,
        **{name: getattr(answer, name) for name in names},
        **{name: texts(answer, name) for name in ("done", "outlook", "needs")},
        "obstacles_in_words": texts(answer, "obstacles"),
    }


def _measure(row: Any) -> dict[str, Any]:
    names = ("state", "blocked_by", "submitted_at", "source")
    told = {name: getattr(row.answer, name) for name in names} | {"note": texts(row.answer, "note")}
    return {"measure": row.measure.key, "number": row.measure.number, "title": texts(row.measure, "title"), **told}
