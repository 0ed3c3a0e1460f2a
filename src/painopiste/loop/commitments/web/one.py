"""The page of one commitment, and the form with which its organisation answers in full."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from painopiste.base.audit.selectors import list_history
from painopiste.base.errors import NotAllowed
from painopiste.base.web.forms import by_language
from painopiste.base.web.history import history_entries
from painopiste.base.web.pages import form_page, takes_form
from painopiste.base.web.wording import language
from painopiste.base.words import abbreviation_of, words_of
from painopiste.loop.commitments import labels, permissions, selectors, services
from painopiste.loop.commitments.rules import State
from painopiste.loop.commitments.services import Answer
from painopiste.loop.commitments.web.forms import AnswerForm
from painopiste.loop.commitments.web.lists import commitment_crumbs

NOT_DETAILS = ("version", "state", "on", "reason_fi", "reason_sv", "reason_en")


@require_safe
def commitment(request: HttpRequest, key: str) -> HttpResponse:
    """What one organisation has been asked, and what it has said."""
    by = request.actor
    found = selectors.get_commitment(key=key, by=by)
    lines = list_history(kind="commitment", key=key, by=by)
    context = {
        "commitment": found,
        "title": _title(found),
        "labels": labels,
        "may_answer": permissions.may_answer(found.organisation_id, by=by),
        "may_ask": permissions.may_ask(found.measure, by=by),
        "changes": history_entries(lines, labels={"state": labels.STATES}),
        "crumbs": commitment_crumbs((_title(found), "")),
    }
    return render(request, "commitments/commitment.html", context)


def _title(found: Any) -> str:
    organisation = abbreviation_of(found.organisation, language())
    return f"{organisation}: {found.measure.number} {words_of(found.measure, 'title', language())}"


@takes_form
def edit(request: HttpRequest, key: str) -> HttpResponse:
    """Answer for the organisation."""
    found = selectors.get_commitment(key=key, by=request.actor)
    if not permissions.may_answer(found.organisation_id, by=request.actor):
        raise NotAllowed
    today = timezone.localdate()
    initial = _saved(found) | {"on": f"{today.day}.{today.month}.{today.year}"}
    form = AnswerForm(request.POST or None, initial=initial, present=found.state)
    page = reverse("commitments:commitment", args=[key])

    def save(values: dict[str, Any]) -> Any:
        details = {name: value for name, value in values.items() if name not in NOT_DETAILS}
        state, reason = State(values["state"]), by_language(values, "reason")
        given = Answer(values["version"], state, values["on"], reason, details)
        return services.answer(commitment=found, given=given, by=request.actor)

    return form_page(
        request,
        form=form,
        title=_("Answer for the organisation"),
        intro=_title(found),
        save=save,
        done=page,
        crumbs=commitment_crumbs((_title(found), page), (_("Answer for the organisation"), "")),
        current=lambda: _saved(selectors.get_commitment(key=key, by=request.actor)),
        of=("commitment", key),
    )


def _saved(found: Any) -> dict[str, Any]:
    return {name: getattr(found, name) for name in AnswerForm.base_fields if hasattr(found, name)}
