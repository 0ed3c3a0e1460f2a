"""What the service is, its open data, and its accessibility statement."""

from importlib.metadata import version

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from painopiste.base.programmes.selectors import get_programme, list_figures, list_findings
from painopiste.base.web.pages import crumbs

CODE = "https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12"
DATA_LICENCE = {
    "fi": "https://creativecommons.org/licenses/by/4.0/deed.fi",
    "sv": "https://creativecommons.org/licenses/by/4.0/deed.sv",
    "en": "https://creativecommons.org/licenses/by/4.0/deed.en",
}
STATEMENT_ON = "2026-11-24"  # the day that the accessibility statement was last looked through


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What this is, whose programme it shows, and under what licences."""
    by = request.actor
    context = {
        "programme": get_programme(),
        "version": version("painopiste"),
        "figures": list_figures(by=by),
        "findings": list_findings(by=by),
        "licence_url": DATA_LICENCE,
        "code_licence_url": CODE,
        "crumbs": _crumbs(_("About the service")),
    }
    return render(request, "site/about.html", context)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement that the Act on the Provision of Digital Services (306/2019) asks for."""
    context = {"statement_on": STATEMENT_ON, "crumbs": _crumbs(_("Accessibility statement"))}
    return render(request, "site/accessibility.html", context)


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """How to get everything that is public as data."""
    return render(
        request,
        "site/open_data.html",
        {
            "lists": list(_lists()),
            "api_url": "/api/v1/",
            "licence_url": DATA_LICENCE,
            "crumbs": _crumbs(_("Open data and API")),
        },
    )


def _lists() -> object:
    """The lists that can be had as files."""
    names = (
        ("focus_areas:export", _("Focus areas")),
        ("plans:export", _("Measures")),
        ("organisations:export", _("Organisations")),
        ("bodies:export", _("Bodies")),
        ("programmes:export", _("Timeline")),
    )
    for name, label in names:
        try:
            yield {
                "label": label,
                "files": [
                    (form.upper(), reverse(name, kwargs={"form": form})) for form in ("csv", "xlsx", "ods", "json")
                ],
            }
        except NoReverseMatch:  # a part that this installation does not have
            continue


def _crumbs(label: str) -> list[dict]:
    return crumbs((_("Home"), reverse("site:home")), (label, ""))
