"""The page of one consultation."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from painopiste.base.audit.selectors import list_history
from painopiste.base.markings.watching import note_personal
from painopiste.base.web.history import history_entries
from painopiste.base.web.wording import language
from painopiste.base.words import words_of
from painopiste.loop.agenda.rules import links_of
from painopiste.loop.consultations import labels, permissions, selectors
from painopiste.loop.consultations.rules import NEXT_STATES, Qualifier, Standing, State, standing
from painopiste.loop.consultations.web.lists import consultation_crumbs


@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """What is asked and why, its events, who is asked, and what came of it."""
    by = request.actor
    found = selectors.get_consultation(key=key, by=by)
    manages = by.may(permissions.MANAGE)
    came = selectors.get_synthesis(consultation=found, by=by)
    asked = [*came.answered, *came.silent] if manages else []
    if any(row.email for row in asked):
        note_personal(by, "consultation", key)
    title = words_of(found, "title", language())
    lines = list_history(kind="consultation", key=key, by=by) if manages else []
    context = {
        "consultation": found,
        "title": title,
        "labels": labels,
        "links": links_of(found.links),
        "subjects": selectors.get_subjects(consultation=found, by=by),
        "asked": [(row, standing_of(row)) for row in asked],
        "came": came,
        "told_participants": told_number(found),
        "manages": manages,
        "may_move": bool(NEXT_STATES[State(found.state)]),
        "may_invite": State(found.state) in (State.DRAFT, State.OPEN),
        "changes": history_entries(lines, labels={"state": labels.STATES}),
        "crumbs": consultation_crumbs((title, "")),
    }
    return render(request, "consultations/consultation.html", context)


def standing_of(row: Any) -> Standing:
    """How far one that is asked has come."""
    return standing(
        sent=row.sent_at is not None,
        revoked=row.revoked_at is not None,
        draft=row.saved_at is not None,
        answered=row.answered_at is not None,
    )


def told_number(consultation: Any) -> str:
    """How many took part by the source, in words; nothing if it does not tell."""
    if consultation.told_participants is None:
        return ""
    words = labels.QUALIFIERS[Qualifier(consultation.told_participants_qualifier)]
    return str(words) % {"num": consultation.told_participants}


def name_of(row: Any, *, manages: bool) -> str:
    """What one that is asked is called: an organisation by its name. A person is named to who holds consultations."""
    if row.organisation:
        return str(words_of(row.organisation, "name", language()))
    return row.name if manages and row.name else _("A stakeholder")
