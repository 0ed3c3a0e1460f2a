"""Giving feedback, and answering it within 14 days."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from painopiste.base.audit.selectors import list_history
from painopiste.base.errors import Invalid, Missing
from painopiste.base.markings.watching import note_personal
from painopiste.base.web.forms import add_errors
from painopiste.base.web.history import history_entries
from painopiste.base.web.pages import crumbs, form_page, takes_form
from painopiste.support.feedback import permissions, selectors, services
from painopiste.support.feedback.labels import KINDS, SHORT_KINDS, STATES
from painopiste.support.feedback.rules import Kind, State, state_on
from painopiste.support.feedback.web.forms import AnswerForm, FeedbackForm

PAGE_SIZE = 50
SHOWN = ("kind", "message", "page", "email")


@takes_form
def give(request: HttpRequest) -> HttpResponse:
    """Take feedback from anybody."""
    form = FeedbackForm(request.POST or None, initial=_known(request))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            if given["website"]:  # a program: it is thanked and forgotten
                return redirect("feedback:received")
            try:
                services.give(**{name: given[name] for name in SHOWN}, language=_language(), by=request.actor)
            except Invalid as error:
                add_errors(form, error.fields)
            else:
                return redirect("feedback:received")
    context = {"form": form, "shown": SHOWN, "crumbs": _crumbs((_("Give feedback"), ""))}
    return render(request, "feedback/give.html", context, status=status)


def _known(request: HttpRequest) -> dict[str, str]:
    """What the link here tells: the subject, and the page that the reader came from."""
    kind = request.GET.get("aihe", "")
    page = request.GET.get("sivu") or request.headers.get("referer", "")
    return {"kind": kind if kind in set(Kind) else "", "page": page[:500]}


def _language() -> str:
    return (get_language() or "fi")[:2]


@require_safe
def received(request: HttpRequest) -> HttpResponse:
    """The receipt."""
    return render(request, "feedback/received.html", {"crumbs": _crumbs((_("Give feedback"), ""))})


@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """Feedback for those who answer it: the most urgent first."""
    by, today = request.actor, timezone.localdate()
    if not by.may(permissions.HANDLE):
        raise Missing
    asked = {name: value for name in ("tila", "laji") if (value := request.GET.get(name, ""))}
    rows = selectors.list_feedback(by=by, on=today, state=asked.get("tila", ""), kind=asked.get("laji", ""))
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [{"row": row, "state": _state(row, today)} for row in page],
        "asked": {"tila": "", "laji": ""} | asked,
        "query": urlencode(asked),
        "kinds": SHORT_KINDS,
        "states": STATES,
        "crumbs": _crumbs((_("Feedback to answer"), "")),
    }
    return render(request, "feedback/list.html", context)


def _state(row: Any, today: Any) -> State:
    answered = timezone.localdate(row.answered_at) if row.answered_at else None
    return state_on(row.due_on, answered, today)


@takes_form
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """One piece of feedback, and its answer."""
    by = request.actor
    found = selectors.get_feedback(key=key, by=by)
    here = (KINDS[Kind(found.kind)], "")
    if found.email:
        note_personal(by, "feedback", key)

    def save(given: dict[str, Any]) -> Any:
        return services.answer(feedback=found, text=given["answer"], version=given["version"], by=by)

    def current() -> dict[str, Any]:
        fresh = selectors.get_feedback(key=key, by=by)
        return {"answer": fresh.answer, "version": fresh.version}

    return form_page(
        request,
        form=AnswerForm(request.POST or None, initial={"version": found.version}),
        title=SHORT_KINDS[Kind(found.kind)],
        save=save,
        done=reverse("feedback:list"),
        crumbs=_crumbs((_("Feedback to answer"), reverse("feedback:list")), here),
        saved=_("The answer has been saved."),
        submit=_("Send the answer"),
        current=current,
        template="feedback/answer.html",
        feedback=found,
        state=_state(found, timezone.localdate()),
        states=STATES,
        changes=history_entries(list_history(kind="feedback", key=key, by=by)),
    )


def _crumbs(*items: tuple[Any, str]) -> list[dict[str, Any]]:
    return crumbs((_("Home"), reverse("site:home")), *items)
