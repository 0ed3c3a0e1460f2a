"""An organisation's own list of answers: read, shown, and saved only when somebody has looked at it."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from painopiste.base.errors import Invalid, Missing
from painopiste.base.uploads.receiving import received
from painopiste.base.web.forms import add_errors
from painopiste.base.web.pages import takes_form
from painopiste.base.web.tables import read_sent
from painopiste.base.web.wording import language
from painopiste.loop.commitments import labels, services
from painopiste.loop.commitments.rules import State
from painopiste.loop.commitments.services import Answer
from painopiste.loop.commitments.web.answering import mine
from painopiste.loop.commitments.web.forms import FileForm
from painopiste.loop.commitments.web.lists import commitment_crumbs, organisation_name

SALT, ONE_DAY = "commitments.import", 24 * 60 * 60
NUMBERS = ("person_months", "euros")


@takes_form
def choose(request: HttpRequest, key: str) -> HttpResponse:
    """Send a list and see what it would change, and what is wrong in it."""
    found = mine(request, key)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    preview, status = None, 200
    if request.method == "POST":
        status = 422
        try:
            if (sent := received(request, "file")) is not None:
                preview = _read(request, found, *sent)
                status = 422 if preview.errors else 200
        except Invalid as error:
            form.errors.clear()
            add_errors(form, {"file": _(error.message) % error.values if error.values else error.message})
    name = organisation_name(found)
    context = {
        "organisation": found,
        "title": _("Send a list of answers"),
        "form": form,
        "preview": preview,
        "rows": [_shown(row) for row in preview.rows] if preview else [],
        "ticket": _ticket(request, found, preview) if preview and not preview.errors and preview.changed else "",
        "columns": [str(labels.COLUMNS[column]) for column in ("number", *services.READ)],
        "crumbs": commitment_crumbs((name, reverse("commitments:answers", args=[key])), (_("Send a list"), "")),
    }
    return render(request, "commitments/import.html", context, status=status)


def _read(request: HttpRequest, found: Any, name: str, content: bytes) -> services.Preview:
    table = read_sent(name, content)
    return services.preview_sheet(
        organisation=found,
        headings=table.headings,
        rows=table.rows,
        language=language(),
        today=timezone.localdate().isoformat(),
        by=request.actor,
    )


def _shown(row: services.SheetRow) -> dict[str, Any]:
    """A row of the list as people read it: what was understood, and what is wrong with which cell."""
    cells = [(labels.COLUMNS[name], text) for name, text in row.cells.items() if name in services.READ]
    errors = [(labels.COLUMNS.get(name, name), _(error.message) % _values(error)) for name, error in row.errors.items()]
    return {
        "number": row.number,
        "commitment": row.commitment,
        "cells": cells,
        "errors": errors,
        "changes": row.changes,
    }


def _values(error: Any) -> dict[str, Any]:
    return {name: labels.STATES.get(value, value) for name, value in error.values.items()}


def _ticket(request: HttpRequest, found: Any, preview: services.Preview) -> str:
    """What was read, sealed for the one who has read it: saving needs no second file."""
    rows = {key: _plain(given) for key, given in preview.answers.items()}
    return signing.dumps([request.actor.account_id, found.key, rows], salt=SALT, compress=True)


def _plain(given: Answer) -> list[Any]:
    details = {name: str(value) if name in NUMBERS else value for name, value in given.details.items()}
    return [given.version, given.state, given.on, dict(given.reason), details]


@require_POST
def save(request: HttpRequest, key: str) -> HttpResponse:
    """Save what was shown: all of it, or nothing."""
    found = mine(request, key)
    try:
        changed = services.answer_many(organisation=found, rows=_sealed(request, found), by=request.actor)
    except (signing.BadSignature, Missing, services.RowsRefused):
        messages.error(request, _("Nothing was saved: something has changed since the list was read. Send it again."))
        return redirect("commitments:import", key)
    said = ngettext("%(count)s answer was saved.", "%(count)s answers were saved.", changed) % {"count": changed}
    messages.success(request, said if changed else _("Nothing had changed."))
    return redirect("commitments:answers", key)


def _sealed(request: HttpRequest, found: Any) -> dict[str, Answer]:
    """What this person has been shown for this organisation.

    :raises BadSignature: if it was somebody else, longer than a day ago, or something else
    """
    account, organisation, rows = signing.loads(request.POST.get("list", ""), salt=SALT, max_age=ONE_DAY)
    if (account, organisation) != (request.actor.account_id, found.key):
        raise signing.BadSignature
    return {key: _answer(*told) for key, told in rows.items()}


def _answer(version: int, state: str | None, on: str, reason: dict[str, str], details: dict[str, Any]) -> Answer:
    read = {name: Decimal(value) if name in NUMBERS else value for name, value in details.items()}
    return Answer(version, State(state) if state else None, on, reason, read)
