"""The chain of each measure from its aim to the decisions of its organisations, and what they give in all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, Prefetch, QuerySet, Subquery

from painopiste.base.actors import Actor
from painopiste.base.records import texts
from painopiste.base.words import ABBREVIATIONS
from painopiste.loop.commitments import permissions
from painopiste.loop.commitments.models import Commitment
from painopiste.loop.commitments.rules import (
    WAITING,
    Facts,
    Finding,
    Mark,
    Part,
    Resource,
    State,
    Station,
    Verdict,
    findings_of,
    judge,
    stations_of,
)
from painopiste.loop.commitments.selectors.commitments import STEPS, Row
from painopiste.loop.commitments.selectors.findings import FOR_WANT_OF, NEWEST
from painopiste.loop.focus_areas import permissions as focus_areas
from painopiste.loop.focus_areas.models import FocusArea
from painopiste.loop.plans import permissions as plans
from painopiste.loop.plans.models import ChainItem, Measure
from painopiste.loop.plans.rules import OPEN, ChainLevel
from painopiste.loop.plans.rules import State as MeasureState

AREA = {f"focus_area_{name}": F(f"focus_area__{name}") for name in ("key", "number", "group_id", *texts("name"))}
MEASURE = ("id", "key", "number", "state", "focus_area_id", "needed_person_months", "needed_euros", *texts("title"))
OF_ORGANISATION = {name: F(f"organisation__{name}") for name in ("key", *ABBREVIATIONS, *texts("name"))}


@dataclass(frozen=True, slots=True)
class Link:
    """One organisation at the end of a measure's chain; `row` is None where it has not been asked."""

    organisation: Mapping[str, Any]
    leads: bool
    row: Row | None

    @property
    def state(self) -> State | None:
        return State(self.row.commitment.state) if self.row else None


@dataclass(frozen=True, slots=True)
class MeasureChain:
    """A measure, what it should bring about (from the nearest item up to the aim), and its organisations."""

    measure: Mapping[str, Any]
    aims: list[Mapping[str, Any]]
    links: list[Link]
    facts: Facts

    @property
    def verdict(self) -> Verdict:
        return judge(self.facts)

    @property
    def findings(self) -> list[Finding]:
        return findings_of(self.facts)

    @property
    def stations(self) -> dict[Station, Mark]:
        return stations_of(self.facts)

    @property
    def days(self) -> int | None:
        """For how many days the longest wait of this measure has gone on."""
        return max((link.row.days for link in self.links if link.row and link.row.days is not None), default=None)

    def count(self, *states: State | None) -> int:
        return sum(link.state in states for link in self.links)


@dataclass(slots=True)
class AreaChain:
    """The chains of one focus area (None: of the model's own measures), counted and summed up."""

    focus_area: Mapping[str, Any] | None
    measures: list[MeasureChain] = field(default_factory=list)

    @property
    def verdicts(self) -> dict[Verdict, int]:
        counts = dict.fromkeys(Verdict, 0)
        for each in self.measures:
            counts[each.verdict] += 1
        return counts

    @property
    def committed(self) -> Resource:
        return sum((each.facts.committed for each in self.measures), Resource())

    @property
    def needed(self) -> Resource:
        return sum((each.facts.needed for each in self.measures), Resource())

    @property
    def completed(self) -> int:
        return sum(each.measure["state"] == MeasureState.COMPLETED for each in self.measures)

    @property
    def decided(self) -> int:
        return sum(each.count(State.DECIDED) for each in self.measures)

    @property
    def waiting(self) -> int:
        return sum(each.count(*WAITING) for each in self.measures)

    @property
    def organisations(self) -> int:
        """How many different organisations take part."""
        return len({link.organisation["key"] for each in self.measures for link in each.links})


def list_area_chains(*, by: Actor, on: date) -> list[AreaChain]:
    """The chains of the whole model, by focus area; the model's own measures last. Seven queries."""
    areas = focus_areas.visible(by).order_by(F("number").asc(nulls_last=True), "name_fi")
    chains: dict[int | None, AreaChain] = {
        row["id"]: AreaChain(row) for row in areas.values("id", "key", "number", "state", *texts("name"))
    }
    for each in _chains(plans.visible_measures(by), by, on):
        area = each.measure["focus_area_id"]
        chains.setdefault(area, AreaChain(None)).measures.append(each)
    return list(chains.values())


