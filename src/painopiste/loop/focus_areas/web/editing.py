"""Forms with which a focus area is changed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from painopiste.base.bodies import selectors as bodies
from painopiste.base.dates import EndBeforeBeginning
from painopiste.base.errors import NotAllowed
from painopiste.base.organisations import selectors as organisations_
from painopiste.base.web.forms import by_language
from painopiste.base.web.pages import crumbs, form_page, takes_form
from painopiste.base.words import abbreviation_of, words_of
from painopiste.loop.focus_areas import labels, permissions, selectors, services
from painopiste.loop.focus_areas.rules import NEXT_STATES, State
from painopiste.loop.focus_areas.web.forms import (
    DecideForm,
    EndForm,
    GroupForm,
    OrganisationForm,
    ProposeForm,
    RenameForm,
    TextsForm,
)
from painopiste.loop.focus_areas.web.views import title_of


def _page(found: Any) -> str:
    return reverse("focus_areas:focus_area", args=[found.key])


def _crumbs(found: Any, label: Any) -> list[dict[str, Any]]:
    home = (_("Home"), reverse("site:home"))
    return crumbs(home, (_("Focus areas"), reverse("focus_areas:list")), (title_of(found), _page(found)), (label, ""))


def _changeable(request: HttpRequest, key: str) -> Any:
    found = selectors.get_focus_area(key=key, by=request.actor)
    if not permissions.may_change(found, by=request.actor):
        raise NotAllowed
    return found


def _initial(found: Any, form: type) -> dict[str, Any]:
    return {name: getattr(found, name) for name in form.base_fields if hasattr(found, name)}  # type: ignore[attr-defined]


@takes_form
def propose(request: HttpRequest) -> HttpResponse:
    """Enter a new focus area."""
    request.actor.require(permissions.CHANGE)

    def save(values: dict[str, Any]) -> Any:
        on = values.pop("on")
        return services.propose(values=values, on=on, by=request.actor)

    trail = crumbs(
        (_("Home"), reverse("site:home")), (_("Focus areas"), reverse("focus_areas:list")), (_("New focus area"), "")
    )
    return form_page(
        request, form=ProposeForm(request.POST or None), title=_("New focus area"), save=save, done=_page, crumbs=trail
    )


@takes_form
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Change what a focus area is about."""
    found = _changeable(request, key)
    form = TextsForm(request.POST or None, initial=_initial(found, TextsForm))
    if not request.actor.may("internal.read"):
        del form.fields["internal_note"]

    def save(values: dict[str, Any]) -> Any:
        version = values.pop("version")
        return services.change(focus_area=found, values=values, version=version, by=request.actor)

    def current() -> dict[str, Any]:
        return _initial(selectors.get_focus_area(key=key, by=request.actor), TextsForm)

    title = _("Edit the focus area")
    return form_page(
        request,
        form=form,
        title=title,
        save=save,
        done=_page,
        crumbs=_crumbs(found, title),
        current=current,
        of=("focus_area", key),
    )


@takes_form
def rename(request: HttpRequest, key: str) -> HttpResponse:
    """Give a focus area a new name; the old one is kept with its time."""
    found = _changeable(request, key)
    form = RenameForm(request.POST or None, initial=_initial(found, RenameForm))

    def save(values: dict[str, Any]) -> Any:
        names = {f"name_{code}": values[f"name_{code}"] for code in ("fi", "sv", "en")}
        return services.rename(
            focus_area=found, names=names, on=values["on"], version=values["version"], by=request.actor
        )

    def current() -> dict[str, Any]:
        return _initial(selectors.get_focus_area(key=key, by=request.actor), RenameForm)

    title = _("Rename the focus area")
    return form_page(
        request,
        form=form,
        title=title,
        save=save,
        done=_page,
        crumbs=_crumbs(found, title),
        current=current,
        of=("focus_area", key),
    )


