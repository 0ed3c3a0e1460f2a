"""Writing a proposal: its texts, who would lead it and take part, what it touches, and what its lead says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.errors import Invalid, NotAllowed
from painopiste.base.markings.stored import reads
from painopiste.base.organisations.models import Organisation
from painopiste.base.records import set_changed, take_version, texts
from painopiste.base.remarking.services import settle
from painopiste.base.words import LANGUAGES, marked
from painopiste.loop.agenda import permissions
from painopiste.loop.agenda.models import Candidate, Observation, Proposal
from painopiste.loop.agenda.rules import LEAD_SPEAKS, NotADraft, ProposalState, ProposalStepRefused, Route
from painopiste.loop.agenda.selectors.proposals import PROPOSAL_TEXTS
from painopiste.loop.focus_areas import permissions as areas
from painopiste.loop.focus_areas.models import FocusArea

PROPOSAL_COLUMNS = (*texts(*PROPOSAL_TEXTS), "route", "own_marking_id")
LEAD_COLUMNS = ("can_lead", "lead_words", "lead_said_at", "lead_said_by_id")


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody writes of a proposal. `values` are columns of PROPOSAL_COLUMNS; None leaves links as they are."""

    values: Mapping[str, Any]
    lead: Organisation | None = None
    participants: Sequence[Organisation] = ()
    targets: Sequence[FocusArea] = ()
    candidate: Candidate | None = None
    observations: Sequence[Observation] | None = None


@transaction.atomic
def draft_proposal(*, draft: Draft, by: Actor) -> Proposal:
    """Begin a proposal.

    :raises NotAllowed: if the actor is no member
    :raises Invalid: without a title, with an unknown route, or with a marking that would shut the actor out
    """
    by.require(permissions.PROPOSE)
    made = Proposal(begun_at=timezone.now(), writer_id=by.account_id, candidate=draft.candidate, lead=draft.lead)
    _check(draft.values, by)
    for name, value in draft.values.items():
        setattr(made, name, value)
    _check_title(made)
    made.save()
    named = _link(made, draft, by)
    after = {name: value for name, value in draft.values.items() if value} | _told(made, named)
    record("agenda.proposal_begun", target=("proposal", made.key), by=by, after=after, naming=_naming(made, named))
    return made


@transaction.atomic
def change_proposal(*, proposal: Proposal, draft: Draft, version: int, by: Actor) -> Proposal:
    """Change a draft. Another proposed lead has not said yet whether it can lead.

    :raises NotAllowed: if the actor does not write this proposal
    :raises NotADraft: if it has been sent
    :raises Stale: if somebody else has saved it after `version`
    :raises Invalid: as `draft_proposal`
    :raises NeedsSecondPerson: if another marking would let more readers in
    """
    held = hold_draft(proposal=proposal, by=by)
    links = _linked(held, by)
    before_links = _told(held, links)
    before, after = set_changed(held, draft.values)
    _check(after, by)
    _check_title(held)
    take_version(held, version)
    if held.lead_id != (draft.lead.pk if draft.lead else None):
        for name, value in {"can_lead": None, "lead_words": "", "lead_said_at": None, "lead_said_by_id": None}.items():
            setattr(held, name, value)
    held.lead, held.candidate = draft.lead, draft.candidate or _hidden_candidate(held, by)
    held.save()
    now = _link(held, draft, by)
    changed = {name: told for name, told in _told(held, now).items() if told != before_links[name]}
    settle(row=held, before=before, by=by)
    record(
        "agenda.proposal_changed",
        target=("proposal", held.key),
        by=by,
        before=before | {name: before_links[name] for name in changed},
        after=after | changed,
        naming=[*_naming(held, links), *_naming(held, now)] if changed else (),
    )
    return held


@transaction.atomic
def say_if_can_lead(*, proposal: Proposal, can: bool, words: str, version: int, by: Actor) -> Proposal:
    """Say for the proposed lead whether it is able to lead, in writing.

    :raises NotAllowed: if the actor does not coordinate for the proposed lead
    :raises ProposalStepRefused: if the proposal is neither a draft nor waits for a decision
    :raises Invalid: without words
    :raises Stale: if somebody else has saved it after `version`
    """
    held = hold_proposal(proposal=proposal, by=by)
    if held.lead_id is None or not by.may(permissions.LEAD, organisations=(held.lead_id,)):
        raise NotAllowed
    if held.state not in LEAD_SPEAKS:
        raise ProposalStepRefused(current=held.state)
    if not words.strip():
        raise Invalid(fields={"words": marked("Say with what people and money, or what stands in the way.")})
    take_version(held, version)
    before, after = set_changed(held, {"can_lead": can, "lead_words": words.strip()})
    held.lead_said_at, held.lead_said_by_id = timezone.now(), by.account_id
    held.save()
    record("agenda.proposal_lead_said", target=("proposal", held.key), by=by, before=before, after=after)
    return held


