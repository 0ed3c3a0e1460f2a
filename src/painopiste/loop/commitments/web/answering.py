"""All that is asked of an organisation on one page, to be answered there: many rows at once, or one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from painopiste.base.errors import DomainError, NotAllowed, Stale
from painopiste.base.organisations import selectors as organisations
from painopiste.base.web.downloads import download_links
from painopiste.base.web.forms import PlainForm
from painopiste.base.web.pages import takes_form
from painopiste.base.web.wording import language
from painopiste.loop.commitments import labels, permissions, selectors, services
from painopiste.loop.commitments.rules import State
from painopiste.loop.commitments.services import Answer
from painopiste.loop.commitments.web.forms import RowForm, Rows
from painopiste.loop.commitments.web.lists import commitment_crumbs, organisation_name

DETAILS = ("reference", "person_months", "euros", "years")


def mine(request: HttpRequest, key: str) -> Any:
    """The organisation, if the actor answers for it."""
    found = organisations.get_organisation(key=key, by=request.actor)
    if not permissions.may_answer(found.pk, by=request.actor):
        raise NotAllowed
    return found


@takes_form
def answers(request: HttpRequest, key: str) -> HttpResponse:
    """Answer for an organisation: all rows that were changed are saved, or none."""
    found = mine(request, key)
    rows = selectors.list_of_organisation(organisation=found, by=request.actor, on=timezone.localdate())
    forms = Rows(_form(row, request.POST or None) for row in rows)
    whole, status = PlainForm(request.POST or None), 200
    if request.method == "POST":
        if not forms.total_error_count():  # looks at every row
            try:
                return _save(request, found, rows, forms)
            except services.RowsRefused as error:
                _show(error, found, rows, forms, request)
        status = 422
        whole.add_error(None, _("Nothing was saved. Correct the marked rows."))
    name = organisation_name(found)
    context = {
        "organisation": found,
        "title": _("What is asked of the organisation"),
        "name": name,
        "pairs": list(zip(rows, forms, strict=True)),
        "waiting": sum(row.waits for row in rows),
        "forms": forms,
        "form": whole,
        "labels": labels,
        "exports": download_links("commitments:export", f"organisaatio={found.key}"),
        "crumbs": commitment_crumbs((name, "")),
    }
    return render(request, "commitments/answers.html", context, status=status)


def _form(row: selectors.Row, given: Any) -> RowForm:
    found, today = row.commitment, timezone.localdate()
    initial = {name: getattr(found, name) for name in ("state", "version", *DETAILS)}
    initial["on"] = f"{today.day}.{today.month}.{today.year}"
    return RowForm(given, initial=initial, prefix=found.key, number=found.measure.number, present=found.state)


def _save(request: HttpRequest, found: Any, rows: Any, forms: Rows) -> HttpResponse:
    given = {row.commitment.key: _answer(form.cleaned_data) for row, form in zip(rows, forms, strict=True)}
    changed = services.answer_many(organisation=found, rows=given, by=request.actor)
    said = ngettext("%(count)s answer was saved.", "%(count)s answers were saved.", changed) % {"count": changed}
    messages.success(request, said if changed else _("Nothing had changed."))
    return redirect("commitments:answers", found.key)


def _answer(cleaned: dict[str, Any]) -> Answer:
    """A reason is written in the language of the page."""
    reason = {language(): cleaned["reason"]} if cleaned["reason"] else {}
    details = {name: cleaned[name] for name in DETAILS}
    return Answer(cleaned["version"], State(cleaned["state"]), cleaned["on"], reason, details)


def _show(error: services.RowsRefused, found: Any, rows: Any, forms: Rows, request: HttpRequest) -> None:
    """Put each refusal beside its field. A row that somebody else saved shows theirs and can then be saved."""
    fresh = selectors.list_of_organisation(organisation=found, by=request.actor, on=timezone.localdate())
    now = {row.commitment.key: row.commitment for row in fresh}
    for row, form in zip(rows, forms, strict=True):
        for name, refusal in error.rows.get(row.commitment.key, {}).items():
            if isinstance(refusal, Stale):
                form.data = form.data.copy()
                form.data[form.add_prefix("version")] = str(now[row.commitment.key].version)
            form.add_error(name if name in form.fields else "state", _message(refusal, now[row.commitment.key]))


def _message(error: DomainError, saved: Any) -> str:
    if isinstance(error, Stale):
        told = [str(labels.STATES[State(saved.state)]), saved.reference]
        told += [f"{value} {unit}" for value, unit in ((saved.person_months, _("pm")), (saved.euros, "€")) if value]
        values = {"saved": ", ".join(each for each in told if each)}
        return _("Somebody else has saved this row: %(saved)s. If you save again, yours replaces it.") % values
    values = {name: labels.STATES.get(value, value) for name, value in error.values.items()}  # type: ignore[call-overload]
    return _(error.message) % values if values else _(error.message)
