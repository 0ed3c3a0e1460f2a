"""The rights around progress rounds, and which rounds and answers an actor may see."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q, QuerySet

from painopiste.base.actors import Actor
from painopiste.base.guarding import behind
from painopiste.base.records import visible_rows
from painopiste.loop.plans.models import MeasureParty
from painopiste.loop.plans.permissions import REPORT_MEASURE
from painopiste.loop.progress.models import FocusAreaAnswer, MeasureAnswer, Round

MANAGE = "rounds.manage"
ANSWER = "rounds.answer"
DRAFT = "rounds.draft"


class Pen(NamedTuple):
    """What an actor may do with one answer."""

    draft: bool
    submit: bool


def visible_rounds(by: Actor) -> QuerySet[Round]:
    """The rounds that exist for this actor."""
    return Round.objects.visible_to(by)


def visible_answers(by: Actor) -> QuerySet[FocusAreaAnswer]:
    """Submitted answers for whom they are meant; a draft only for those who may write it."""
    meant = visible_rows(by, path="round__") & visible_rows(by, path="focus_area__")
    return FocusAreaAnswer.objects.visible_to(by).filter(
        meant, Q(submitted_at__isnull=False) | _drafts_of(by, "focus_area__group")
    )


def visible_measure_answers(by: Actor) -> QuerySet[MeasureAnswer]:
    """Submitted answers about visible measures, for outsiders once the round is closed; drafts for who writes them."""
    meant = visible_rows(by, path="round__") & visible_rows(by, path="measure__")
    meant &= Q(measure__focus_area=None) | visible_rows(by, path="measure__focus_area__")
    given = Q(submitted_at__isnull=False) & (Q(pk__isnull=False) if by.member else Q(round__closed=True))
    led = MeasureParty.objects.filter(role="lead", until="", organisation__in=_reporting_for(by))
    drafts = _drafts_of(by, "measure__focus_area__group") | Q(measure__in=led.values("measure"))
    return behind(MeasureAnswer.objects.filter(meant, given | drafts), by, "measure__")


def _drafts_of(by: Actor, group: str) -> Q:
    if by.may(MANAGE) or by.may(ANSWER):
        return Q(pk__isnull=False)  # an empty Q would vanish beside `|`
    bodies = {*by.in_bodies.get(ANSWER, ()), *by.in_bodies.get(DRAFT, ())}
    return Q(**{f"{group}__in": sorted(bodies)})


def _reporting_for(by: Actor) -> list[int]:
    return sorted(by.for_organisations.get(REPORT_MEASURE, ()))


def pen_for(group: int | None, *, by: Actor) -> Pen:
    """What the actor may do with the answer of a focus area whose group is `group`."""
    submit = by.may(ANSWER, body=group)
    return Pen(submit or by.may(DRAFT, body=group), submit)


def pen_for_measure(group: int | None, leads: Iterable[int], *, by: Actor) -> Pen:
    """What the actor may do with the answer about a measure that the organisations `leads` lead now."""
    whole = pen_for(group, by=by)
    return Pen(True, True) if by.may(REPORT_MEASURE, organisations=leads) else whole


def may_write_some(by: Actor) -> bool:
    """Whether the actor may write any answer at all."""
    return any(by.may_somewhere(right) for right in (ANSWER, DRAFT, REPORT_MEASURE))
