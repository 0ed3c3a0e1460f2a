"""The answer of one focus area: as readers see it, and the form with which it is written."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from painopiste.base.audit.selectors import list_history
from painopiste.base.errors import Conflict, NotAllowed, Stale
from painopiste.base.web.history import history_entries
from painopiste.base.web.merging import reopened
from painopiste.base.web.pages import form_page, takes_form
from painopiste.base.words import words_of
from painopiste.loop.focus_areas import selectors as focus_areas
from painopiste.loop.focus_areas.labels import STATES as FOCUS_AREA_STATES
from painopiste.loop.plans.labels import BLOCKED_BY
from painopiste.loop.plans.labels import STATES as MEASURE_STATES
from painopiste.loop.progress import labels, permissions, selectors, services
from painopiste.loop.progress.rules import RoundNotOpen, RoundState, state_on
from painopiste.loop.progress.web.forms import NARRATIVE_FIELDS, AnswerForm
from painopiste.loop.progress.web.rounds import language, round_crumbs


@require_safe
def answer(request: HttpRequest, key: str, area: str) -> HttpResponse:
    """An answer as its readers see it, beside that of the round before."""
    by, today = request.actor, timezone.localdate()
    found, focus_area = find(request, key, area)
    page = selectors.get_answer(round_=found, focus_area=focus_area, by=by, on=today)
    context: dict[str, Any] = {
        "round": found,
        "focus_area": focus_area,
        "name": words_of(focus_area, "name", language()),
        "page": page,
        "rows": selectors.list_measures_of(round_=found, focus_area=focus_area, by=by),
        "labels": labels,
        "states": FOCUS_AREA_STATES,
        "measure_states": MEASURE_STATES,
        "blocked_by": BLOCKED_BY,
        "may_write": is_open(found) and _pen(request, focus_area, page.answer).draft,
        "changes": _history(request, focus_area, f"{key}/{area}"),
        "crumbs": round_crumbs(found, (words_of(focus_area, "name", language()), "")),
    }
    return render(request, "progress/answer.html", context)


def _history(request: HttpRequest, focus_area: Any, key: str) -> list[dict[str, Any]]:
    """Who changed what: only for those who write the answer, because it holds what the drafts said."""
    if not permissions.pen_for(focus_area.group_id, by=request.actor).draft:
        return []
    return history_entries(list_history(kind="progress_answer", key=key, by=request.actor))


def find(request: HttpRequest, key: str, area: str) -> tuple[Any, Any]:
    """The round and the focus area, if the actor may see both."""
    by = request.actor
    return selectors.get_round(key=key, by=by), focus_areas.get_focus_area(key=area, by=by)


def is_open(found: Any) -> bool:
    """Whether the round takes answers in today."""
    today = timezone.localdate()
    return state_on(found.opens_on, found.closes_on, today, closed=found.closed) is RoundState.OPEN


def _pen(request: HttpRequest, focus_area: Any, saved: Any) -> permissions.Pen:
    pen = permissions.pen_for(focus_area.group_id, by=request.actor)
    submitted = saved is not None and saved.submitted_at is not None
    return permissions.Pen(pen.submit if submitted else pen.draft, pen.submit)


@takes_form
def edit_answer(request: HttpRequest, key: str, area: str) -> HttpResponse:
    """Write the answer: as a draft as often as one likes, then submitted."""
    found, focus_area = find(request, key, area)
    page = _to_write(request, found, focus_area)
    pen = _pen(request, focus_area, page.answer)
    if not pen.draft:
        raise NotAllowed
    if not is_open(found):
        raise RoundNotOpen
    submit = request.POST.get("do") == "submit"
    form = AnswerForm(request.POST or None, initial=_saved(page.answer) | _suggested(page.answer, focus_area))
    _remind(form, page.before)
    answer_url = reverse("progress:answer", args=[key, area])
    title = _("Answer for the focus area")
    return form_page(
        request,
        form=form,
        title=title,
        save=lambda values: _save(request, found, focus_area, values, submit=submit),
        done=answer_url if submit else reverse("progress:edit_answer", args=[key, area]),
        saved=_("The answer has been submitted.")
        if submit
        else _("The draft has been saved. Others don't see it yet."),
        crumbs=round_crumbs(found, (title, "")),
        current=lambda: _saved(_to_write(request, found, focus_area).answer),
        of=("progress_answer", f"{key}/{area}"),
        template="progress/edit_answer.html",
        round=found,
        focus_area=focus_area,
        page=page,
        pen=pen,
        submitted=page.answer is not None and page.answer.submitted_at is not None,
        narratives=labels.NARRATIVES,
        narrative_fields=NARRATIVE_FIELDS,
    )


def _to_write(request: HttpRequest, found: Any, focus_area: Any) -> selectors.AnswerPage:
    return selectors.get_answer_to_write(round_=found, focus_area=focus_area, by=request.actor, on=timezone.localdate())


def _saved(row: Any) -> dict[str, Any]:
    if row is None:
        return {"version": 0}
    return {name: getattr(row, name) for name in AnswerForm.base_fields}


def _suggested(row: Any, focus_area: Any) -> dict[str, Any]:
    """A new answer begins with the state that the focus area has."""
    return {"state": focus_area.state} if row is None else {}


def _remind(form: AnswerForm, before: Any) -> None:
    """Tell beside each choice what was chosen in the round before."""
    tables = {"activity": labels.ACTIVITIES, "state": FOCUS_AREA_STATES, "forecast": labels.FORECASTS}
    for name, names in tables.items():
        if before is not None and getattr(before, name):
            chosen = names.get(getattr(before, name), "")
            form.fields[name].help_text = escape(_("In the previous round: %(value)s") % {"value": chosen})


def _save(request: HttpRequest, found: Any, focus_area: Any, values: dict[str, Any], *, submit: bool) -> Any:
    version = values.pop("version")
    return services.save_answer(
        round_=found, focus_area=focus_area, values=values, version=version, submit=submit, by=request.actor
    )


@require_POST
def autosave(request: HttpRequest, key: str, area: str) -> HttpResponse:
    """Save the draft while it is being written; says in one line how that went."""
    found, focus_area = find(request, key, area)
    if not permissions.pen_for(focus_area.group_id, by=request.actor).draft:
        raise NotAllowed
    form = AnswerForm(request.POST)
    context: dict[str, Any] = {"now": timezone.localtime(), "problem": "", "saved": None}
    if not form.is_valid():
        context["problem"] = _("The draft could not be saved yet: something in the form needs to be corrected.")
    else:
        try:
            context["opened"] = reopened(form)
            context["saved"] = _save(request, found, focus_area, dict(form.cleaned_data), submit=False)
        except Stale:
            context["problem"] = _("Somebody else has saved this draft. Save yours to see both versions.")
        except Conflict as error:
            context["problem"] = _(error.message)
    return render(request, "progress/autosaved.html", context, status=422 if context["problem"] else 200)
