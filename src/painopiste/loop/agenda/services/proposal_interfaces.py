"""What a proposal has to do with other work: a person confirms it, while the proposal is a draft."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from painopiste.base.actors import Actor
from painopiste.base.audit.services import record
from painopiste.base.organisations.models import Organisation
from painopiste.loop.agenda.models import Proposal, ProposalInterface
from painopiste.loop.agenda.services.proposals import hold_draft
from painopiste.loop.plans.rules import How
from painopiste.loop.plans.selectors import End


@transaction.atomic
def touch_proposal(
    *, proposal: Proposal, end: End, how: How, coordinator: Organisation | None, note: Mapping[str, str], by: Actor
) -> ProposalInterface:
    """Record what a draft has to do with a measure or a focus area, also that it has nothing; said anew, it changes.

    `note` holds texts by column (`note_fi`, …); those that are left out stay.

    :raises NotAllowed: if the actor does not write the proposal
    :raises NotADraft: if it has been sent
    """
    held = hold_draft(proposal=proposal, by=by)
    at_end: dict[str, Any] = {f"{end.kind}_id": end.pk}
    values = {"how": how.value, "coordinator": coordinator, **note}
    row = ProposalInterface.objects.filter(proposal=held, **at_end).select_related("coordinator").first()
    before = _told(row, end) if row else {}
    row, _made = ProposalInterface.objects.update_or_create(proposal=held, **at_end, defaults=values)
    _record("agenda.proposal_interface_confirmed", held, row, by, before, _told(row, end))
    return row


@transaction.atomic
def untouch_proposal(*, proposal: Proposal, interface: ProposalInterface, end: End, by: Actor) -> None:
    """Take back what was recorded: the pair may be suggested again.

    :raises NotAllowed: if the actor does not write the proposal
    :raises NotADraft: if it has been sent
    """
    held = hold_draft(proposal=proposal, by=by)
    _record("agenda.proposal_interface_removed", held, interface, by, _told(interface, end), {})
    interface.delete()


def _told(row: ProposalInterface, end: End) -> dict[str, str]:
    return {
        "interface": end.key,
        "how": str(row.how),
        "coordinator": row.coordinator.key if row.coordinator else "",
        "note": row.note_fi or row.note_sv or row.note_en,
    }


def _record(
    event: str,
    proposal: Proposal,
    row: ProposalInterface,
    by: Actor,
    before: Mapping[str, str],
    after: Mapping[str, str],
) -> None:
    target = ("proposal", proposal.key)
    record(event, target=target, by=by, before=before, after=after, naming=[row.measure, row.focus_area])
