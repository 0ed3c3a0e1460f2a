"""Reading progress rounds and their submitted answers."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router, Schema

from painopiste.base.web.api.paging import Paging, cut
from painopiste.base.web.api.problems import LIST_PROBLEMS, READ_PROBLEMS
from painopiste.base.web.api.schemas import Key, Page, Texts, texts
from painopiste.loop.progress import selectors

router = Router(tags=["progress rounds"])


class Round(Schema):
    """A time when all focus areas tell how they go; `status_on` is the day that the answers describe."""

    key: str
    title: Texts
    opens_on: date
    closes_on: date
    status_on: date
    closed: bool


class Answer(Schema):
    """What the chair of a focus area has answered. Codes are empty where nothing was chosen."""

    focus_area: str
    activity: str
    state: str
    obstacles: list[str]
    forecast: str
    done: Texts
    obstacles_in_words: Texts
    outlook: Texts
    needs: Texts
    submitted_at: datetime
    source: str


class RoundDetail(Round):
    """A round with its submitted answers."""

    answers: list[Answer]


@router.get("", response={200: Page[Round], **LIST_PROBLEMS}, summary="List progress rounds")
def list_rounds(request: HttpRequest, asked: Query[Paging]) -> dict[str, Any]:
    """The rounds, the newest first."""
    rows = selectors.list_rounds(by=request.actor, on=timezone.localdate())
    return cut(request, [_round(row.round) for row in rows], asked)


@router.get("/{key}", response={200: RoundDetail, **READ_PROBLEMS}, summary="One progress round")
def get_round(request: HttpRequest, key: Annotated[Key, Path()]) -> dict[str, Any]:
    """One round with the answers that have been submitted."""
    found = selectors.get_round(key=key, by=request.actor)
    answers = selectors.list_submitted(round_=found, by=request.actor)
    return _round(found) | {"answers": [_answer(answer) for answer in answers]}


def _round(found: Any) -> dict[str, Any]:
    names = ("key", "opens_on", "closes_on", "status_on", "closed")
    return {name: getattr(found, name) for name in names} | {"title": texts(found, "title")}


def _answer(answer: Any) -> dict[str, Any]:
    return {
        "focus_area": answer.focus_area.key,
        **{
            name: getattr(answer, name)
            for name in ("activity", "state", "obstacles", "forecast", "submitted_at", "source")
        },
        **{name: texts(answer, name) for name in ("done", "outlook", "needs")},
        "obstacles_in_words": texts(answer, "obstacles"),
    }
