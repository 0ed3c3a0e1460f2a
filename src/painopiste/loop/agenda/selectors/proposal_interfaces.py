"""What a proposal has to do with other work: what people have confirmed, and what is near by its texts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from painopiste.analysis.nearness import Item
from painopiste.base.actors import Actor
from painopiste.base.errors import Missing
from painopiste.base.words import LANGUAGES
from painopiste.loop.agenda import permissions
from painopiste.loop.agenda.models import Proposal, ProposalInterface
from painopiste.loop.plans import selectors as plans
from painopiste.loop.plans.rules import How

SHOWN = 5
COMPARED = ("phenomenon", "why_now", "aims")  # beside the title
HERE = "proposal"  # the key of what is compared with work


@dataclass(frozen=True, slots=True)
class Touching:
    """What was recorded, and the other end, which the actor may see."""

    row: ProposalInterface
    how: How
    other: plans.End


def list_touching(*, proposal: Proposal, by: Actor) -> list[Touching]:
    """What a visible proposal has to do with visible work, in the order of its recording. One query."""
    found = permissions.visible_proposal_interfaces(by).filter(proposal=proposal)
    rows = found.select_related("measure__focus_area", "focus_area", "coordinator").order_by("recorded_at", "pk")
    return [Touching(row, How(row.how), _end(row, by)) for row in rows]


def get_touching(*, proposal: Proposal, key: str, by: Actor) -> Touching:
    """One of them.

    :raises Missing: if there is none with this key, or the actor may not see its other end
    """
    found = next((each for each in list_touching(proposal=proposal, by=by) if each.row.key == key), None)
    if found is None:
        raise Missing
    return found


def _end(row: ProposalInterface, by: Actor) -> plans.End:
    other: Any = row.measure or row.focus_area
    return plans.end_of(row=other, by=by)


def list_near_proposal(
    *,
    proposal: Proposal,
    on: date,
    by: Actor,
    without: Collection[tuple[str, int]] = (),
    told_in: str | None = None,
) -> list[plans.Suggestion]:
    """At most five visible focus areas and measures near a proposal, the nearest first; `without` names ends.

    Four queries.
    """
    title: Mapping[str, str] = {code: getattr(proposal, f"title_{code}") for code in LANGUAGES}
    text: Mapping[str, str] = {
        code: " ".join(getattr(proposal, f"{name}_{code}") for name in COMPARED) for code in LANGUAGES
    }
    here = Item(HERE, title, text)
    near = plans.list_near_text(item=here, on=on, by=by, told_in=told_in)
    return [each for each in near if each.other.name not in set(without)][:SHOWN]