def hold_proposal(*, proposal: Proposal, by: Actor) -> Proposal:
    """The proposal as it is now, held until the end of the transaction."""
    rows = Proposal.objects.unguarded("a row that was found for the actor").select_for_update(of=("self",))
    return rows.select_related("lead", "candidate").get(pk=proposal.pk)


def hold_draft(*, proposal: Proposal, by: Actor) -> Proposal:
    """The same for a draft that the actor writes.

    :raises NotAllowed: if the actor does not write it
    :raises NotADraft: if it is not a draft
    """
    held = hold_proposal(proposal=proposal, by=by)
    if not permissions.writes_proposal(held, by=by):
        raise NotAllowed
    if held.state != ProposalState.DRAFT:
        raise NotADraft
    return held


def _hidden_candidate(proposal: Proposal, by: Actor) -> Candidate | None:
    """The candidate that it comes from, where the actor can't see it: what one can't see one doesn't take away."""
    candidate = proposal.candidate
    if candidate is None or permissions.visible_rounds(by).filter(pk=candidate.round_id).exists():
        return None
    return candidate


def _check(values: Mapping[str, Any], by: Actor) -> None:
    """Refuse what can't be told, or not to these readers: nobody publishes what has not been looked at."""
    if unknown := values.keys() - set(PROPOSAL_COLUMNS):
        raise ValueError(f"A proposal has no {', '.join(sorted(unknown))}.")
    if "route" in values and values["route"] not in set(Route):
        raise Invalid(fields={"route": marked("Choose one of the alternatives.")})
    code = values.get("own_marking_id")
    if code and not reads(by, code) and by.account_id is not None:
        raise Invalid(fields={"own_marking_id": marked("You would no longer see it yourself.")})
    if code == "public" and not by.may(permissions.HANDLE_PROPOSALS):
        said = marked("The secretariat can open it to everybody when it has looked at it.")
        raise Invalid(fields={"own_marking_id": said})


def _check_title(proposal: Proposal) -> None:
    if not any(getattr(proposal, f"title_{code}").strip() for code in LANGUAGES):
        raise Invalid(fields={"title": marked("Give the proposal a title.")})


Links = dict[str, list[Any]]


def _link(proposal: Proposal, draft: Draft, by: Actor) -> Links:
    """Set what the proposal is linked to; what the actor can't see stays."""
    _replace(Proposal.targets, "focusarea", proposal, draft.targets, areas.visible(by))
    proposal.participants.set(draft.participants)
    if draft.observations is not None:
        _replace(Proposal.observations, "observation", proposal, draft.observations, permissions.visible(by))
    return _linked(proposal, by)


def _replace(links: Any, column: str, proposal: Proposal, rows: Sequence[models.Model], seen: Any) -> None:
    there = links.through.objects.filter(proposal=proposal)
    there.filter(**{f"{column}__in": seen.values("pk")}).exclude(**{f"{column}__in": [row.pk for row in rows]}).delete()
    for row in rows:
        there.get_or_create(proposal=proposal, **{f"{column}_id": row.pk})


def _linked(proposal: Proposal, by: Actor) -> Links:
    """What the proposal is linked to and the actor sees."""
    through: dict[str, tuple[Any, str, Any]] = {
        "targets": (Proposal.targets.through, "focusarea", areas.visible(by)),
        "observations": (Proposal.observations.through, "observation", permissions.visible(by)),
    }
    found = {
        name: list(seen.filter(pk__in=table.objects.filter(proposal=proposal).values(column)).order_by("key"))
        for name, (table, column, seen) in through.items()
    }
    return found | {"participants": list(proposal.participants.order_by("key"))}


def _told(proposal: Proposal, links: Links) -> dict[str, Any]:
    return {name: [row.key for row in rows] for name, rows in links.items()} | {
        "lead": proposal.lead.key if proposal.lead else "",
        "candidate": proposal.candidate.key if proposal.candidate else "",
    }


def _naming(proposal: Proposal, links: Links) -> list[Any]:
    return [*links["targets"], *links["observations"], proposal.candidate.round if proposal.candidate else None]