def get_area_chain(*, focus_area: FocusArea, by: Actor, on: date) -> AreaChain:
    """The chains of one (visible) focus area. Six queries."""
    row = {name: getattr(focus_area, name) for name in ("key", "number", "state", *texts("name"))}
    return AreaChain(row, _chains(plans.visible_measures(by).filter(focus_area=focus_area), by, on))


def get_measure_chain(*, measure: Measure, by: Actor, on: date) -> MeasureChain:
    """The chain of one (visible) measure. Six queries."""
    return _chains(plans.visible_measures(by).filter(pk=measure.pk), by, on)[0]


def _chains(measures: QuerySet[Measure], by: Actor, on: date) -> list[MeasureChain]:
    found = measures.annotate(newest_blocked_by=Subquery(NEWEST)).order_by("rank", "id")
    rows = list(found.values(*MEASURE, "newest_blocked_by", **AREA))
    ids = [row["id"] for row in rows]
    aims, links = _aims(ids, by), _links(ids, by, on)
    return [_chain(row, aims[row["id"]], links[row["id"]]) for row in rows]


def _chain(row: Mapping[str, Any], aims: list[Mapping[str, Any]], links: list[Link]) -> MeasureChain:
    parts = [Part(link.leads, link.state, _given(link.row)) for link in links]
    facts = Facts(
        ended=MeasureState(row["state"]) not in OPEN,
        stands_still=row["state"] == MeasureState.BLOCKED and row["newest_blocked_by"] in FOR_WANT_OF,
        has_aim=any(item["level"] == ChainLevel.AIM for item in aims),
        needed=Resource(row["needed_person_months"], row["needed_euros"]),
        parts=parts,
    )
    return MeasureChain(row, aims, links, facts)


def _given(row: Row | None) -> Resource:
    return Resource(row.commitment.person_months, row.commitment.euros) if row else Resource()


def _aims(measures: Iterable[int], by: Actor) -> defaultdict[int, list[Mapping[str, Any]]]:
    """For each measure the chain items that it should bring about, each followed by those above it. Two queries."""
    in_force = plans.visible_plans(by).exclude(state="replaced").order_by().values("pk")
    visible = ChainItem.objects.filter(plan__in=in_force)
    items = {row["id"]: row for row in visible.values("id", "parent_id", "level", *texts("text"))}
    through = Measure.chain.through._base_manager.filter(measure__in=list(measures)).order_by("id")
    found: defaultdict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for measure, item in through.values_list("measure_id", "chainitem_id"):
        while item in items and items[item] not in found[measure]:
            found[measure].append(items[item])
            item = items[item]["parent_id"]
    return found


def _links(measures: list[int], by: Actor, on: date) -> defaultdict[int, list[Link]]:
    """The organisations of each measure, who leads first, with their commitments. Three queries."""
    rows = _commitments(measures, by, on)
    parties = permissions.visible_parties(by, on).filter(measure__in=measures).order_by("rank", "id")
    known: defaultdict[int, dict[int, dict[str, Any]]] = defaultdict(dict)
    for party in parties.values("measure_id", "organisation_id", "role", **OF_ORGANISATION):
        there = known[party["measure_id"]].setdefault(party["organisation_id"], party | {"leads": False})
        there["leads"] = there["leads"] or party["role"] == "lead"
    for (measure, organisation), row in rows.items():  # who has committed belongs to it, whatever became of its part
        named = row.commitment.organisation
        told = {name: getattr(named, name) for name in OF_ORGANISATION}
        known[measure].setdefault(organisation, told | {"leads": False})
    links: defaultdict[int, list[Link]] = defaultdict(list)
    for measure, organisations in known.items():
        made = [Link(told, told["leads"], rows.get((measure, pk))) for pk, told in organisations.items()]
        links[measure] = sorted(made, key=lambda link: not link.leads)
    return links


def _commitments(measures: list[int], by: Actor, on: date) -> dict[tuple[int, int], Row]:
    found = permissions.visible(by).filter(measure__in=measures).select_related("organisation")
    found = found.prefetch_related(Prefetch("changes", STEPS)).order_by("organisation__abbreviation", "id")
    rows: list[Commitment] = list(found)
    return {(each.measure_id, each.organisation_id): Row.of(each, on) for each in rows}
