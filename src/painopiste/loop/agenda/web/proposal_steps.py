"""The steps of a proposal, what its lead says, and what it has to do with other work."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from painopiste.base.errors import NotAllowed
from painopiste.base.organisations import selectors as organisations
from painopiste.base.web.pages import form_page, takes_form
from painopiste.base.web.wording import language
from painopiste.base.words import words_of
from painopiste.loop.agenda import permissions, selectors, services
from painopiste.loop.agenda.web.inbox import area_name
from painopiste.loop.agenda.web.proposal_forms import AnswerForm, LeadForm, StepForm, TouchForm
from painopiste.loop.agenda.web.proposal_writing import organisation_choices
from painopiste.loop.agenda.web.proposals import TOUCHED, proposal_crumbs
from painopiste.loop.focus_areas import selectors as focus_areas
from painopiste.loop.plans import selectors as plans
from painopiste.loop.plans.rules import How

ENDS = {word: kind for kind, word in TOUCHED.items()}


@takes_form
def send(request: HttpRequest, proposal: str) -> HttpResponse:
    """Send a draft to be decided on."""
    found = _written(request, proposal)
    intro = _("What the proposal says now is kept as a version that nobody can change. The decision is made on it.")
    return _step(
        request, found, _("Send the proposal"), StepForm, lambda given: services.send_proposal(**given), intro=intro,
        submit=_("Send"), saved=_("The proposal was sent."),
    )  # fmt: skip


@takes_form
def send_back(request: HttpRequest, proposal: str) -> HttpResponse:
    """Send a proposal back to be written further."""
    found = selectors.get_proposal(key=proposal, by=request.actor)
    if not request.actor.may(permissions.HANDLE_PROPOSALS):
        raise NotAllowed
    return _step(
        request, found, _("Send the proposal back"), AnswerForm, lambda given: services.send_back_proposal(**given)
    )


@takes_form
def withdraw(request: HttpRequest, proposal: str) -> HttpResponse:
    """Withdraw a proposal before it is decided on."""
    found = _written(request, proposal)
    return _step(
        request, found, _("Withdraw the proposal"), AnswerForm, lambda given: services.withdraw_proposal(**given)
    )


@takes_form
def take_up(request: HttpRequest, proposal: str) -> HttpResponse:
    """Take up a withdrawn proposal again."""
    found = _written(request, proposal)
    return _step(
        request, found, _("Take up the proposal again"), StepForm, lambda given: services.take_up_proposal(**given)
    )


@takes_form
def lead(request: HttpRequest, proposal: str) -> HttpResponse:
    """Say for the proposed lead whether it can lead."""
    by = request.actor
    found = selectors.get_proposal(key=proposal, by=by)
    if not permissions.may_speak_for_lead(found, by=by):
        raise NotAllowed
    said = {"can": {True: "yes", False: "no"}.get(found.can_lead, ""), "words": found.lead_words}
    return _step(
        request, found, _("Can we lead this?"), LeadForm,
        lambda given: services.say_if_can_lead(can=given.pop("can") == "yes", **given), initial=said,
    )  # fmt: skip


def _written(request: HttpRequest, proposal: str) -> Any:
    """A proposal that the actor writes.

    :raises NotAllowed: if the actor doesn't
    """
    found = selectors.get_proposal(key=proposal, by=request.actor)
    if not permissions.writes_proposal(found, by=request.actor):
        raise NotAllowed
    return found


def _step(
    request: HttpRequest,
    found: Any,
    title: str,
    form: Callable[..., Any],
    take: Callable[[dict[str, Any]], Any],
    initial: Any = None,
    **more: Any,
) -> HttpResponse:
    """A form with the version of the proposal; what is answered is in the language of the page."""
    by, name = request.actor, words_of(found, "title", language())
    page = reverse("agenda:proposal", args=[found.key])

    def save(given: dict[str, Any]) -> Any:
        if "answer" in given:
            given["answer"] = {language(): given["answer"]}
        return take({"proposal": found, "by": by, **given})

    return form_page(
        request,
        form=form(request.POST or None, initial={"version": found.version, **(initial or {})}),
        title=title,
        save=save,
        done=page,
        crumbs=proposal_crumbs((name, page), (title, "")),
        current=lambda: {"version": selectors.get_proposal(key=found.key, by=by).version},
        **{"intro": name, **more},
    )


@takes_form
def touch(request: HttpRequest, proposal: str) -> HttpResponse:
    """Confirm what a draft has to do with a measure or a focus area (`?toinen=`), or that it has nothing."""
    by = request.actor
    found = _written(request, proposal)
    if not permissions.may_change_proposal(found, by=by):
        raise NotAllowed
    asked = request.GET.get("toinen", "")[:80]
    form = TouchForm(
        request.POST or None,
        initial={"other": asked, **_recorded(found, asked, by)},
        others=_others(by),
        organisations=organisation_choices(by),
    )
    title, page = words_of(found, "title", language()), reverse("agenda:proposal", args=[proposal])

    def save(given: dict[str, Any]) -> Any:
        word, _colon, other = given["other"].partition(":")
        coordinator = given["coordinator"]
        return services.touch_proposal(
            proposal=found,
            end=plans.get_end(kind=ENDS.get(word, ""), key=other, by=by),
            how=How(given["how"]),
            coordinator=organisations.get_organisation(key=coordinator, by=by) if coordinator else None,
            note={f"note_{language()}": given["note"]},
            by=by,
        )

    return form_page(
        request,
        form=form,
        title=_("Confirm an interface"),
        intro=title,
        save=save,
        done=f"{page}#liittymat",
        crumbs=proposal_crumbs((title, page), (_("Confirm an interface"), "")),
    )


def _others(by: Any) -> list[Any]:
    measures = [
        (f"toimenpide:{row['key']}", f"{row['number']} {words_of(row, 'title', language())}")
        for row in plans.list_choices(by=by)
    ]
    areas = [(f"painopiste:{row['key']}", area_name(row)) for row in focus_areas.list_choices(by=by)]
    return [(_("Focus areas"), areas), (_("Measures"), measures)]


def _recorded(found: Any, asked: str, by: Any) -> dict[str, Any]:
    """What is recorded of the pair already."""
    for each in selectors.list_touching(proposal=found, by=by):
        if f"{TOUCHED[each.other.kind]}:{each.other.key}" == asked:
            coordinator = each.row.coordinator.key if each.row.coordinator else ""
            return {"how": each.how.value, "coordinator": coordinator, "note": getattr(each.row, f"note_{language()}")}
    return {}


@require_POST
def untouch(request: HttpRequest, proposal: str, interface: str) -> HttpResponse:
    """Take back what was recorded: the pair may be suggested again."""
    by = request.actor
    found = selectors.get_proposal(key=proposal, by=by)
    touching = selectors.get_touching(proposal=found, key=interface, by=by)
    services.untouch_proposal(proposal=found, interface=touching.row, end=touching.other, by=by)
    messages.success(request, _("Removed."))
    return redirect("agenda:proposal", proposal)
