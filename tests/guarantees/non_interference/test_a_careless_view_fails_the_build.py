"""A colleague adds a page that lists focus areas unfiltered and writes no test: the build fails."""

import sys
from types import ModuleType

import pytest
from django.http import HttpResponse
from django.test import override_settings
from django.urls import clear_url_caches, path

from painopiste.base.guarding import GuardedQuerySet, UnguardedQuery
from painopiste.loop.focus_areas.models import FocusArea
from painopiste.loop.plans.models import Milestone
from painopiste.site import urls
from tests.guarantees.non_interference.comparing import compare
from tests.guarantees.non_interference.hidden import kinds
from tests.guarantees.non_interference.worlds import Drawn

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def by_the_plain_door(request):
    return HttpResponse(", ".join(row.name_fi for row in FocusArea.objects.all()))


def by_the_back_door(request):
    return HttpResponse(", ".join(row.name_fi for row in FocusArea._base_manager.all()))


def through_a_table_without_markings(request):
    return HttpResponse(str(Milestone.objects.count()))


@pytest.fixture
def as_the_product(monkeypatch):
    """The views of this file are tests only by the folder that they stand in."""

    def refuse(rows):
        if not rows._reason:
            raise UnguardedQuery("no reader was named")

    monkeypatch.setattr(GuardedQuerySet, "_refuse", refuse)


def added(view):
    """The addresses of the service, and one more."""
    module = ModuleType("addresses_with_one_more")
    vars(module).update({name: value for name, value in vars(urls).items() if name.startswith("handler")})
    module.urlpatterns = [path("huolimaton/", view), *urls.urlpatterns]
    sys.modules[module.__name__] = module
    return module.__name__


def found_with(view, readers):
    counts = {table.__name__: 2 for table in kinds(private=True)}
    with override_settings(ROOT_URLCONF=added(view)):
        clear_url_caches()
        some = {"public": readers["public"]}
        result = compare(one=Drawn(1, counts), other=Drawn(2), level="secretariat", readers=some, budget=400)
    clear_url_caches()
    return {(found.what, found.probe.path) for found in result.found}


def test_a_list_through_the_guarded_door_crashes_and_is_found(readers, as_the_product):
    assert ("crash", "/huolimaton/") in found_with(by_the_plain_door, readers)


def test_a_list_through_the_back_door_is_found(readers, as_the_product):
    found = found_with(by_the_back_door, readers)
    assert {("body", "/huolimaton/"), ("canary", "/huolimaton/")} <= found


def test_a_count_of_rows_that_only_stand_in_hidden_ones_is_found(readers, as_the_product):
    assert ("body", "/huolimaton/") in found_with(through_a_table_without_markings, readers)
    assert found_with(lambda request: HttpResponse("nothing"), readers) == set()
