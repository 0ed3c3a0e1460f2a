"""What an agenda item or a written procedure can be about: rows that a decision sets going (site/reactions.py)."""

from typing import Any

from django.utils.translation import gettext as _

from painopiste.base.actors import Actor
from painopiste.base.markings.stored import reads
from painopiste.base.words import Words, words_of
from painopiste.loop.agenda import selectors as agenda
from painopiste.loop.agenda.labels import PROPOSAL_FIELDS, ROUTES
from painopiste.loop.agenda.rules import ProposalState
from painopiste.loop.focus_areas import selectors as focus_areas
from painopiste.loop.plans import selectors as plans
from painopiste.loop.plans.labels import LEVELS
from painopiste.site.web.frame import language


def subject_choices(by: Actor) -> list[tuple[str, Any]]:
    """The visible rows that can be decided on, as `kind:key` and what they are called."""
    areas = [
        (f"focus_area:{row['key']}", f"{_('Focus area')}: {words_of(row, 'name', language())}")
        for row in focus_areas.list_choices(by=by)
    ]
    drafts = [
        (
            f"plan:{plan.key}",
            f"{_('Plan')}: {words_of(plan.focus_area, 'name', language())}, {_('version')} {plan.number}",
        )
        for plan in plans.list_drafts(by=by)
    ]
    sent = agenda.list_proposals(by=by, filters=agenda.ProposalFilters(state=ProposalState.SENT))
    proposals = [(f"proposal:{row.key}", f"{_('Proposal')}: {words_of(row, 'title', language())}") for row in sent]
    return [*areas, *drafts, *proposals]


def split(about: str) -> dict[str, str]:
    """`kind:key` as the two columns that keep it."""
    kind, _colon, key = about.partition(":")
    return {"about_kind": kind, "about_key": key}


def joined(row: Any) -> str:
    """The two columns as one value of the form."""
    return f"{row.about_kind}:{row.about_key}" if row.about_kind else ""


def as_decided(decision: Any, *, by: Actor) -> list[tuple[Any, Words | str]]:
    """What was decided on, as it was that day: labels and texts. Empty where the reader may not read it."""
    frozen = decision.frozen
    if not frozen or not reads(by, frozen["marking"]):
        return []
    version = (_("version"), str(frozen["version"]))
    if decision.about_kind == "plan":
        chain = [(LEVELS.get(row["level"], row["level"]), words_of(row, "text", language())) for row in frozen["chain"]]
        return [(_("Plan"), f"{frozen['focus_area']}, {_('version')} {frozen['number']}"), version, *chain]
    if decision.about_kind == "proposal":
        told = [(label, words_of(frozen, name, language())) for name, label in PROPOSAL_FIELDS.items()]
        return [*((label, text) for label, text in told if text), (_("Route"), ROUTES[frozen["route"]]), version]
    return _focus_area(frozen, version)


def _focus_area(frozen: Any, version: tuple[Any, str]) -> list[tuple[Any, Words | str]]:
    told = {"name": _("Name"), "phenomenon": _("The phenomenon"), "aims": _("Aims")}
    texts = [(label, words_of(frozen, name, language())) for name, label in told.items()]
    return [*((label, text) for label, text in texts if text), version]


def seen_before(decision: Any, *, by: Actor) -> bool:
    """Whether the decision follows another of the same body that the reader may read."""
    return decision.follows is not None and reads(by, str(decision.follows.marking_id))
