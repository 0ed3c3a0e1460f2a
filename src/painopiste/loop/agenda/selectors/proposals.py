"""Proposals: lists of them, and one with what it names, as far as the actor may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from painopiste.base.actors import Actor
from painopiste.base.bodies.models import Decision
from painopiste.base.bodies.permissions import seen_decision
from painopiste.base.errors import Missing
from painopiste.base.organisations.models import Organisation
from painopiste.base.records import holds_on, texts
from painopiste.loop.agenda import permissions
from painopiste.loop.agenda.models import Candidate, Observation, Proposal, ProposalVersion
from painopiste.loop.agenda.rules import ProposalState
from painopiste.loop.focus_areas import permissions as areas
from painopiste.loop.focus_areas.models import FocusArea, FocusAreaOrganisation
from painopiste.loop.focus_areas.rules import ENDED
from painopiste.loop.plans import permissions as plans
from painopiste.loop.plans.models import Measure, MeasureParty
from painopiste.loop.plans.rules import OPEN

PROPOSAL_TEXTS = ("title", "phenomenon", "why_now", "aims", "resources", "effect", "signs", "reason")
LISTED = ("key", "state", "route", "begun_at", "can_lead", "lead", "marking", "version", *texts("title"))


@dataclass(frozen=True, slots=True)
class ProposalFilters:
    """What a list of proposals is narrowed to. `mine`: only those that the actor has begun."""

    state: str = ""
    route: str = ""
    organisation: str = ""
    text: str = ""
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """What a proposal names and the actor may see."""

    targets: list[FocusArea]
    participants: list[Organisation]
    observations: list[Observation]
    candidate: Candidate | None
    decision: Decision | None
    opened: FocusArea | None


@dataclass(frozen=True, slots=True)
class Leading:
    """What an organisation leads already, among what the actor may see: open focus areas and open measures."""

    focus_areas: list[FocusArea]
    measures: list[Measure]


def list_proposals(*, by: Actor, filters: ProposalFilters = ProposalFilters()) -> QuerySet[Proposal]:
    """The proposals that match, newest first, to be cut into pages. One query for a page, one for the number."""
    found = permissions.visible_proposals(by).select_related("lead").only(*LISTED, *_of_lead())
    plain: Mapping[str, str] = {"state": filters.state, "route": filters.route, "lead__key": filters.organisation}
    found = found.filter(**{name: value for name, value in plain.items() if value})
    for word in filters.text.casefold().split():
        found = found.filter(folded__contains=word)
    if filters.mine:
        found = found.filter(writer=by.account_id) if by.account_id else found.none()
    return found.order_by("-begun_at", "-pk")


def _of_lead() -> list[str]:
    return [f"lead__{name}" for name in ("key", "abbreviation", "abbreviation_sv", *texts("name"))]


def list_leads(*, by: Actor) -> list[dict[str, Any]]:
    """The organisations that a visible proposal proposes as lead, for choosing one. One query."""
    proposed = permissions.visible_proposals(by).exclude(lead=None).values("lead")
    return list(Organisation.objects.filter(pk__in=proposed).order_by("name_fi").values("key", *texts("name")))


def list_waiting_for_lead(*, by: Actor) -> list[Proposal]:
    """The sent proposals whose lead the actor speaks for and that has not said yet whether it can. One query."""
    mine = by.for_organisations.get(permissions.LEAD, frozenset())
    found = permissions.visible_proposals(by).filter(state=ProposalState.SENT, can_lead=None, lead__in=mine)
    return list(found.order_by("begun_at", "pk"))


def get_proposal(*, key: str, by: Actor) -> Proposal:
    """One proposal with its lead, writer and who spoke for the lead. One query.

    :raises Missing: if there is none with this key, or the actor may not see it
    """
    rows = permissions.visible_proposals(by).select_related("lead", "writer", "lead_said_by", "decision__body")
    found = rows.filter(key=key).first()
    if found is None:
        raise Missing
    return found


def get_named(*, proposal: Proposal, by: Actor) -> Named:
    """What a visible proposal names. At most six queries."""
    targets = Proposal.targets.through.objects.filter(proposal=proposal).values("focusarea")
    seen = Proposal.observations.through.objects.filter(proposal=proposal).values("observation")
    wanted = areas.visible(by).filter(pk__in=targets)
    return Named(
        targets=list(wanted.order_by(F("number").asc(nulls_last=True), "pk")),
        participants=list(proposal.participants.order_by("name_fi")),
        observations=list(permissions.visible(by).filter(pk__in=seen).order_by("received_at", "pk")),
        candidate=_candidates(by).filter(pk=proposal.candidate_id).first() if proposal.candidate_id else None,
        decision=seen_decision(proposal.decision, by=by),
        opened=areas.visible(by).filter(pk=proposal.opened_id).first() if proposal.opened_id else None,
    )


def _candidates(by: Actor) -> QuerySet[Candidate]:
    return Candidate.objects.select_related("round").filter(round__in=permissions.visible_rounds(by).values("pk"))


def list_candidates(*, by: Actor) -> list[Candidate]:
    """The candidates of visible rounds, those of the newest round first. One query."""
    return list(_candidates(by).order_by("-round__opens_on", "rank", "pk")[:200])


def list_proposals_from(
    *, by: Actor, observation: Observation | None = None, candidate: Candidate | None = None
) -> list[Proposal]:
    """The visible proposals that come from an observation or a candidate. One query."""
    found = permissions.visible_proposals(by)
    if observation is not None:
        rows = Proposal.observations.through.objects.filter(observation=observation)
        found = found.filter(pk__in=rows.values("proposal"))
    if candidate is not None:
        found = found.filter(candidate=candidate)
    return list(found.order_by("begun_at", "pk"))


def list_versions(*, proposal: Proposal, by: Actor) -> list[ProposalVersion]:
    """The versions of a visible proposal, the newest first: who reads the proposal reads them. One query."""
    return list(ProposalVersion.objects.filter(proposal=proposal).order_by("-number"))


def get_version(*, proposal: Proposal, key: str, by: Actor) -> ProposalVersion:
    """One version of a visible proposal.

    :raises Missing: if the proposal has none with this key
    """
    found = ProposalVersion.objects.filter(proposal=proposal, key=key).first()
    if found is None:
        raise Missing
    return found


def newest_version(*, proposal: Proposal, by: Actor) -> ProposalVersion:
    """What a visible proposal was when it was last sent.

    :raises Missing: if it has never been sent
    """
    found = ProposalVersion.objects.filter(proposal=proposal).order_by("-number").first()
    if found is None:
        raise Missing
    return found


def get_leading(*, organisation: Organisation, on: date, by: Actor) -> Leading:
    """What an organisation leads on the day. Two queries."""
    links = FocusAreaOrganisation.objects.filter(holds_on(on), organisation=organisation, role="lead")
    led = areas.visible(by).filter(pk__in=links.values("focus_area")).exclude(state__in=ENDED)
    parties = MeasureParty.objects.filter(holds_on(on), plans.open_parties(by), organisation=organisation, role="lead")
    measures = plans.visible_measures(by).filter(pk__in=parties.values("measure"), state__in=OPEN)
    return Leading(list(led.order_by(F("number").asc(nulls_last=True), "pk")), list(measures.order_by("rank", "pk")))


def named_in(*, content: Mapping[str, Any], by: Actor) -> dict[str, list[Any]]:
    """The rows that a version names and the actor may see, in the version's order. At most four queries."""
    organisations = Organisation.objects.filter(key__in=[content["lead"], *content["participants"]])
    known = {row.key: row for row in organisations}
    targets = {row.key: row for row in areas.visible(by).filter(key__in=content["targets"])}
    return {
        "lead": [known[content["lead"]]] if content["lead"] in known else [],
        "participants": [known[key] for key in content["participants"] if key in known],
        "targets": [targets[key] for key in content["targets"] if key in targets],
    }
