"""Reading consultations."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from painopiste.base.web.api.paging import Paging, page_of
from painopiste.base.web.api.problems import LIST_PROBLEMS, READ_PROBLEMS
from painopiste.base.web.api.schemas import Page, PathKey, Search, texts, when
from painopiste.loop.agenda.rules import links_of
from painopiste.loop.consultations import selectors
from painopiste.loop.consultations.api.schemas import Consultation, ConsultationDetail, ConsultationState

router = Router(tags=["consultations"])
ConsultationKey = Annotated[PathKey, Path(examples=["sidosryhmat-2020"])]


class Asked(Paging):
    """What a list of consultations is narrowed to."""

    state: ConsultationState | None = Field(None, description="Only those in this state.")
    q: Search = Field("", description="Words in titles and purposes.")


@router.get("", response={200: Page[Consultation], **LIST_PROBLEMS}, summary="List consultations")
def list_consultations(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """What has been asked of organisations and stakeholders, the newest first."""
    filters = selectors.Filters(asked.state or "", asked.q)
    found = selectors.list_consultations(by=request.actor, filters=filters)
    rows = found[asked.offset : asked.offset + asked.limit]
    return page_of(request, [_brief(row) for row in rows], asked, total=found.count())


@router.get("/{key}", response={200: ConsultationDetail, **READ_PROBLEMS}, summary="One consultation")
def get_consultation(request: HttpRequest, key: ConsultationKey) -> dict[str, Any]:
    """One consultation with its questions and events, and what has been answered."""
    by = request.actor
    found = selectors.get_consultation(key=key, by=by)
    subjects = selectors.get_subjects(consultation=found, by=by)
    came = selectors.get_synthesis(consultation=found, by=by)
    area, observation = subjects["focus_area"], subjects["observation"]
    told = ("told_organisations", "told_participants", "told_participants_qualifier", "source", "version")
    return {
        **_brief(found),
        **{name: texts(found, name) for name in ("purpose", "material", "reason", "synthesis")},
        **{name: getattr(found, name) for name in told},
        "links": links_of(found.links),
        "focus_area": _link(area) if area else None,
        "observation": observation.key if observation else None,
        "questions": [_question(each) for each in came.questions],
        "events": [_event(row) for row in found.events.all()],
        "answers": len(came.answered),
        "participants": came.participants,
    }


def _brief(row: Any) -> dict[str, Any]:
    days = {name: when(getattr(row, name)) for name in ("opens_on", "closes_on")}
    return {"key": row.key, "state": row.state, "title": texts(row, "title"), "marking": row.marking_id} | days


def _question(each: selectors.Answered) -> dict[str, Any]:
    row = each.question
    answers = [
        {"organisation": _link(who.organisation) if who.organisation else None, "text": text}
        for who, text in each.answers
    ]
    return {"key": row.key, "text": texts(row, "text"), "help": texts(row, "help"), "answers": answers}


def _event(row: Any) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("key", "place", "state", "source")}
    return told | {"name": texts(row, "name"), "reason": texts(row, "reason"), "held_on": when(row.held_on)}


def _link(row: Any) -> dict[str, Any]:
    return {"key": row.key, "name": texts(row, "name")}
