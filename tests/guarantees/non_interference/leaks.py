"""Leaks as people have built them elsewhere, each planted into the place of ours where it could stand.

A leak is a name and a function that patches the product for the length of one test.
"""

import logging
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from django.http import HttpResponse

from painopiste.base import records
from painopiste.base.audit import selectors as audit
from painopiste.base.audit.models import AuditHead, AuditLine
from painopiste.base.bodies import permissions as bodies
from painopiste.base.errors import NotAllowed
from painopiste.base.mail import sending
from painopiste.base.web import errors, middleware
from painopiste.loop.focus_areas import selectors as focus_areas
from painopiste.loop.focus_areas import services as focus_area_services
from painopiste.loop.focus_areas.models import FocusArea
from painopiste.loop.plans import selectors as plans
from painopiste.loop.plans.models import Measure
from painopiste.loop.plans.selectors import measures as measure_lists
from painopiste.loop.plans.services import measures as measure_services
from painopiste.loop.plans.web import lists
from painopiste.loop.reports import services as reports
from painopiste.site import newest, overview
from painopiste.site.api import main as api
from painopiste.site.api.main import Api
from tests.guarantees.non_interference.planting import (
    Patch,
    Plant,
    after,
    all_measures,
    changed,
    under_names,
    unfiltered,
)

LEAKS: dict[str, Plant] = {}
leak = under_names(LEAKS)


@leak("count: the total of a list counts everything")
def _count(patch: Patch) -> None:
    def then(page: Any) -> Any:
        page.total = all_measures()
        return page

    changed(patch, plans, "list_measures", lambda whole: after(whole, then))


@leak("numbering: a new measure is numbered after all that there are")
def _numbering(patch: Patch) -> None:
    names = vars(measure_services.permissions) | {"visible_measures": lambda by: Measure._base_manager.all()}
    patch.setattr(measure_services, "permissions", SimpleNamespace(**names))


@leak("403 for 404: what is hidden is refused, not missing")
def _refused(patch: Patch) -> None:
    def careless(function: Any) -> Any:
        def get(*, key: str, by: Any) -> Any:
            hidden = FocusArea._base_manager.filter(key=key).exclude(pk__in=FocusArea.objects.visible_to(by))
            if hidden.exists():
                raise NotAllowed
            return function(key=key, by=by)

        return get

    changed(patch, focus_areas, "get_focus_area_page", careless)


@leak("search join: words of hidden measures find their focus area")
def _search(patch: Patch) -> None:
    def careless(condition: Any) -> Any:
        def joined(filters: Any, on: Any) -> Any:
            words = filters.text.casefold().split()
            hits = [Measure._base_manager.filter(folded__contains=word).exists() for word in words]
            return records.models.Q() if words and all(hits) else condition(filters, on)

        return joined

    changed(patch, focus_areas, "_condition", careless)


@leak("options: a list to choose from offers hidden rows")
def _options(patch: Patch) -> None:
    changed(patch, focus_areas, "list_choices", unfiltered)


@leak("export: a file holds more than the page")
def _export(patch: Patch) -> None:
    changed(patch, plans, "list_export_rows", unfiltered)


@leak("history: lines of a row that was hidden when they were written")
def _history(patch: Patch) -> None:
    patch.setattr(audit, "open_lines", lambda *, by: AuditLine.objects.all())


@leak("activity: the newest lines of the trail on the front page")
def _activity(patch: Patch) -> None:
    patch.setattr(newest, "open_lines", lambda *, by: AuditLine.objects.all())


@leak("ETag: made from the number of rows, not from the body")
def _etag(patch: Patch) -> None:
    def careless(function: Any) -> Any:
        def tagged(request: Any, response: Any, tag: str, caching: str) -> Any:
            return function(request, response, f'"{all_measures()}-{tag[1:9]}"', caching)

        return tagged

    changed(patch, api, "tagged", careless)


@leak("statistic: the front page adds up everything")
def _statistic(patch: Patch) -> None:
    def then(glance: Any) -> Any:
        glance.overdue = all_measures()
        return glance

    changed(patch, overview, "get_glance", lambda whole: after(whole, then))


@leak("average: a figure of the API is an average over hidden rows too")
def _average(patch: Patch) -> None:
    def then(page: Any) -> Any:
        ranks = list(Measure._base_manager.values_list("rank", flat=True))
        for row in page.rows:
            row["timing_fi"] = f"{sum(ranks) / len(ranks):.3f}"
        return page

    changed(patch, plans, "cut_measures", lambda whole: after(whole, then))