@takes_form
def give_group(request: HttpRequest, key: str) -> HttpResponse:
    """Choose the body that works on the focus area."""
    by = request.actor
    found = selectors.get_focus_area(key=key, by=by)
    by.require(permissions.DECIDE)
    known = [(row["key"], words_of(row, "name", get_language() or "fi")) for row in bodies.list_bodies(by=by)]

    def saved() -> dict[str, Any]:
        now = selectors.get_focus_area(key=key, by=by)
        return {"version": now.version, "group": now.group.key if now.group else ""}

    def save(values: dict[str, Any]) -> Any:
        group = bodies.get_body(key=values["group"], by=by) if values["group"] else None
        return services.give_group(focus_area=found, group=group, version=values["version"], by=by)

    return form_page(
        request,
        form=GroupForm(request.POST or None, initial=saved(), bodies=known),
        title=_("The group of the focus area"),
        save=save,
        done=_page,
        crumbs=_crumbs(found, _("The group of the focus area")),
        current=saved,
        of=("focus_area", key),
    )


@takes_form
def decide(request: HttpRequest, key: str) -> HttpResponse:
    """Record a decision on the focus area: its new state, when, and why."""
    found = selectors.get_focus_area(key=key, by=request.actor)
    request.actor.require(permissions.DECIDE)
    states = [(state.value, labels.STATES[state]) for state in State if state in NEXT_STATES[State(found.state)]]
    known = [
        (row["key"], words_of(row, "title", get_language() or "fi")) for row in bodies.list_decisions(by=request.actor)
    ]
    form = DecideForm(request.POST or None, states=states, decisions=known)

    def save(values: dict[str, Any]) -> Any:
        decision = bodies.get_decision(key=values["decision"], by=request.actor) if values["decision"] else None
        return services.decide(
            focus_area=found,
            new_state=State(values["new_state"]),
            on=values["on"],
            decision=decision,
            reference=values["reference"],
            reason=by_language(values, "reason"),
            destination=by_language(values, "destination"),
            by=request.actor,
        )

    title = _("Record a decision")
    return form_page(request, form=form, title=title, save=save, done=_page(found), crumbs=_crumbs(found, title))


@takes_form
def organisations(request: HttpRequest, key: str) -> HttpResponse:
    """Add an organisation, or end the part of one."""
    found = _changeable(request, key)
    language = (get_language() or "fi")[:2]
    known = [
        (row["key"], f"{abbreviation_of(row, language)} – {words_of(row, 'name', language)}")
        for row in organisations_.list_choices(by=request.actor)
    ]
    form = OrganisationForm(request.POST or None, organisations=known)

    def save(values: dict[str, Any]) -> Any:
        organisation = organisations_.get_organisation(key=values["organisation"], by=request.actor)
        part = by_language(values, "part")
        return services.add_organisation(
            focus_area=found,
            organisation=organisation,
            role=values["role"],
            since=values["since"],
            part=part,
            by=request.actor,
        )

    title = _("Organisations of the focus area")
    links = list(selectors.get_focus_area_page(key=key, by=request.actor).organisations.all())
    return form_page(
        request,
        form=form,
        title=title,
        save=save,
        done=reverse("focus_areas:organisations", args=[key]),
        crumbs=_crumbs(found, title),
        submit=_("Add"),
        template="focus_areas/organisations.html",
        links=links,
        roles=labels.ROLES,
        focus_area=found,
        end_form=EndForm(auto_id=False),
    )


@require_POST
def end_organisation(request: HttpRequest, key: str, link: int) -> HttpResponse:
    """End the part of one organisation on a day."""
    found = _changeable(request, key)
    form = EndForm(request.POST)
    try:
        if form.is_valid():
            until = form.cleaned_data["until"]
            services.end_organisation(focus_area=found, link_id=link, until=until, by=request.actor)
        else:
            messages.error(request, form.errors["until"][0])
    except EndBeforeBeginning as error:
        messages.error(request, _(error.message))
    return redirect("focus_areas:organisations", key)
