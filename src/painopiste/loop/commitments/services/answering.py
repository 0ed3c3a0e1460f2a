"""Answering for an organisation: what it considers, has decided, declines or takes back, and what it gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction

from painopiste.base import dates
from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import DomainError, Invalid, Missing
from painopiste.base.markings.stored import reads
from painopiste.base.organisations.models import Organisation
from painopiste.base.records import set_changed, take_version, texts
from painopiste.base.remarking.services import settle
from painopiste.base.words import marked
from painopiste.loop.commitments import permissions
from painopiste.loop.commitments.models import Commitment
from painopiste.loop.commitments.rules import State, check_transition
from painopiste.loop.commitments.services.steps import take_step

DETAILS = (
    "reference", *texts("unit"), "responsible", *texts("place"), "person_months", "euros", "years", "since", "until",
    "own_marking_id",
)  # fmt: skip
UNLIKELY = {"person_months": Decimal(100_000), "euros": Decimal(10) ** 12}  # above these somebody has mistyped


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of one commitment that was read at `version`.

    Without a `state`, or with the present one, no step is taken. `details` are columns of DETAILS; what is left out
    stays as it is.
    """

    version: int
    state: State | None = None
    on: str = ""
    reason: Mapping[str, str] = field(default_factory=dict)
    details: Mapping[str, Any] = field(default_factory=dict)


class RowsRefused(Invalid):
    """Some rows can't be saved; `rows` tells, by the commitment's key, which field and why."""

    code = "rows_refused"
    message = marked("Nothing was saved. Correct the marked rows.")

    def __init__(self, rows: Mapping[str, Mapping[str, DomainError]]) -> None:
        self.rows = rows
        fields = {f"{key}.{name}": error.message for key, row in rows.items() for name, error in row.items()}
        super().__init__(fields=fields)


@transaction.atomic
def answer(*, commitment: Commitment, given: Answer, by: Actor) -> bool:
    """Save an answer, and tell whether it changed anything: then there is one line in the trail.

    :raises NotAllowed: if the actor does not answer for this organisation
    :raises TransitionRefused: if the commitment can't take this step
    :raises Stale: if somebody else has saved it after `given.version`
    :raises Invalid: without a day or the reason that a step needs; for an end before the beginning, or a wrong number
    :raises NeedsSecondPerson: if another marking would let more readers in
    """
    by.require(permissions.ANSWER, organisations=(commitment.organisation_id,))
    before, after = set_changed(commitment, _checked(given.details))
    steps = given.state is not None and given.state != commitment.state
    if not after and not steps:
        return False
    _check(commitment)
    if "own_marking_id" in after and not reads(by, after["own_marking_id"]):
        raise Invalid(fields={"own_marking_id": marked("You would no longer see it yourself.")})
    take_version(commitment, given.version)
    if steps:
        before, after = _step(commitment, given, before, after, by)
    commitment.save()
    settle(row=commitment, before=before, by=by)
    event = f"commitments.{commitment.state if steps else 'changed'}"
    record(event, target=("commitment", commitment.key), by=by, before=before, after=after)
    return True


def _checked(details: Mapping[str, Any]) -> Mapping[str, Any]:
    if unknown := details.keys() - set(DETAILS):
        raise ValueError(f"An answer has no {', '.join(sorted(unknown))}.")
    return details


def _check(commitment: Commitment) -> None:
    dates.check_end(commitment.since, commitment.until)
    for name, most in UNLIKELY.items():
        value = getattr(commitment, name)
        if value is not None and not 0 <= value < most:
            raise Invalid(fields={name: marked("This number can't be right.")})


def _step(
    commitment: Commitment, given: Answer, before: dict[str, Any], after: dict[str, Any], by: Actor
) -> tuple[dict[str, Any], dict[str, Any]]:
    state = State(given.state or commitment.state)
    was = State(commitment.state)
    check_transition(was, state)
    take_step(commitment=commitment, state=state, on=given.on, reason=given.reason, by=by)
    told = {f"reason_{code}": text for code, text in given.reason.items() if text}
    return {"state": was} | before, {"state": state, "on": given.on, **told} | after


@transaction.atomic
def answer_many(*, organisation: Organisation, rows: Mapping[str, Answer], by: Actor) -> int:
    """Save the answers of one organisation by the keys of its commitments, and give how many of them changed anything.

    :raises NotAllowed: if the actor does not answer for the organisation
    :raises Missing: if one of them does not exist for the actor, or is another organisation's
    :raises RowsRefused: if a row can't be saved; then none is
    """
    by.require(permissions.ANSWER, organisations=(organisation.pk,))
    mine = permissions.visible(by).filter(organisation=organisation, key__in=rows.keys())
    # Held before the first line of the trail: who has written one holds its end until the commit.
    known = {row.key: row for row in mine.select_for_update(of=("self",)).order_by("pk")}
    if known.keys() != rows.keys():
        raise Missing
    changed, refused = 0, {}
    for key, given in rows.items():
        try:
            changed += answer(commitment=known[key], given=given, by=by)
        except DomainError as error:
            refused[key] = _placed(error)
    if refused:
        raise RowsRefused(refused)  # takes back what the loop has written
    return changed


def _placed(error: DomainError) -> dict[str, DomainError]:
    """Tell by field what is wrong with a row; what concerns all of it stands at the state."""
    fields = error.fields if isinstance(error, Invalid) else {}
    return {name: Invalid(message) for name, message in fields.items()} or {"state": error}