@leak("uniqueness error: a number that a hidden row has is taken")
def _unique(patch: Patch) -> None:
    names = vars(focus_area_services.permissions) | {"visible": lambda by: FocusArea._base_manager.all()}
    patch.setattr(focus_area_services, "permissions", SimpleNamespace(**names))


@leak("sequential id: keys count the rows")
def _sequential(patch: Patch) -> None:
    field = Measure._meta.get_field("key")
    patch.setitem(vars(field), "_get_default", lambda: f"m{all_measures() + 1}")


@leak("digest: a mail tells how much there is to read")
def _digest(patch: Patch) -> None:
    def careless(function: Any) -> Any:
        def told(*, words: Any, **given: Any) -> Any:
            return function(words=replace(words, subject=f"{words.subject} ({all_measures()})"), **given)

        return told

    changed(patch, sending, "message_of", careless)


@leak("error page: names what looks like the address")
def _error_page(patch: Patch) -> None:
    def careless(page: Any) -> Any:
        def told(request: Any, status: int, code: str, message: str, **more: Any) -> HttpResponse:
            alike = FocusArea._base_manager.order_by("-pk").values_list("name_fi", flat=True)[:1]
            return page(request, status, code, f"{message} {', '.join(alike)}", **more)

        return told

    changed(patch, errors, "error_page", careless)


@leak("last updated: the newest change of anything")
def _updated(patch: Patch) -> None:
    def then(notes: Any) -> Any:
        return [*notes, ("Updated", str(AuditHead.objects.get(pk=1).number))]

    changed(patch, lists, "export_notes", lambda whole: after(whole, then))


@leak("header: tells the number of rows")
def _header(patch: Patch) -> None:
    def careless(call: Any) -> Any:
        def answered(self: Any, request: Any) -> Any:
            response = call(self, request)
            response["X-Rows"] = str(all_measures())
            return response

        return answered

    changed(patch, middleware.ErrorMiddleware, "__call__", careless)


@leak("cookie: remembers the newest row")
def _cookie(patch: Patch) -> None:
    def careless(call: Any) -> Any:
        def answered(self: Any, request: Any, data: Any, **more: Any) -> Any:
            response = call(self, request, data, **more)
            response.set_cookie("seen", str(Measure._base_manager.order_by("-pk").first().pk))
            return response

        return answered

    changed(patch, Api, "create_response", careless)


@leak("redirect: the address of a hidden row leads on")
def _redirect(patch: Patch) -> None:
    def careless(call: Any) -> Any:
        def answered(self: Any, request: Any) -> Any:
            response = call(self, request)
            key = request.path.rstrip("/").rpartition("/")[2]
            if response.status_code == 404 and FocusArea._base_manager.filter(key=key).exists():
                return HttpResponse(status=302, headers={"Location": "/fi/"})
            return response

        return answered

    changed(patch, middleware.ErrorMiddleware, "__call__", careless)


@leak("time: one more statement for each hidden row")
def _statements(patch: Patch) -> None:
    def then(page: Any) -> Any:
        for pk in Measure._base_manager.values_list("pk", flat=True):
            Measure._base_manager.filter(pk=pk).exists()
        return page

    changed(patch, plans, "list_measures", lambda whole: after(whole, then))


@leak("order: hidden measures move visible focus areas in their list")
def _order(patch: Patch) -> None:
    def then(found: Any) -> Any:
        return sorted(found, key=lambda each: -Measure._base_manager.filter(focus_area=each.row["id"]).count())

    changed(patch, focus_areas, "list_focus_areas", lambda whole: after(whole, then))


@leak("facet: a filter offers words that only hidden rows have")
def _facet(patch: Patch) -> None:
    def then(context: Any) -> Any:
        numbers = {str(each) for each in Measure._base_manager.values_list("number", flat=True)}
        return [*context, *((each, each) for each in sorted(numbers))]

    changed(patch, lists, "organisation_choices", lambda whole: after(whole, then))


@leak("parent: a visible body names the hidden one that it stands under")
def _parent(patch: Patch) -> None:
    patch.setattr(bodies, "seen_body", lambda body, *, by: body)


@leak("report: a kept report is written from everything")
def _report(patch: Patch) -> None:
    changed(patch, reports, "interim_facts", unfiltered)


@leak("log: a line names the newest row")
def _log(patch: Patch) -> None:
    def then(page: Any) -> Any:
        logging.getLogger("painopiste.plans").warning("newest: %s", Measure._base_manager.order_by("-pk").first())
        return page

    changed(patch, measure_lists, "_filtered", lambda whole: lambda *given: then(whole(*given)))
