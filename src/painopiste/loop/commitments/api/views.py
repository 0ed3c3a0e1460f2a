"""Reading commitments, and answering for one's own organisation."""

from decimal import Decimal
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router, Status
from pydantic import Field

from painopiste.base.web.api.auth import WRITERS
from painopiste.base.web.api.paging import Paging, page_of
from painopiste.base.web.api.problems import LIST_PROBLEMS, READ_PROBLEMS, WRITE_PROBLEMS
from painopiste.base.web.api.schemas import Key, Page, PathKey, columns, texts, when
from painopiste.loop.commitments import selectors, services
from painopiste.loop.commitments.api.schemas import Commitment, CommitmentDetail, CommitmentState, NewAnswer
from painopiste.loop.commitments.rules import State
from painopiste.loop.commitments.selectors import Row
from painopiste.loop.commitments.services import Answer

router = Router(tags=["commitments"])
CommitmentKey = Annotated[PathKey, Path(examples=["2.5-tem"])]
TEXTS = ("unit", "place")
PLAIN = ("reference", "responsible", "years", "since", "until")
NUMBERS = ("person_months", "euros")


class CommitmentsAsked(Paging):
    """What a list of commitments is narrowed to."""

    state: list[CommitmentState] = Field([], description="Only those in one of these states.")
    focus_area: Key = Field("", description="Only those of this focus area; `model`: the model's own measures.")
    measure: Key = Field("", description="Only those to this measure.")
    organisation: Key = Field("", description="Only those of this organisation.")


@router.get("", response={200: Page[Commitment], **LIST_PROBLEMS}, summary="List commitments")
def list_commitments(request: HttpRequest, asked: Query[CommitmentsAsked]) -> dict[str, Any]:
    """What organisations have been asked, and have decided, in the order of focus areas and measures."""
    filters = selectors.Filters(tuple(asked.state), asked.focus_area, asked.organisation, asked.measure)
    rows, total = selectors.cut_commitments(
        by=request.actor, on=timezone.localdate(), filters=filters, limit=asked.limit, offset=asked.offset
    )
    return page_of(request, [_brief(row) for row in rows], asked, total=total)


@router.get("/{key}", response={200: CommitmentDetail, **READ_PROBLEMS}, summary="One commitment")
def get_commitment(request: HttpRequest, key: CommitmentKey) -> dict[str, Any]:
    """One commitment with its steps."""
    return _detail(request, key)


@router.post(
    "/{key}/answers", response={201: CommitmentDetail, **WRITE_PROBLEMS}, auth=WRITERS, summary="Answer a commitment"
)
def answer_commitment(request: HttpRequest, key: CommitmentKey, answer: NewAnswer) -> Status[dict[str, Any]]:
    """Say what your organisation considers, has decided, declines or takes back."""
    given = answer.root
    details: dict[str, Any] = columns(**{name: getattr(given, name) for name in (*TEXTS, *PLAIN)})
    told = {name: getattr(given, name) for name in NUMBERS if getattr(given, name) is not None}
    details |= {name: round(Decimal(value), 2) for name, value in told.items()}
    services.answer(
        commitment=selectors.get_commitment(key=key, by=request.actor),
        given=Answer(
            given.version, State(given.state), given.happened_on, given.reason.model_dump(exclude_none=True), details
        ),
        by=request.actor,
    )
    return Status(201, _detail(request, key))


def _detail(request: HttpRequest, key: str) -> dict[str, Any]:
    found = selectors.get_commitment(key=key, by=request.actor)
    return {
        **_brief(Row.of(found, timezone.localdate())),
        **{name: texts(found, name) for name in TEXTS},
        **{name: when(getattr(found, name)) for name in ("since", "until")},
        "responsible": found.responsible,
        "version": found.version,
        "steps": [_step(step) for step in found.changes.all()],
    }


def _brief(row: Row) -> dict[str, Any]:
    found = row.commitment
    measure, area, organisation = found.measure, found.measure.focus_area, found.organisation
    return {
        **{name: getattr(found, name) for name in ("key", "state", "reference", "source", *NUMBERS)},
        "measure": {"key": measure.key, "number": measure.number, "title": texts(measure, "title")},
        "focus_area": {"key": area.key, "name": texts(area, "name")} if area else None,
        "organisation": {
            "key": organisation.key,
            "abbreviation": organisation.abbreviation,
            "name": texts(organisation, "name"),
        },
        "asked_on": row.asked_on,
        "days_waited": row.days,
        "years": when(found.years),
        "marking": found.marking_id,
    }


def _step(step: Any) -> dict[str, Any]:
    told = {"state": step.state, "source": step.source, "reason": texts(step, "reason")}
    return told | {"happened_on": when(step.happened_on)}
