"""Views that are wrong in each way that the matrix looks for are put beside the real ones, and each is found."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.test import override_settings
from django.urls import path
from django.views.decorators.http import require_GET, require_safe

from painopiste.base.bodies.models import Body
from painopiste.base.organisations.models import Organisation
from painopiste.loop.focus_areas.models import FocusArea
from painopiste.site import urls
from tests.guarantees.permission_matrix.doors import Door
from tests.guarantees.permission_matrix.observing import observe
from tests.guarantees.permission_matrix.world import build

pytestmark = pytest.mark.django_db


def _find(request, key):
    found = Body._base_manager.filter(key=key).first()
    if found is None:
        raise Http404
    return found, Body.objects.visible_to(request.actor).filter(pk=found.pk).exists()


@require_safe
def refuses_what_is_hidden(request, key):
    if not _find(request, key)[1]:
        raise PermissionDenied
    return HttpResponse()


@require_safe
def tells_in_a_header(request, key):
    found = Body._base_manager.filter(key=key).exists()
    response = redirect("site:home") if found and _find(request, key)[1] else HttpResponse(status=404)
    response["X-Known"] = str(found)
    return response


@require_safe
def lists_everything(request):
    return HttpResponse(", ".join(FocusArea._base_manager.values_list("name_fi", flat=True)))


def writes_before_it_refuses(request):
    Organisation.objects.create(name_fi="x", abbreviation="x", kind="agency")
    raise PermissionDenied


def only_says_that_it_was_done(request):
    return redirect("site:home")


@require_GET
def has_no_head(request):
    return HttpResponse()


@require_safe
def crashes(request):
    raise RuntimeError("planted")


def opens_by_any_method(request):
    return HttpResponse()


PLANTED = {
    refuses_what_is_hidden: {"hidden"},
    tells_in_a_header: {"hidden"},
    lists_everything: {"canary"},
    writes_before_it_refuses: {"changed"},
    only_says_that_it_was_done: {"unaudited"},
    has_no_head: {"HEAD"},
    crashes: {"crashed"},
    opens_by_any_method: {"unaudited"},
}
KEYED = (refuses_what_is_hidden, tells_in_a_header)
urlpatterns = [
    *(path(f"istutettu/{view.__name__}/{'<str:key>/' if view in KEYED else ''}", view) for view in PLANTED),
    *urls.urlpatterns,
]


def _door(view):
    name = view.__name__
    if view in KEYED:
        return Door(name, f"/istutettu/{name}/<key>/", ("key",), ("body",), "")
    return Door(name, f"/istutettu/{name}/", (), (), "")


@pytest.fixture
def seen():
    with override_settings(ROOT_URLCONF=__name__):
        return observe(build(), map(_door, PLANTED))


@pytest.mark.skipif(connection.vendor == "postgresql", reason="the second wall tells a careless view nothing")
def test_each_is_found_by_what_it_does(seen):
    for view, laws in PLANTED.items():
        found = {law for law, texts in seen.troubles.items() if any(view.__name__ in text for text in texts)}
        assert found == laws, view.__name__


def test_a_method_that_should_not_be_there_needs_a_row(seen):
    assert {method for name, method in seen.rows if name == opens_by_any_method.__name__} == {
        "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"
    }  # fmt: skip
    assert {method for name, method in seen.rows if name == lists_everything.__name__} == {"GET"}
