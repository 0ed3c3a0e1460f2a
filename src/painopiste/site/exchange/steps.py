"""Checks of entries that the rules of the stages decide: steps that may follow each other, ends after beginnings."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from pydantic import AfterValidator

from painopiste.base import dates
from painopiste.base.errors import DomainError
from painopiste.loop.commitments import rules as commitments
from painopiste.loop.focus_areas import rules as focus_areas
from painopiste.loop.plans import rules as plans
from painopiste.site.exchange.fields import Entry, Wrong


def in_order(entry: Entry, first: str, last: str) -> None:
    """Refuse an end that certainly was before the beginning."""
    since, until = getattr(entry, first), getattr(entry, last)
    if _certainly_before(until, since):
        raise Wrong(f"{until} is before {first} {since}", last)


def _certainly_before(one: str | None, other: str | None) -> bool:
    latest, earliest = dates.span(one or "").latest, dates.span(other or "").earliest
    return latest is not None and earliest is not None and latest < earliest


def _check_steps(
    steps: Sequence[Any], check_transition: Callable[[Any, Any], None], *, may_take_back: bool = False
) -> None:
    for place, (before, step) in enumerate(pairwise(steps), start=1):
        try:
            check_transition(before.state, step.state)
        except DomainError as error:
            if not (may_take_back and _takes_back(steps[:place], step)):
                raise Wrong(str(error), place, "state") from error
        if _certainly_before(step.happened_on, before.happened_on):
            raise Wrong(f"{step.happened_on} is before the step above it, {before.happened_on}", place, "happened_on")


def _takes_back(earlier: Sequence[Any], step: Any) -> bool:
    """Whether the step undoes others, as people may: back to a state that there was, with a reason."""
    return step.reason is not None and step.state in {each.state for each in earlier[:-1]}


def _check_focus_area(steps: list[Any]) -> list[Any]:
    _check_steps(steps, focus_areas.check_transition)
    for place, step in enumerate(steps):
        if step.state in focus_areas.NEEDS_REASON and step.reason is None:
            raise Wrong(f'a step to "{step.state}" needs a reason', place, "reason")
        if step.state in focus_areas.NEEDS_DESTINATION and step.destination is None:
            raise Wrong(f'a step to "{step.state}" needs a destination: where the work goes on', place, "destination")
    return steps


def _check_measure(steps: list[Any]) -> list[Any]:
    _check_steps(steps, plans.check_transition, may_take_back=True)
    for place, step in enumerate(steps):
        blocked = step.state is plans.State.BLOCKED and step.blocked_by
        if step.state in plans.NEEDS_REASON and step.reason is None and not blocked:
            raise Wrong(f'a step to "{step.state}" needs a reason', place, "reason")
    return steps


def _check_commitment(steps: list[Any]) -> list[Any]:
    _check_steps(steps, commitments.check_transition)
    for place, step in enumerate(steps):
        if step.state in commitments.NEEDS_REASON and step.reason is None:
            raise Wrong(f'a step to "{step.state}" needs a reason', place, "reason")
    return steps


commitment_steps = AfterValidator(_check_commitment)
focus_area_steps = AfterValidator(_check_focus_area)
measure_steps = AfterValidator(_check_measure)
