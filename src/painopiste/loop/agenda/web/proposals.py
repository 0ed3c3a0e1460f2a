"""Proposals: the list of them, and one with its versions, what it touches, its lead and the decision on it."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from painopiste.base.audit.selectors import list_history
from painopiste.base.web.history import history_entries
from painopiste.base.web.wording import language
from painopiste.base.words import words_of
from painopiste.loop.agenda import labels, permissions, selectors
from painopiste.loop.agenda.rules import LEAD_SPEAKS, ProposalState, Route
from painopiste.loop.agenda.web.inbox import PAGE_SIZE, agenda_crumbs
from painopiste.loop.agenda.web.observation import PAGES
from painopiste.loop.commitments import selectors as commitments
from painopiste.loop.commitments.labels import STATES as COMMITMENT_STATES
from painopiste.loop.plans.labels import HOW
from painopiste.loop.plans.rules import How

ASKED = ("tila", "eteneminen", "johto", "haku", "omat")
TOUCHED = {"measure": "toimenpide", "focus_area": "painopiste"}  # the word for each kind of end in an address
LINKS = ("targets", "observations", "candidate", "focus_areas", "decision", "interface")  # keys of other rows


def proposal_crumbs(*more: tuple[Any, str]) -> list[dict[str, Any]]:
    """The way to the proposals, and further."""
    return agenda_crumbs((_("Proposals"), reverse("agenda:proposals")), *more)


@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """The proposals that match the filters of the address."""
    by = request.actor
    asked = {name: request.GET.get(name, "")[:100] for name in ASKED}
    filters = selectors.ProposalFilters(
        state=asked["tila"] if asked["tila"] in set(ProposalState) else "",
        route=asked["eteneminen"] if asked["eteneminen"] in set(Route) else "",
        organisation=asked["johto"],
        text=asked["haku"],
        mine=asked["omat"] == "1",
    )
    page = Paginator(selectors.list_proposals(by=by, filters=filters), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "asked": asked,
        "query": urlencode({name: value for name, value in asked.items() if value}),
        "states": {state.value: label for state, label in labels.PROPOSAL_STATES.items()},
        "routes": {route.value: label for route, label in labels.ROUTES.items()},
        "leads": [(row["key"], words_of(row, "name", language())) for row in selectors.list_leads(by=by)],
        "may_write": by.may(permissions.PROPOSE) and by.account_id is not None,
        "crumbs": proposal_crumbs(),
    }
    return render(request, "agenda/proposals.html", context)


@require_safe
def page(request: HttpRequest, proposal: str) -> HttpResponse:
    """One proposal: what is proposed, how it goes on, what it touches, and what its lead says."""
    by, today = request.actor, timezone.localdate()
    found = selectors.get_proposal(key=proposal, by=by)
    touching = selectors.list_touching(proposal=found, by=by)
    may_change = permissions.may_change_proposal(found, by=by)
    known = {each.other.name for each in touching}
    near = selectors.list_near_proposal(proposal=found, on=today, by=by, without=known, told_in=language())
    title = words_of(found, "title", language())
    context = {
        "proposal": found,
        "title": title,
        "labels": labels,
        "named": selectors.get_named(proposal=found, by=by),
        "versions": selectors.list_versions(proposal=found, by=by),
        "touching": [each for each in touching if each.how is not How.NONE],
        "looked_at": [each for each in touching if each.how is How.NONE],
        "near": near,
        "how": HOW,
        "page_of": lambda other: reverse(PAGES[other.kind], args=[other.key]),
        "word_of": lambda other: f"{TOUCHED[other.kind]}:{other.key}",
        **_capacity(found, by, today),
        "may_change": may_change,
        "writes": permissions.writes_proposal(found, by=by),
        "handles": by.may(permissions.HANDLE_PROPOSALS),
        "may_speak": permissions.may_speak_for_lead(found, by=by),
        "lead_may_speak": found.state in LEAD_SPEAKS,
        "mine": by.account_id is not None and by.account_id == found.writer_id,
        "changes": _history(proposal, by),
        "crumbs": proposal_crumbs((title, "")),
    }
    return render(request, "agenda/proposal.html", context)


def _capacity(found: Any, by: Any, today: Any) -> dict[str, Any]:
    """What the proposed lead already leads and has committed itself to, as facts."""
    if found.lead is None:
        return {"leading": None, "committed": []}
    rows = commitments.list_of_organisation(organisation=found.lead, by=by, on=today)
    return {
        "leading": selectors.get_leading(organisation=found.lead, on=today, by=by),
        "committed": [row for row in rows if row.commitment.state == "decided"],
        "commitment_states": COMMITMENT_STATES,
    }


def _history(key: str, by: Any) -> Any:
    """The trail without the keys of other rows: a reader may not see these. The page tells what is seen."""
    lines = list(list_history(kind="proposal", key=key, by=by))
    for line in lines:
        for side in (line.content or {}).values():
            for name in LINKS:
                side.pop(name, None)
    names = {"state": labels.PROPOSAL_STATES, "route": labels.ROUTES, "how": HOW}
    return history_entries(lines, labels=names)


@require_safe
def version(request: HttpRequest, proposal: str, version: str) -> HttpResponse:
    """A proposal as it was sent, beside the version before it or another one (`?rinnalla=`)."""
    by = request.actor
    found = selectors.get_proposal(key=proposal, by=by)
    shown = selectors.get_version(proposal=found, key=version, by=by)
    versions = selectors.list_versions(proposal=found, by=by)
    beside = request.GET.get("rinnalla", "")
    other = next((each for each in versions if each.key == beside), None) or next(
        (each for each in versions if each.number < shown.number), None
    )
    title, page_of = words_of(found, "title", language()), reverse("agenda:proposal", args=[proposal])
    named = selectors.named_in(content=shown.content, by=by)
    before = selectors.named_in(content=other.content, by=by) if other else {}
    context = {
        "proposal": found,
        "title": title,
        "version": shown,
        "other": other,
        "versions": versions,
        "rows": _rows(shown.content, named),
        "differing": _differing(_rows(other.content, before), _rows(shown.content, named)) if other else [],
        "crumbs": proposal_crumbs((title, page_of), (_("Version %(number)s") % {"number": shown.number}, "")),
    }
    return render(request, "agenda/proposal_version.html", context)


def _rows(content: Any, named: Any) -> list[tuple[Any, Any]]:
    """What a version says, as labels and words, in the reader's language where there is one."""
    told = [(label, words_of(content, name, language())) for name, label in labels.PROPOSAL_FIELDS.items()]
    rows = {"lead": _("Proposed lead"), "participants": _("Organisations that take part"), "targets": _("Focus areas")}
    names = {name: [str(words_of(row, "name", language())) for row in named[name]] for name in rows}
    linked = [(label, ", ".join(names[name])) for name, label in rows.items()]
    return [*told, (_("Route"), labels.ROUTES[Route(content["route"])]), *linked]


def _differing(before: list[tuple[Any, Any]], after: list[tuple[Any, Any]]) -> list[tuple[Any, Any, Any]]:
    return [
        (label, old, new) for (label, old), (_label, new) in zip(before, after, strict=True) if str(old) != str(new)
    ]
