"""Writing a step in the life of a commitment. Other services of the package stand on it."""

from collections.abc import Mapping

from django.db.models import Max

from painopiste.base import dates
from painopiste.base.actors import Actor
from painopiste.base.errors import Invalid
from painopiste.base.words import marked
from painopiste.loop.commitments.models import Commitment, CommitmentChange
from painopiste.loop.commitments.rules import State, needs_reason


class StepOutOfOrder(Invalid):
    """The step is dated before the one that it follows."""

    code = "step_out_of_order"
    message = marked("This step can't be before the one that it follows.")


def take_step(*, commitment: Commitment, state: State, on: str, reason: Mapping[str, str], by: Actor) -> None:
    """Write a step that follows from the present state; the caller has asked whether `by` may, and saves the row.

    :raises Invalid: without a day, or without the reason that the step needs
    :raises StepOutOfOrder: if it certainly was before the newest dated step
    """
    if not on:
        raise Invalid(fields={"on": marked("Tell the day of the new state.")})
    if needs_reason(state, reason):
        raise Invalid(fields={"reason": marked("Give the reason for this state.")})
    newest = commitment.changes.aggregate(rank=Max("rank"), earliest=Max("earliest"))
    latest = dates.span(dates.check(on)).latest
    if latest and newest["earliest"] and latest < newest["earliest"]:
        raise StepOutOfOrder(fields={"on": StepOutOfOrder.message})
    rank = 0 if newest["rank"] is None else newest["rank"] + 1
    texts = {f"reason_{code}": text for code, text in reason.items()}
    CommitmentChange.objects.create(commitment=commitment, state=state, happened_on=on, rank=rank, **texts)
    commitment.state = state
