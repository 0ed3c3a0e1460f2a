"""The rounds, and how far each has come."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.errors import Missing
from painopiste.base.records import texts
from painopiste.loop.focus_areas import permissions as focus_areas
from painopiste.loop.focus_areas.models import FocusAreaChange
from painopiste.loop.progress import permissions
from painopiste.loop.progress.models import Round
from painopiste.loop.progress.rules import AnswerState, RoundState, is_asked, is_late, state_on

Steps = dict[int, list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round as the list shows it: its state today, and how many of the asked focus areas have answered."""

    round: Round
    state: RoundState
    answered: int
    asked: int
    late: int


def list_rounds(*, by: Actor, on: date) -> list[RoundRow]:
    """All rounds that the actor may see, the newest first. Four queries."""
    rounds = list(permissions.visible_rounds(by).order_by("-status_on", "-id"))
    given: defaultdict[int, dict[int, date]] = defaultdict(dict)
    found = permissions.visible_answers(by).filter(submitted_at__isnull=False)
    for round_id, area, at in found.values_list("round_id", "focus_area_id", "submitted_at"):
        given[round_id][area] = timezone.localdate(at)
    steps = steps_of_visible(by=by)
    return [_row(round_, given[round_.pk], steps, on) for round_ in rounds]


def _row(round_: Round, given: dict[int, date], steps: Steps, on: date) -> RoundRow:
    asked = {area for area, taken in steps.items() if is_asked(taken, round_.status_on)} | set(given)
    state = state_on(round_.opens_on, round_.closes_on, on, closed=round_.closed)
    late = sum(is_late(round_.closes_on, given.get(area), on) for area in asked)
    return RoundRow(round_, state, len(given), len(asked), late)


def steps_of_visible(*, by: Actor) -> Steps:
    """The steps of each visible focus area in their order. Two queries."""
    areas: Steps = {pk: [] for pk in focus_areas.visible(by).values_list("pk", flat=True)}
    changes = FocusAreaChange.objects.filter(focus_area__in=list(areas)).order_by("rank", "id")
    for area, state, happened_on in changes.values_list("focus_area_id", "state", "happened_on"):
        areas[area].append((state, happened_on))
    return areas


def get_round(*, key: str, by: Actor) -> Round:
    """One round.

    :raises Missing: if there is none with this key, or the actor may not see it
    """
    found = permissions.visible_rounds(by).filter(key=key).first()
    if found is None:
        raise Missing
    return found


def get_previous(*, round_: Round, by: Actor) -> Round | None:
    """The visible round before this one, by the day that it describes."""
    earlier = Q(status_on__lt=round_.status_on) | Q(status_on=round_.status_on, pk__lt=round_.pk)
    return permissions.visible_rounds(by).filter(earlier).order_by("-status_on", "-pk").first()


def list_waiting_for(*, by: Actor, on: date) -> list[dict[str, Any]]:
    """The answers that open rounds wait for and that the actor may write: the round, the focus area, what is there.

    `state` is MISSING or DRAFT. The round that closes first is first. At most five queries, none for who writes none.
    """
    if not permissions.may_write_some(by):
        return []
    opened = permissions.visible_rounds(by).filter(closed=False, opens_on__lte=on).order_by("closes_on", "pk")
    rounds = list(opened)
    if not rounds:
        return []
    steps = steps_of_visible(by=by)
    areas = focus_areas.visible(by).order_by(F("number").asc(nulls_last=True), "name_fi")
    mine = [row for row in areas.values("id", "key", "number", "group_id", *texts("name")) if _pen(row, by).draft]
    found = permissions.visible_answers(by).filter(round__in=rounds)
    given = {(round_, area): at for round_, area, at in found.values_list("round_id", "focus_area_id", "submitted_at")}
    return [
        {"round": round_, "focus_area": row, "state": _state((round_.pk, row["id"]) in given)}
        for round_ in rounds
        for row in mine
        if is_asked(steps[row["id"]], round_.status_on) and not given.get((round_.pk, row["id"]))
    ]


def _pen(row: dict[str, Any], by: Actor) -> permissions.Pen:
    return permissions.pen_for(row["group_id"], by=by)


def _state(is_begun: bool) -> AnswerState:
    return AnswerState.DRAFT if is_begun else AnswerState.MISSING
