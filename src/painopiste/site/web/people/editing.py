"""Giving and ending roles, ending memberships, taking lost second factors away."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from painopiste.base.accounts import selectors, services
from painopiste.base.errors import Missing
from painopiste.base.web.pages import crumbs, form_page, takes_form
from painopiste.base.words import words_of
from painopiste.site.labels import ROLES
from painopiste.site.signing import changes
from painopiste.site.web.frame import language
from painopiste.site.web.people.choosing import chosen, options
from painopiste.site.web.people.doors import with_fresh_proof
from painopiste.site.web.people.forms import LeftForm, ResetForm, RoleForm


@takes_form
@with_fresh_proof
def give_role(request: HttpRequest, key: str) -> HttpResponse:
    """Give somebody a role."""
    by = request.actor
    found = selectors.get_person(key=key, by=by)

    def save(given: dict[str, Any]) -> Any:
        return services.give_role(account=found, on=timezone.localdate(), by=by, **chosen(given, by), **given)

    form = RoleForm(request.POST or None, **options(by))
    return form_page(request, form=form, save=save, **_frame(found, _("Give a role"), "#roolit"))


@takes_form
@with_fresh_proof
def end_role(request: HttpRequest, key: str, grant: int) -> HttpResponse:
    """End a role."""
    by = request.actor
    found = selectors.get_person(key=key, by=by)
    row = _row(selectors.list_roles_of(account=found, by=by), grant)

    def save(given: dict[str, Any]) -> Any:
        return services.end_role(account=found, grant_id=grant, left_on=given["left_on"], by=by)

    return form_page(
        request,
        form=_left(request),
        save=save,
        intro=ROLES.get(row["role"], row["role"]),
        submit=_("End the role"),
        **_frame(found, _("End the role"), "#roolit"),
    )


@takes_form
@with_fresh_proof
def end_membership(request: HttpRequest, key: str, membership: int) -> HttpResponse:
    """Somebody stops working for an organisation."""
    by = request.actor
    found = selectors.get_person(key=key, by=by)
    row = _row(selectors.list_memberships_of(account=found, by=by), membership)

    def save(given: dict[str, Any]) -> Any:
        days = {"left_on": given["left_on"], "on": timezone.localdate()}
        return services.end_membership(account=found, membership_id=membership, by=by, **days)

    return form_page(
        request,
        form=_left(request),
        save=save,
        intro=_(
            "%(name)s. The roles held for the organisation end on the same day. "
            "Who works for no organisation any more can't log in."
        )
        % {"name": words_of(row, "organisation_name", language())},
        submit=_("End the membership"),
        **_frame(found, _("End the membership")),
    )


@takes_form
@with_fresh_proof
def reset_factors(request: HttpRequest, key: str) -> HttpResponse:
    """Take away the second factors of somebody who has lost them."""
    by = request.actor
    found = selectors.get_person(key=key, by=by)

    def save(given: dict[str, Any]) -> None:
        changes.reset_factors(account=found, reason=given["reason"], by=by)

    return form_page(
        request,
        form=ResetForm(request.POST or None),
        save=save,
        intro=_(
            "All second factors are removed and all sessions end. The person gets a message about it and enrols again. "
            "Make sure that it is really they who ask."
        ),
        submit=_("Remove the second factors"),
        **_frame(found, _("Remove the second factors")),
    )


def _left(request: HttpRequest) -> LeftForm:
    return LeftForm(request.POST or None, initial={"left_on": timezone.localdate()})


def _row(rows: list[dict[str, Any]], wanted: int) -> dict[str, Any]:
    row = next((row for row in rows if row["id"] == wanted), None)
    if row is None:
        raise Missing
    return row


def _frame(found: Any, title: str, place: str = "") -> dict[str, Any]:
    page = reverse("people:person", args=[found.key])
    above = (_("Home"), reverse("site:home")), (_("Users"), reverse("people:list")), (found.name, page)
    return {"title": title, "done": f"{page}{place}", "crumbs": crumbs(*above, (title, ""))}
