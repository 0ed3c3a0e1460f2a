"""The steps of a proposal that people take: sent as a frozen version, sent back, withdrawn and taken up again."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from painopiste.base.actors import Actor
from painopiste.base.audit.services import canonical, record
from painopiste.base.errors import Invalid, NotAllowed
from painopiste.base.records import take_version, texts
from painopiste.base.words import LANGUAGES, marked
from painopiste.loop.agenda import permissions
from painopiste.loop.agenda.models import Proposal, ProposalVersion
from painopiste.loop.agenda.rules import ProposalState, Route, Step, Written, after, missing_for_sending
from painopiste.loop.agenda.selectors.proposals import PROPOSAL_TEXTS
from painopiste.loop.agenda.services.proposals import hold_draft, hold_proposal


@transaction.atomic
def send_proposal(*, proposal: Proposal, version: int, by: Actor) -> ProposalVersion:
    """Send a draft to be decided on: what it says now is frozen as its next version.

    :raises NotAllowed: if the actor does not write the proposal
    :raises NotADraft: if it is not a draft
    :raises Invalid: if something that its route needs is missing
    :raises Stale: if somebody else has saved it after `version`
    """
    held = hold_draft(proposal=proposal, by=by)
    written = Written(
        route=Route(held.route),
        has_lead=held.lead is not None,
        targets=held.targets.through.objects.filter(proposal=held).count(),
        **{name: getattr(held, f"{name}_fi") for name in PROPOSAL_TEXTS if name != "resources"},
    )
    if missing := missing_for_sending(written):
        raise Invalid(fields=missing)
    take_version(held, version)
    held.state = after(ProposalState(held.state), Step.SEND)
    _answer(held, {})
    held.save()
    content = _frozen(held)
    number = held.versions.count() + 1
    digest = digest_of(content=content, by=by)
    made = ProposalVersion.objects.create(
        proposal=held, number=number, content=content, digest=digest, sent_at=timezone.now()
    )
    told = {"state": held.state, "number": number, "digest": digest}
    record("agenda.proposal_sent", target=("proposal", held.key), by=by, before={"state": "draft"}, after=told)
    return made


@transaction.atomic
def send_back_proposal(*, proposal: Proposal, answer: Mapping[str, str], version: int, by: Actor) -> Proposal:
    """Send a proposal back to be written further; its writers read the answer, by language.

    :raises NotAllowed: if the actor does not handle proposals
    :raises ProposalStepRefused: if it has not been sent
    :raises Invalid: without an answer
    :raises Stale: if somebody else has saved it after `version`
    """
    by.require(permissions.HANDLE_PROPOSALS)
    if not any(text.strip() for text in answer.values()):
        raise Invalid(fields={"answer": marked("Say what should be written further.")})
    return _take(proposal, Step.SEND_BACK, answer, version, by)


@transaction.atomic
def withdraw_proposal(*, proposal: Proposal, answer: Mapping[str, str], version: int, by: Actor) -> Proposal:
    """Withdraw a proposal before it is decided on, perhaps with a word why.

    :raises NotAllowed: if the actor does not write the proposal
    :raises ProposalStepRefused: if it has been decided on, or withdrawn already
    :raises Stale: if somebody else has saved it after `version`
    """
    return _take(proposal, Step.WITHDRAW, answer, version, by)


@transaction.atomic
def take_up_proposal(*, proposal: Proposal, version: int, by: Actor) -> Proposal:
    """Take up a withdrawn proposal again, as a draft.

    :raises NotAllowed: if the actor does not write the proposal
    :raises ProposalStepRefused: if it has not been withdrawn
    :raises Stale: if somebody else has saved it after `version`
    """
    return _take(proposal, Step.TAKE_UP, {}, version, by)


def digest_of(*, content: Mapping[str, Any], by: Actor) -> str:
    """The SHA-256 of what a version says, written down in one way only."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def _take(proposal: Proposal, step: Step, answer: Mapping[str, str], version: int, by: Actor) -> Proposal:
    held = hold_proposal(proposal=proposal, by=by)
    if not permissions.writes_proposal(held, by=by):
        raise NotAllowed
    was = ProposalState(held.state)
    state = after(was, step)
    take_version(held, version)
    held.state = state
    _answer(held, answer)
    held.save()
    said = {name: getattr(held, name) for name in texts("answer") if getattr(held, name)}
    target, before = ("proposal", held.key), {"state": was.value}
    record(_EVENTS[step], target=target, by=by, before=before, after={"state": state.value, **said})
    return held


_EVENTS = {
    Step.SEND_BACK: "agenda.proposal_sent_back",
    Step.WITHDRAW: "agenda.proposal_withdrawn",
    Step.TAKE_UP: "agenda.proposal_taken_up",
}


def _answer(proposal: Proposal, answer: Mapping[str, str]) -> None:
    for code in LANGUAGES:
        setattr(proposal, f"answer_{code}", answer.get(code, "").strip())


def _frozen(proposal: Proposal) -> dict[str, Any]:
    """What a proposal says, its links as keys. Whoever reads a version sees of these rows what they may see."""
    targets = proposal.targets.through.objects.filter(proposal=proposal)
    interfaces = proposal.interfaces.select_related("measure", "focus_area", "coordinator").order_by(
        "recorded_at", "pk"
    )
    return {
        **{name: getattr(proposal, name) for name in texts(*PROPOSAL_TEXTS)},
        "marking": proposal.marking_id,
        "route": str(proposal.route),
        "lead": proposal.lead.key if proposal.lead else "",
        "participants": list(proposal.participants.order_by("key").values_list("key", flat=True)),
        "targets": list(targets.order_by("focusarea__key").values_list("focusarea__key", flat=True)),
        "interfaces": [
            {
                "kind": "measure" if row.measure_id else "focus_area",
                "key": row.measure.key if row.measure else row.focus_area.key if row.focus_area else "",
                "how": row.how,
                "coordinator": row.coordinator.key if row.coordinator else "",
                **{name: getattr(row, name) for name in texts("note")},
            }
            for row in interfaces
        ],
    }
