"""Entering and changing organisations."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from painopiste.base.organisations import permissions, selectors, services
from painopiste.base.web.pages import crumbs, form_page, takes_form
from painopiste.base.words import ABBREVIATIONS, abbreviation_of, words_of
from painopiste.site.web.frame import language
from painopiste.site.web.organisations.forms import OrganisationForm

TEXTS = (*ABBREVIATIONS, "name_fi", "name_sv", "name_en", "kind", "website", "valid_from", "valid_to")


@takes_form
def add(request: HttpRequest) -> HttpResponse:
    """Enter a new organisation."""
    by = request.actor
    by.require(permissions.CHANGE)

    def save(given: dict[str, Any]) -> Any:
        return services.add(values=_values(given, by), aliases=given["aliases"].splitlines(), by=by)

    title = _("New organisation")
    return form_page(
        request,
        form=OrganisationForm(request.POST or None, organisations=_choices(by)),
        title=title,
        save=save,
        done=lambda made: reverse("organisations:organisation", args=[made.key]),
        crumbs=crumbs((_("Organisations"), reverse("organisations:list")), (title, "")),
    )


@takes_form
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Change an organisation."""
    by = request.actor
    found = selectors.get_organisation(key=key, by=by)
    by.require(permissions.CHANGE, organisations=(found.pk,))

    def save(given: dict[str, Any]) -> Any:
        aliases = given["aliases"].splitlines()
        return services.change(
            organisation=found, values=_values(given, by), version=given["version"] or 0, aliases=aliases, by=by
        )

    page = reverse("organisations:organisation", args=[key])
    name = words_of(found, "name", language())
    return form_page(
        request,
        form=OrganisationForm(request.POST or None, organisations=_choices(by, without=key), initial=_initial(found)),
        title=_("Change the organisation"),
        save=save,
        done=page,
        crumbs=crumbs((_("Organisations"), reverse("organisations:list")), (name, page), (_("Change"), "")),
        current=lambda: _initial(selectors.get_organisation(key=key, by=by)),
        of=("organisation", key),
    )


def _initial(organisation: Any) -> dict[str, Any]:
    return {
        **{name: getattr(organisation, name) for name in (*TEXTS, "version")},
        "parent": organisation.parent.key if organisation.parent else "",
        "successor": organisation.successor.key if organisation.successor else "",
        "aliases": "\n".join(alias.name for alias in organisation.aliases.all()),
    }


def _values(given: dict[str, Any], by: Any) -> dict[str, Any]:
    found = {given[name] for name in ("parent", "successor")} - {""}
    rows = {key: selectors.get_organisation(key=key, by=by) for key in found}
    return {
        **{name: given[name] for name in TEXTS},
        **{name: rows.get(given[name]) for name in ("parent", "successor")},
    }


def _choices(by: Any, without: str = "") -> list[tuple[str, Any]]:
    rows = selectors.list_choices(by=by)
    return [
        (row["key"], f"{abbreviation_of(row, language())} – {words_of(row, 'name', language())}")
        for row in rows
        if row["key"] != without
    ]
