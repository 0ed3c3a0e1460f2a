"""Preparing a consultation: its texts, questions and events; opening, closing and cancelling it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from painopiste.base.actors import Actor
from painopiste.base.errors import NotAllowed
from painopiste.base.web.forms import by_language
from painopiste.base.web.pages import form_page, takes_form
from painopiste.base.web.wording import language
from painopiste.base.words import words_of
from painopiste.loop.agenda import selectors as agenda
from painopiste.loop.consultations import permissions, selectors, services
from painopiste.loop.consultations.rules import State
from painopiste.loop.consultations.web.forms import ConsultationForm, EventForm, MoveForm, QuestionForm
from painopiste.loop.consultations.web.lists import consultation_crumbs
from painopiste.loop.focus_areas import selectors as focus_areas

SUBJECTS: dict[str, Callable[..., Any]] = {
    "focus_area": focus_areas.get_focus_area,
    "observation": agenda.get_observation,
}
COLUMNS = [name for name in ConsultationForm.base_fields if name not in ("version", *SUBJECTS)]
OFFERED = 300  # observations in the choice: the newest


def to_manage(request: HttpRequest, key: str) -> Any:
    """The consultation of the address, for who holds consultations.

    :raises Missing: if the actor may not see it
    :raises NotAllowed: if the actor does not hold consultations
    """
    found = selectors.get_consultation(key=key, by=request.actor)
    if not request.actor.may(permissions.MANAGE):
        raise NotAllowed
    return found


def in_consultation(found: Any, title: Any) -> dict[str, Any]:
    """What a form in a consultation says of its place."""
    name, here = words_of(found, "title", language()), reverse("consultations:consultation", args=[found.key])
    return {"title": title, "done": here, "crumbs": consultation_crumbs((name, here), (title, ""))}


@takes_form
def prepare(request: HttpRequest) -> HttpResponse:
    """Begin a consultation as a draft."""
    if not request.actor.may(permissions.MANAGE):
        raise NotAllowed

    def save(given: dict[str, Any]) -> Any:
        values = {name: given[name] for name in COLUMNS}
        return services.prepare_consultation(values=values, **_chosen(given, request.actor), by=request.actor)

    return form_page(
        request,
        form=ConsultationForm(
            request.POST or None, initial={"own_marking_id": "members"}, **_choices(request.actor, None)
        ),
        title=_("New consultation"),
        save=save,
        done=lambda made: reverse("consultations:consultation", args=[made.key]),
        crumbs=consultation_crumbs((_("New consultation"), "")),
    )


@takes_form
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Change what is told of a consultation."""
    by, found = request.actor, to_manage(request, key)
    seen = selectors.get_subjects(consultation=found, by=by)
    hidden = {name for name in SUBJECTS if getattr(found, f"{name}_id") and seen[name] is None}

    def save(given: dict[str, Any]) -> Any:
        values, version = {name: given[name] for name in COLUMNS}, given["version"] or 0
        chosen = {name: row for name, row in _chosen(given, by).items() if row or name not in hidden}
        return services.change_consultation(consultation=found, values=values, subjects=chosen, version=version, by=by)

    def saved() -> dict[str, Any]:
        row = selectors.get_consultation(key=key, by=by)
        about = selectors.get_subjects(consultation=row, by=by)
        return {name: getattr(row, name) for name in (*COLUMNS, "version")} | {
            name: about[name].key if about[name] else "" for name in SUBJECTS
        }

    form = ConsultationForm(request.POST or None, initial=saved(), **_choices(by, seen["observation"]))
    return form_page(request, form=form, save=save, current=saved, **in_consultation(found, _("Change")))


def _choices(by: Actor, chosen: Any) -> dict[str, list[tuple[str, str]]]:
    """The focus areas and observations that the form offers, and what is chosen already."""
    areas = [(row["key"], _numbered(row)) for row in focus_areas.list_choices(by=by)]
    rows = list(agenda.list_observations(by=by)[:OFFERED])
    if chosen is not None and chosen.key not in {row.key for row in rows}:
        rows.append(chosen)
    return {"areas": areas, "observations": [(row.key, str(words_of(row, "title", language()))) for row in rows]}


def _numbered(row: dict[str, Any]) -> str:
    name = str(words_of(row, "name", language()))
    return f"{row['number']}. {name}" if row["number"] else name


def _chosen(given: dict[str, Any], by: Actor) -> dict[str, Any]:
    return {name: get(key=given[name], by=by) if given[name] else None for name, get in SUBJECTS.items()}


@takes_form
def move(request: HttpRequest, key: str) -> HttpResponse:
    """Open a consultation, close it, or cancel it."""
    by, found = request.actor, to_manage(request, key)

    def save(given: dict[str, Any]) -> Any:
        new, reason = State(given["state"]), by_language(given, "reason")
        return services.move_consultation(consultation=found, new=new, reason=reason, version=given["version"], by=by)

    return form_page(
        request,
        form=MoveForm(request.POST or None, initial={"version": found.version}, present=State(found.state)),
        save=save,
        current=lambda: {"version": selectors.get_consultation(key=key, by=by).version},
        **in_consultation(found, _("Open, close or cancel")),
    )


def _part(request: HttpRequest, key: str, kind: str, part: str, form: type[forms.Form], title: Any) -> HttpResponse:
    """The form of a question or an event, new or one that is there."""
    by, found = request.actor, to_manage(request, key)
    get = {"question": selectors.get_question, "event": selectors.get_event}[kind]
    put = {"question": services.put_question, "event": services.put_event}[kind]
    row = get(consultation=found, key=part, by=by) if part else None

    def saved() -> dict[str, Any]:
        fresh = get(consultation=selectors.get_consultation(key=key, by=by), key=part, by=by) if part else None
        return {name: getattr(fresh, name) for name in form.base_fields} if fresh else {}

    def save(given: dict[str, Any]) -> Any:
        version = given.pop("version") or 0
        return put(consultation=found, values=given, version=version, by=by, **{kind: row})

    current = saved if part else None
    place = in_consultation(found, title)
    return form_page(request, form=form(request.POST or None, initial=saved()), save=save, current=current, **place)


@takes_form
def add_question(request: HttpRequest, key: str) -> HttpResponse:
    """Add a question to a consultation."""
    return _part(request, key, "question", "", QuestionForm, _("New question"))


@takes_form
def change_question(request: HttpRequest, key: str, question: str) -> HttpResponse:
    """Change a question of a consultation."""
    return _part(request, key, "question", question, QuestionForm, _("Change the question"))


@require_POST
def remove_question(request: HttpRequest, key: str, question: str) -> HttpResponse:
    """Take a question away that nobody has answered."""
    found = to_manage(request, key)
    row = selectors.get_question(consultation=found, key=question, by=request.actor)
    services.remove_question(question=row, by=request.actor)
    messages.success(request, _("The question has been removed."))
    return redirect("consultations:consultation", key)


@takes_form
def add_event(request: HttpRequest, key: str) -> HttpResponse:
    """Add an event to a consultation."""
    return _part(request, key, "event", "", EventForm, _("New event"))


@takes_form
def change_event(request: HttpRequest, key: str, event: str) -> HttpResponse:
    """Change an event of a consultation, or cancel it."""
    return _part(request, key, "event", event, EventForm, _("Change the event"))
