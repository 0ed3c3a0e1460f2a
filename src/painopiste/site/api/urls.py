"""Addresses of the API."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from painopiste.base.web.api.problems import problem
from painopiste.site.api import docs
from painopiste.site.api.main import api


def nothing_here(request: HttpRequest, rest: str) -> HttpResponse:
    """A problem document for an address that the API does not have."""
    return problem(404, "missing", _("The page or the item was not found."))


app_name = "api"
urlpatterns = [path("", docs.page, name="docs"), *api.urls[0], path("<path:rest>", nothing_here)]
