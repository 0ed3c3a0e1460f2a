"""The page of one observation, and the form that says what becomes of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from painopiste.base.audit.selectors import list_history
from painopiste.base.errors import NotAllowed
from painopiste.base.markings.watching import note_personal
from painopiste.base.web.history import history_entries
from painopiste.base.web.pages import form_page, takes_form
from painopiste.base.web.wording import language
from painopiste.base.words import words_of
from painopiste.loop.agenda import labels, permissions, selectors, services
from painopiste.loop.agenda.rules import OPEN, State, links_of
from painopiste.loop.agenda.services import Outcome
from painopiste.loop.agenda.web.forms import OutcomeForm
from painopiste.loop.agenda.web.inbox import agenda_crumbs, area_name
from painopiste.loop.focus_areas import selectors as focus_areas

PAGES = {"measure": "plans:measure", "focus_area": "focus_areas:focus_area"}


@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """What was seen, what became of it, and what is like it."""
    by, today = request.actor, timezone.localdate()
    found = selectors.get_observation(key=key, by=by)
    handles = by.may(permissions.HANDLE)
    if handles and found.writer:
        note_personal(by, "observation", key)
    lines = [_for_readers(line) for line in list_history(kind="observation", key=key, by=by)]
    title = words_of(found, "title", language())
    candidates = selectors.list_candidates_of(observation=found, by=by)
    manages = by.may(permissions.MANAGE) and found.state in OPEN
    context = {
        "candidates": candidates,
        "open_scans": selectors.list_gathering(by=by, but=candidates) if manages else [],
        "proposals": selectors.list_proposals_from(observation=found, by=by),
        "may_propose": by.may(permissions.PROPOSE) and by.account_id is not None and found.state in OPEN,
        "observation": found,
        "title": title,
        "labels": labels,
        "links": links_of(found.evidence),
        "outcome": selectors.get_outcome(observation=found, by=by),
        "duplicates": selectors.list_duplicates(observation=found, by=by),
        "like": selectors.list_like(observation=found, by=by, told_in=language()),
        "work": selectors.list_near_work(observation=found, on=today, by=by, told_in=language()),
        "page_of": lambda other: reverse(PAGES[other.kind], args=[other.key]),
        "mine": permissions.is_writer(found, by=by),
        "handles": handles,
        "may_change": permissions.may_change(found, by=by),
        "changes": history_entries(lines, labels={"state": labels.STATES, "source_kind": labels.SOURCE_KINDS}),
        "crumbs": agenda_crumbs((title, "")),
    }
    return render(request, "agenda/observation.html", context)


def _for_readers(line: Any) -> Any:
    """A line of the trail without the keys of other rows: a reader may not see these. The page tells what is seen."""
    for side in (line.content or {}).values():
        for name in ("focus_areas", "merged_into"):
            side.pop(name, None)
    return line


@takes_form
def settle(request: HttpRequest, key: str) -> HttpResponse:
    """Say what becomes of an observation: watched, part of focus areas, merged, or no further."""
    by = request.actor
    found = selectors.get_observation(key=key, by=by)
    if not by.may(permissions.HANDLE):
        raise NotAllowed
    areas = {row["key"]: row for row in focus_areas.list_choices(by=by)}
    others = selectors.list_mergeable(observation=found, by=by)
    form = OutcomeForm(
        request.POST or None,
        initial=_saved(found, by, request.GET.get("kanssa", "")[:60]),
        present=found.state,
        areas=[(each, area_name(row)) for each, row in areas.items()],
        others=[(row["key"], str(words_of(row, "title", language()))) for row in others],
    )
    title, here = words_of(found, "title", language()), reverse("agenda:observation", args=[key])

    def save(given: dict[str, Any]) -> Any:
        state = State(given["state"])
        into = selectors.get_observation(key=given["into"], by=by) if given.get("into") else None
        chosen = [focus_areas.get_focus_area(key=each, by=by) for each in given.get("focus_areas", ())]
        reason = {language(): given["reason"]} if given["reason"] else {}
        outcome = Outcome(state, reason, chosen if state is State.LINKED else (), into)
        return services.settle_observation(observation=found, outcome=outcome, version=given["version"], by=by)

    return form_page(
        request,
        form=form,
        title=_("What becomes of it"),
        intro=title,
        save=save,
        done=here,
        crumbs=agenda_crumbs((title, here), (_("What becomes of it"), "")),
        current=lambda: _saved(selectors.get_observation(key=key, by=by), by),
        of=("observation", key),
    )


def _saved(found: Any, by: Any, into: str = "") -> dict[str, Any]:
    linked = selectors.get_outcome(observation=found, by=by).focus_areas
    told: dict[str, Any] = {"version": found.version, "focus_areas": [area.key for area in linked]}
    if into:
        told |= {"into": into, "state": State.MERGED.value}
    return told
