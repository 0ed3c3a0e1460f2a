"""Asking the organisations of a measure."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from painopiste.base.errors import NotAllowed
from painopiste.base.organisations import selectors as organisations
from painopiste.base.web.pages import form_page, takes_form
from painopiste.base.web.wording import language
from painopiste.base.words import words_of
from painopiste.loop.commitments import labels, permissions, selectors, services
from painopiste.loop.commitments.rules import State
from painopiste.loop.commitments.web.forms import AskForm
from painopiste.loop.commitments.web.lists import commitment_crumbs, organisation_name
from painopiste.loop.plans import selectors as plans


@takes_form
def ask(request: HttpRequest, key: str) -> HttpResponse:
    """Ask organisations of a measure whether they commit to it."""
    by, today = request.actor, timezone.localdate()
    measure = plans.get_measure(key=key, by=by)
    if not permissions.may_ask(measure, by=by):
        raise NotAllowed
    rows = selectors.list_askable(measure=measure, by=by, on=today)
    initial = {"organisations": [row["key"] for row in rows if not row["state"]], "own_marking_id": measure.marking_id}
    initial["on"] = f"{today.day}.{today.month}.{today.year}"
    form = AskForm(request.POST or None, initial=initial, organisations=[(row["key"], _named(row)) for row in rows])
    title, page = f"{measure.number} {words_of(measure, 'title', language())}", _page(key)

    def save(values: dict[str, Any]) -> Any:
        asked = [organisations.get_organisation(key=each, by=by) for each in values["organisations"]]
        marking = values["own_marking_id"]
        return services.ask(measure=measure, organisations=asked, on=values["on"], marking=marking, by=by)

    return form_page(
        request,
        form=form,
        title=_("Ask for commitments"),
        intro=title,
        save=save,
        done=page,
        saved=_("The organisations have been asked."),
        submit=_("Ask"),
        crumbs=commitment_crumbs((title, page), (_("Ask for commitments"), "")),
        template="commitments/ask.html",
        nobody=not rows,
    )


def _page(key: str) -> str:
    return reverse("commitments:measure_chain", args=[key])


def _named(row: dict[str, Any]) -> str:
    name = organisation_name(row)
    return f"{name} ({str(labels.STATES[State(row['state'])]).lower()})" if row["state"] else name
