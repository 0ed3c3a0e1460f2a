"""Changing bodies and their members, and writing down decisions."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from painopiste.base.bodies import permissions, selectors, services
from painopiste.base.errors import Missing
from painopiste.base.organisations import selectors as organisations
from painopiste.base.web.pages import crumbs, form_page, takes_form
from painopiste.base.words import abbreviation_of, words_of
from painopiste.site.web.bodies.forms import BodyForm, DecisionForm, EndForm, MemberForm, NewBodyForm
from painopiste.site.web.frame import language

COLUMNS = (
    "name_fi", "name_sv", "name_en", "description_fi", "description_sv", "description_en",
    "tempo", "began", "ended", "own_marking_id",
)  # fmt: skip


@takes_form
def create(request: HttpRequest) -> HttpResponse:
    """Set up a new body."""
    by = request.actor
    by.require(permissions.CHANGE)
    known = [(row["key"], words_of(row, "name", language())) for row in selectors.list_bodies(by=by)]

    def save(given: dict[str, Any]) -> Any:
        parent = selectors.get_body(key=given["parent"], by=by) if given["parent"] else None
        return services.create(values={**given, "parent": parent}, by=by)

    title = _("New body")
    return form_page(
        request,
        form=NewBodyForm(request.POST or None, bodies=known),
        title=title,
        save=save,
        done=lambda body: reverse("bodies:body", args=[body.key]),
        crumbs=crumbs((_("Home"), reverse("site:home")), (_("Bodies"), reverse("bodies:list")), (title, "")),
    )


@takes_form
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Change a body's names, description, tempo and dates."""
    found = _body(request, key)

    def save(given: dict[str, Any]) -> Any:
        version = given.pop("version")
        return services.change(body=found, values=given, version=version, by=request.actor)

    return form_page(
        request,
        form=BodyForm(request.POST or None, initial=_initial(found)),
        save=save,
        current=lambda: _initial(selectors.get_body(key=key, by=request.actor)),
        of=("body", key),
        **_frame(found, _("Change the body")),
    )


@takes_form
def add_member(request: HttpRequest, key: str) -> HttpResponse:
    """Add a member to a body."""
    found, by = _body(request, key), request.actor

    def save(given: dict[str, Any]) -> Any:
        organisation = organisations.get_organisation(key=given["organisation"], by=by)
        return services.add_member(
            body=found, organisation=organisation, role=given["role"], since=given["since"], by=by
        )

    rows = organisations.list_choices(by=by)
    options = [
        (row["key"], f"{abbreviation_of(row, language())} – {words_of(row, 'name', language())}") for row in rows
    ]
    form = MemberForm(request.POST or None, organisations=options)
    return form_page(request, form=form, save=save, **_frame(found, _("Add a member"), "#jasenet"))


@takes_form
def end_member(request: HttpRequest, key: str, member: int) -> HttpResponse:
    """Tell until when somebody was a member."""
    found, by = _body(request, key), request.actor
    row = next((row for row in selectors.list_members(body=found, by=by) if row["id"] == member), None)
    if row is None:
        raise Missing
    name = words_of(row, "organisation_name", language())
    return form_page(
        request,
        form=EndForm(request.POST or None),
        save=lambda given: services.end_member(body=found, member_id=member, until=given["until"], by=by),
        intro=name,
        submit=_("End the membership"),
        **_frame(found, _("End a membership"), "#jasenet"),
    )


@takes_form
def record_decision(request: HttpRequest, key: str) -> HttpResponse:
    """Write down what a body decided."""
    found, by = _body(request, key), request.actor
    return form_page(
        request,
        form=DecisionForm(request.POST or None),
        save=lambda given: services.record_decision(body=found, values=given, by=by),
        **_frame(found, _("Record a decision"), "#paatokset"),
    )


def _body(request: HttpRequest, key: str) -> Any:
    found = selectors.get_body(key=key, by=request.actor)
    request.actor.require(permissions.CHANGE, body=found.pk)
    return found


def _initial(body: Any) -> dict[str, Any]:
    return {name: getattr(body, name) for name in (*COLUMNS, "version")}


def _frame(body: Any, title: str, place: str = "") -> dict[str, Any]:
    page = reverse("bodies:body", args=[body.key])
    name = words_of(body, "name", language())
    return {
        "title": title,
        "done": page + place,
        "crumbs": crumbs((_("Bodies"), reverse("bodies:list")), (name, page), (title, "")),
    }
