"""Addresses of the API."""

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from painopiste.base.web.api.problems import problem
from painopiste.site.api import docs
from painopiste.site.api.door import through_the_door
from painopiste.site.api.main import api


@csrf_exempt
def nothing_here(request: HttpRequest, rest: str) -> HttpResponse:
    """A problem document for an address that the API does not have."""
    return problem(404, "missing", _("The page or the item was not found."))


app_name = "api"
urlpatterns = [
    path("", docs.page, name="docs"),
    *map(
        through_the_door,
        [
            path("openapi.json", docs.description_for_programs, name="openapi-json"),
            *api.urls[0],
            re_path(r"^(?P<rest>(?s:.*))\Z", nothing_here),
        ],
    ),
]
