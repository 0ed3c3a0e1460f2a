"""The measures of a focus area in a round: what is told of each now, and what was told in the round before."""

from collections import defaultdict
from dataclasses import dataclass

from painopiste.base.actors import Actor
from painopiste.loop.focus_areas.models import FocusArea
from painopiste.loop.plans import permissions as plans
from painopiste.loop.plans.models import Measure, MeasureChange, MeasureParty
from painopiste.loop.progress import permissions
from painopiste.loop.progress.models import MeasureAnswer, Round
from painopiste.loop.progress.permissions import Pen, pen_for_measure
from painopiste.loop.progress.selectors.rounds import get_previous


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure in a round. `blocked_by` is what stands in its way now, by its newest step."""

    measure: Measure
    blocked_by: str
    answer: MeasureAnswer | None
    before: MeasureAnswer | None
    pen: Pen


def list_measures_of(*, round_: Round, focus_area: FocusArea, by: Actor) -> list[MeasureRow]:
    """The visible measures of a focus area with their present and last answers. Five queries, at most."""
    visible = plans.visible_measures(by).filter(focus_area=focus_area).order_by("rank", "id")
    measures = {measure.pk: measure for measure in visible}
    leads, blocked = _leads(measures, by), _blocked_by(measures)
    now, before = _answers(round_, measures, by)
    return [
        MeasureRow(
            measure,
            blocked.get(pk, ""),
            now.get(pk),
            before.get(pk),
            pen_for_measure(focus_area.group_id, leads[pk], by=by),
        )
        for pk, measure in measures.items()
    ]


def list_areas_to_report(*, by: Actor) -> set[int]:
    """The focus areas in which the actor reports measures for the organisation that leads them. At most one query."""
    organisations = by.for_organisations.get(plans.REPORT_MEASURE)
    if not organisations:
        return set()
    led = MeasureParty.objects.filter(role="lead", until="", organisation__in=sorted(organisations))
    found = plans.visible_measures(by).filter(pk__in=led.values("measure"), focus_area__isnull=False)
    return {area for area in found.values_list("focus_area_id", flat=True) if area}


def _leads(measures: dict[int, Measure], by: Actor) -> defaultdict[int, set[int]]:
    leads: defaultdict[int, set[int]] = defaultdict(set)
    if by.may_somewhere(plans.REPORT_MEASURE):
        found = MeasureParty.objects.filter(
            measure__in=list(measures), role="lead", until="", organisation__isnull=False
        )
        for measure, organisation in found.values_list("measure_id", "organisation_id"):
            leads[measure].add(organisation or 0)
    return leads


def _blocked_by(measures: dict[int, Measure]) -> dict[int, str]:
    steps = MeasureChange.objects.filter(measure__in=list(measures)).order_by("rank", "id")
    newest = {
        measure: (state, blocked) for measure, state, blocked in steps.values_list("measure_id", "state", "blocked_by")
    }
    return {pk: blocked for pk, (state, blocked) in newest.items() if state == measures[pk].state}


def _answers(
    round_: Round, measures: dict[int, Measure], by: Actor
) -> tuple[dict[int, MeasureAnswer], dict[int, MeasureAnswer]]:
    previous = get_previous(round_=round_, by=by)
    rounds = [round_.pk, *([previous.pk] if previous else [])]
    now: dict[int, MeasureAnswer] = {}
    before: dict[int, MeasureAnswer] = {}
    for answer in permissions.visible_measure_answers(by).filter(round__in=rounds, measure__in=list(measures)):
        if answer.round_id == round_.pk:
            now[answer.measure_id] = answer
        elif answer.submitted_at:
            before[answer.measure_id] = answer
    return now, before
